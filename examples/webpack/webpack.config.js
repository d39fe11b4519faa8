// webpack finds element_bg.wasm by the package's own `new URL("element_bg.wasm", import.meta.url)`: nothing is to be set for it.
import { copyFile } from "node:fs/promises";
import { resolve } from "node:path";

export default {
  mode: "production",
  output: { path: resolve("dist"), publicPath: "/" },
  plugins: [{ apply: ({ hooks }) => hooks.afterEmit.tapPromise("page", () => copyFile("index.html", "dist/index.html")) }],
};
