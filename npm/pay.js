// The payment page of the secure window: the element, and what stands between it and the store that opened the page.

import { ask_channel } from "./core.js";
import { authorize } from "../src/browser/fetch.js";
import { Line } from "../src/window/line.js";
import { Sight } from "../src/window/sight.js";

export * from "./index.js";
export { default } from "./index.js";
export { authorize };

/** Says hello to the window that opened this page; only after `init`. See line.js. */
export function shakeHands(stores, hear, refused) {
  return new Line(ask_channel, stores, hear, refused);
}

/** Holds Pay while the element cannot be seen. See sight.js. */
export function holdUnseen(element, covered) {
  return new Sight(element, covered);
}
