// The store's half of the secure window: a button and a dialog, in which a payment page of another origin takes the card. No WebAssembly.

export { define } from "./window/element.js";
