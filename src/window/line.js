// The payment page's line to the store that opened it: from window to window until both know each other, then by a port of their own.

import { parsed } from "../browser/page.js";
import { random } from "../browser/random.js";

/** The `type` of the page's first word to its opener; the same in channel/message.rs. */
const HELLO = "cloudpayments-window:hello";

/** What the module is asked; the same in mod.rs. */
const BEGINS = 0, FROM_OPENER = 1, FROM_ANOTHER = 2, ON_THE_PORT = 3, WITH_ENDPOINT = 4, SAYS = 5, SAYS_CRYPTOGRAM = 6;

/** What it answers; 0 is none of ours. */
const TAKEN = 1, REFUSED = 2;

export class Line {
  /** Messages that were none of the conversation's. */
  ignored = 0;
  #ask;
  #hear;
  #refused;
  #nonce = random();
  #above = parent === self ? opener : parent;
  #port = null;

  /**
   * Says hello to whoever opened the page: its parent in a frame, else its opener. `hear(message)` is called with each message of
   * the store, once one of `stores` has answered; `refused(origin)` when one has that is not among them. `ask` is the module's.
   */
  constructor(ask, stores, hear, refused) {
    this.#ask = ask;
    this.#hear = hear;
    this.#refused = refused;
    ask(BEGINS, 0, "", stores.join("\n"), this.#nonce);
    addEventListener("message", this);
    // To any origin: it holds nothing secret, and who it is that opened us is what the answer tells.
    this.#above?.postMessage({ type: HELLO, nonce: this.#nonce }, "*");
  }

  /** Whether there is a window that can have opened this page. */
  get isOpened() {
    return Boolean(this.#above);
  }

  /** Whether there is a store at the other end. */
  get isOpen() {
    return Boolean(this.#port);
  }

  /** Says something, where the conversation has a place for it; whether it was said. */
  say(type, detail = {}) {
    const may = this.#ask("cryptogram" in detail ? SAYS_CRYPTOGRAM : SAYS, 0, type, "", "") === TAKEN;
    if (may) this.#port.postMessage({ ...detail, type });
    return may;
  }

  handleEvent(event) {
    const { data, origin, ports, source } = event;
    if (event.currentTarget === this.#port) return this.#heard(data);
    const from = source !== null && source === this.#above ? FROM_OPENER : FROM_ANOTHER;
    // Two stand for any more: what does not fit into a byte would come round to one.
    const verdict = this.#ask(from, ports[1] ? 2 : ports.length, text(data?.type), origin, text(data?.nonce));
    if (verdict === TAKEN) {
      [this.#port] = ports;
      this.#port.addEventListener("message", this);
      this.#port.start();
      return;
    }
    this.ignored += 1;
    if (verdict === REFUSED) this.#refused(origin);
  }

  #heard(data) {
    const endpoint = data?.endpoint;
    const step = endpoint === undefined ? ON_THE_PORT : WITH_ENDPOINT;
    if (this.#ask(step, 0, text(data?.type), parsed(endpoint)?.origin ?? "", "") === TAKEN) this.#hear(data);
    else this.ignored += 1;
  }
}

/** What is no text is an empty one. */
function text(value) {
  return typeof value === "string" ? value : "";
}
