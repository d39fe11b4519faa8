import { build } from "esbuild";

const here = import.meta.dirname;

/** One minified script and its style sheet, `{ js, css }`, everything imported included but what is on the server anyway. */
export async function bundled(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here, loader: "jsx" },
    bundle: true,
    minify: true,
    write: false,
    outdir: `${here}/out`,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    charset: "utf8",
    // React's production build, as in every store; packages that ask for Node's globals get a page's.
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}", global: "globalThis" },
    // Ours is served as the package is.
    alias: { "cloudpayments-checkout/element": "/pkg/element.js", "cloudpayments-checkout": "/pkg/index.js" },
    external: ["/pkg/*"],
    loader: { ".svg": "dataurl" },
  });
  const text = (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { js: text(".js"), css: text(".css") };
}
