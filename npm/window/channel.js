// The store's half of the conversation with the payment page; the page's half is src/channel. Both run against tests/traces/channel.json.

import { parsed } from "../../src/browser/page.js";

const HELLO = "cloudpayments-window:hello";
const OPEN = "cloudpayments-window:open";
const PHASES = "editing encrypting charging challenging confirming unclear settled".split(" ");

export class Channel {
  /** Messages that were none of the conversation's. */
  ignored = 0;
  #page;
  #store;
  #nonce = "";
  #order = null;
  #ready = false;
  #awaited = false;

  /** Between a payment page's origin and the store's own. */
  constructor(page, store) {
    this.#page = page;
    this.#store = store;
  }

  /** A message came to the store's window; `isPage`, whether from the window that was opened. A page that was reloaded begins anew. */
  greeted({ data, origin }, isPage) {
    const taken = isPage && origin === this.#page && data?.type === HELLO && /^[0-9a-f]{32}$/.test(data.nonce);
    if (!taken) return this.#ignore();
    this.#nonce = data.nonce;
    this.#order = null;
    this.#ready = this.#awaited = false;
    return true;
  }

  /** What goes back, with the port. */
  get greeting() {
    return { type: OPEN, nonce: this.#nonce };
  }

  /** The page said something on the port. */
  heard(message) {
    return this.#takes(message ?? {}) || this.#ignore();
  }

  /** Whether the store may say this now; if so, it is said. */
  says({ type, endpoint }) {
    if (!this.#nonce) return false;
    switch (type) {
      case "order":
        if (endpoint !== undefined && parsed(endpoint)?.origin !== this.#store) return false;
        this.#order = { charges: endpoint !== undefined };
        return true;
      case "token": {
        const awaited = this.#awaited;
        this.#awaited = false;
        return awaited;
      }
      case "leave":
        return Boolean(this.#order);
      default:
        return false;
    }
  }

  #takes({ type, height, phase, attempt, outcome, transaction, code }) {
    if (!this.#nonce) return false;
    const isAttempt = /^[0-9a-f]{32}$/.test(attempt);
    switch (type) {
      case "ready": {
        const first = Boolean(this.#order) && !this.#ready;
        this.#ready ||= first;
        return first;
      }
      case "height":
        return height > 0 && height < 1e4;
      case "phase":
        return this.#ready && PHASES.includes(phase) && (attempt === null || isAttempt);
      case "result":
        if (!this.#ready) return false;
        if (outcome === "paid") return isAttempt && Number.isSafeInteger(transaction);
        if (outcome === "declined") return isAttempt;
        if (outcome === "error") return typeof code === "string";
        return outcome === "encrypted" && !this.#order.charges;
      case "token":
        return (this.#awaited = Boolean(this.#order?.charges));
      case "tab":
      case "close":
        return true;
      default:
        return false;
    }
  }

  #ignore() {
    this.ignored += 1;
    return false;
  }
}
