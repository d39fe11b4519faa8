// Messages between the store's page and the payment page, by the rules of the channel.

import { Channel } from "./channel.js";

export class Line {
  #channel;
  #page;
  #far;
  #hear;
  #port = null;

  /** To the payment page of origin `page` in the window that `far()` gives; `hear(message)` is called with what counts, `hello` first. */
  constructor(page, far, hear) {
    this.#channel = new Channel(page, location.origin);
    this.#page = page;
    this.#far = far;
    this.#hear = hear;
    addEventListener("message", this);
  }

  /** Messages that were none of the conversation's. */
  get ignored() {
    return this.#channel.ignored;
  }

  say(message) {
    if (this.#channel.says(message)) this.#port.postMessage(message);
  }

  close() {
    removeEventListener("message", this);
    this.#port?.close();
  }

  handleEvent(event) {
    if (event.currentTarget === this.#port) {
      if (this.#channel.heard(event.data)) this.#hear(event.data);
      return;
    }
    const far = this.#far();
    if (!this.#channel.greeted(event, Boolean(far) && event.source === far)) return;
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.addEventListener("message", this);
    port1.start();
    far.postMessage(this.#channel.greeting, this.#page, [port2]);
    this.#hear({ type: "hello" });
  }
}
