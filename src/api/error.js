/**
 * The one error of this package. `fault` says who can act, `code` is stable, `retry` says whether the same call may work later.
 * Holds no card data.
 */
export class CheckoutError extends Error {
  constructor(code, message, fault, retry, field, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fault = fault;
    this.retry = retry;
    if (field !== undefined) this.field = field;
  }

  get name() {
    return "CheckoutError";
  }
}

/** For the module as JavaScript, which has a copy of this script: from now on its errors are of the page's class, which `instanceof` knows. */
export const become = (theirs) => {
  CheckoutError = theirs;
};

/** What is told to whoever wants to pay before there is a module, or after a script was stopped in the middle of a step. */
export const notReady = (why = "the checkout does not run: connect the element, await init(), or reload") =>
  new CheckoutError("component.not_ready", why, "store", true);
