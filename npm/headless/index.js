// The functions for fields of your own, without the element. The same module and the same WebAssembly as "cloudpayments-checkout":
// whoever imports both loads them once.
export {
  default, CheckoutError, checkExpiry, checkHolder, checkNumber, checkSecurityCode, createCryptogram, editExpiry, editNumber,
} from "../index.js";
