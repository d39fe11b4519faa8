// The examples, how each is served, and which run every time.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = process.env.EXAMPLES;

const vite = (mode) => (port, store) =>
  ["node", ["node_modules/vite/bin/vite.js", mode, "--host", "127.0.0.1", "--port", String(port), "--strictPort"], { STORE: store }];

/** `www`: the folder that the store itself serves; `server`: the example's own; `needs`: why it is nothing for a policy that forbids WebAssembly. */
const PROJECTS = {
  html: { www: "." },
  "vite-react": { www: "dist" },
  next: {
    server: (port, store) => ["node", ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], { STORE: store }],
  },
  "vite-react-dev": {
    folder: "vite-react",
    server: vite("dev"),
  },
  webpack: { www: "dist" },
  vue: { www: "dist" },
  svelte: { www: "dist" },
  // Not the store, whose policy forbids the eval by which this project compiles its templates.
  angular: { server: vite("preview"), needs: "its templates are compiled by eval" },
  yew: { www: ".", needs: "the page itself is WebAssembly" },
};

/** Those that are asked for; without a wish all. */
export const projects = Object.entries(PROJECTS)
  .filter(([name]) => process.env.ONLY === undefined || process.env.ONLY.split(",").includes(name))
  .map(([name, project]) => ({ name, ...project, folder: join(ROOT, project.folder ?? name) }));

export const folderOf = (name) => join(ROOT, name);

/** The installed version of a package in an example. */
export const versionOf = (folder, name) => JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
