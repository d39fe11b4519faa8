// The element, and the functions for fields of one's own.

import {
  Component, ask_card as card, ask_edit as edit, ask_failure as failure, ask_rules as rules, ask_words as words, imports, run,
} from "./core.js";
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
  return load(input, () => new URL("core_bg.wasm", import.meta.url), imports, run, take, { Component, rules, words, edit, card, failure });
}

function take({ Component, rules, words, edit, card, failure }) {
  adopt(rules, words, edit, card, failure);
  adoptElements((surface) => new Component(surface));
}
