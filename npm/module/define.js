import { CheckoutError } from "../../src/api/error.js";
import { define as register } from "../../src/element/class.js";

/** Registers the element; works before `init`, too. */
export function define(tag) {
  if (globalThis.customElements) return register(tag);
  throw new CheckoutError("component.no_document", "define needs a page: call it in a browser, not on a server", "store", false);
}
