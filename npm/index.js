// The element, and the functions for fields of one's own.

import { Component, ask_card, ask_edit, ask_failure, ask_rules, ask_words, imports, run } from "./core.js";
import { CheckoutError } from "../src/api/error.js";
import { adopt } from "../src/api/headless.js";
import { adopt as adoptElements } from "../src/element/class.js";
import { load } from "./module/load.js";

export { CheckoutError };
export {
  checkExpiry, checkHolder, checkNumber, checkSecurityCode, createCryptogram, editExpiry, editNumber,
} from "../src/api/headless.js";
export { define } from "./module/define.js";

/** Loads the WebAssembly module, once: later and concurrent calls share the first one's promise; after a failure it can be called again. */
export default function init(input) {
  // Bundlers know this expression and copy the file.
  return load(input, () => new URL("core_bg.wasm", import.meta.url), imports, run, take, { Component, ask_card, ask_edit, ask_failure, ask_rules, ask_words });
}

function take({ Component, ask_card, ask_edit, ask_failure, ask_rules, ask_words }) {
  adopt(ask_rules, ask_words, ask_edit, ask_card, ask_failure);
  adoptElements((surface) => new Component(surface));
}
