// The payment page of the secure window: the element, and what stands between it and the store that opened the page.

import { Component, ask_channel as talk, imports, run } from "./core.js";
import { CheckoutError } from "../src/api/error.js";
import { authorize } from "../src/browser/fetch.js";
import { adopt } from "../src/element/class.js";
import { Line } from "../src/window/line.js";
import { Sight } from "../src/window/sight.js";
import { load } from "./module/load.js";

export { CheckoutError, authorize };
export { define } from "./module/define.js";

/** Loads the WebAssembly module, once: later and concurrent calls share the first one's promise; after a failure it can be called again. */
export default function init(input) {
  // Bundlers know this expression and copy the file.
  return load(input, () => new URL("pay_bg.wasm", import.meta.url), imports, run, take, { Component, talk });
}

let ask;

function take(module) {
  ask = module.talk;
  adopt((surface) => new module.Component(surface));
}

/** Says hello to the window that opened this page; only after `init`. See line.js. */
export function shakeHands(stores, hear, refused) {
  return new Line(ask, stores, hear, refused);
}

/** Holds Pay while the element cannot be seen. See sight.js. */
export function holdUnseen(element, covered) {
  return new Sight(element, covered);
}
