// What the page is told: by events, and by the promise of whoever called `pay()`.

import { CheckoutError } from "../api/error.js";
import { hint } from "../browser/hint.js";

/** What `errands.js` extends, which has the `component`, its `configure()` and the store's last `answer`. */
export class Announcer {
  phase = "editing";
  attempt = null;
  host;
  /** What waits until the component has let go of its state. */
  later = [];
  /** Callers of `pay()` who wait for the end of the attempt. */
  #waiting = [];
  #flushing = false;

  constructor(host) {
    this.host = host;
  }

  /** Does what runs the page's own code (events, focus), now that the component holds on to nothing and may be called. */
  flush() {
    // What a listener brings about is told after what it was called for.
    if (this.#flushing) return;
    this.#flushing = true;
    while (this.later.length) {
      try {
        this.later.shift()();
      } catch (error) {
        // The page's own, as in a listener: what comes next is told all the same.
        reportError(error);
      }
    }
    this.#flushing = false;
  }

  emit(kind, detail) {
    this.later.push(() =>
      this.host.dispatchEvent(new CustomEvent(`checkout-${kind}`, { bubbles: true, composed: true, detail })));
  }

  /** A promise of the attempt's end. */
  wait() {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Where the payment stands; whether that is another place than before. */
  moved(phase, attempt = null) {
    if (phase === this.phase && attempt === this.attempt) return false;
    this.phase = phase;
    this.attempt = attempt;
    if (phase === "unclear") hint(phase, this.answer, this.host.endpoint);
    // Settings that were changed during the attempt take effect now.
    if (phase === "settled") this.later.push(() => this.component && this.configure());
    this.emit("phase", { phase, attempt });
    return true;
  }

  /** Paid, or, without a transaction, encrypted. */
  done(attempt, transaction) {
    const detail = transaction === undefined ? { attempt } : { attempt, transaction };
    for (const { resolve } of this.#waiting.splice(0)) resolve(detail);
    if (transaction !== undefined) this.emit("paid", detail);
  }

  /** The bank said no; `failed` follows. */
  declined(attempt, transaction = null, reason) {
    this.emit("declined", { attempt, transaction, reason });
  }

  /** An attempt ended in an error. */
  fail(attempt, error) {
    const { code, fault, message, retry } = error;
    if (fault === "store") hint(code, message, this.host.endpoint);
    if (fault !== "bank") this.emit("error", { attempt, code, fault, message, retry });
    this.reject(error);
  }

  /** Tells whoever waits for `pay()` that it did not end in paid. */
  reject(error) {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  /** It was not the time for the last one's press. */
  refuse() {
    const why = "a payment is under way or done, or the element is disabled";
    this.#waiting.pop().reject(new CheckoutError("component.busy", why, "store", false));
  }
}
