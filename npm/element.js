// The element alone: what a store page loads that has no fields of its own.

import { Component, imports, run } from "./core.js";
import { CheckoutError } from "../src/api/error.js";
import { adopt } from "../src/element/class.js";
import { load } from "./module/load.js";

export { CheckoutError };
export { define } from "./module/define.js";

/** Loads the WebAssembly module, once: later and concurrent calls share the first one's promise; after a failure it can be called again. */
export default function init(input) {
  // Bundlers know this expression and copy the file.
  return load(input, () => new URL("element_bg.wasm", import.meta.url), imports, run, take, { Component });
}

function take({ Component }) {
  adopt((surface) => new Component(surface));
}
