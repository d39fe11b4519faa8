import { join } from "node:path";

import { build } from "esbuild";

const here = import.meta.dirname;

/** One minified script of a page, everything it imports included, as a store's own build would make it. */
export async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    outdir: join(here, "out"),
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    charset: "utf8",
    // Packages that ask Node for its environment get a page's answer; React's production build, as every store's.
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis", "process.env": "{}" },
    alias: { "cloudpayments-checkout": join(here, "../pkg/index.js") },
    loader: { ".wasm": "file", ".svg": "dataurl" },
    ...options,
  });
  return outputFiles.find(({ path }) => path.endsWith(".js")).text;
}

/** The same with its style sheets: `{ js, css }`. */
export async function bundled(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here, loader: "jsx" },
    bundle: true,
    minify: true,
    write: false,
    outdir: join(here, "out"),
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis", "process.env": "{}" },
    loader: { ".svg": "dataurl" },
  });
  const text = (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { js: text(".js"), css: text(".css") };
}
