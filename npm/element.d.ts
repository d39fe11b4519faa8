// The element without the functions for fields of your own: the same as in "cloudpayments-checkout", and less to load.
// A page imports one of the two: each brings a WebAssembly module and a CheckoutError of its own.

export type * from "./index.js";
export { CheckoutError, default, define } from "./index.js";
