// One challenge: the bank's page in a frame where bank and store allow one, else in the whole window, within a time limit.

import { random } from "../browser/random.js";
import { open } from "./bank.js";

/** Why the bank's page is left: the order of `GaveUp`. Beyond them all, TermUrl's page says that the bank has answered. */
export const CANCELLED = 0, TIMED_OUT = 1, BLOCKED = 2, BAD_ADDRESS = 3, RETURNED = 9;

/** `bank.js` numbers what is at fault: beyond this, that the browser refused. */
const TERM_URL = 2;

/** A frame that the bank forbids, or a bank that is silent, cannot be told from a page at work: after this the whole window is offered. */
const BLANK = 15_000;

export class Challenge {
  #page;
  #answer;
  #bank;
  #limit;
  #blank;
  /** Whether the page may still be opened in the whole window, by a press. */
  #waits;

  /**
   * `page` has a `place` for the frame, is asked to `offer` the whole window, and hears by `leftBank(why)` what becomes of it. Of a
   * page that was reloaded (`resumed`) nothing goes away without a press.
   */
  constructor(page, title, answer, { wholeWindow, byPress, challengeLimit }, resumed) {
    this.#page = page;
    this.#answer = answer;
    const framed = answer.frame && !wholeWindow;
    // The shopper may have just come back from there; only a press may send the page away again.
    const pressed = resumed || byPress;
    this.#waits = framed || pressed;
    page.offer(pressed && !framed);
    if (this.#waits) this.#limit = setTimeout(() => page.leftBank(TIMED_OUT), challengeLimit);
    if (framed) this.#blank = setTimeout(() => page.offer(this.#waits), BLANK);
    if (framed || !pressed) this.#open(framed ? title : "");
  }

  /** Whether the page is on its way to the bank, and is restored by Back. */
  get left() {
    return this.#bank && !this.#waits;
  }

  /** The press that was asked for, before the page leaves for the bank. */
  whole() {
    if (!this.#waits) return;
    this.#waits = false;
    this.#page.offer(false);
    this.#open("");
  }

  /** What is heard of the bank's page. The whole window needs no frame-src: it may still be open to us. */
  told(word) {
    if (word === "returned") this.#page.leftBank(RETURNED);
    else if (word === "frame-src" && this.#waits) {
      this.#bank?.close();
      this.#bank = null;
      this.#page.offer(true);
    } else this.#page.leftBank(BLOCKED);
  }

  get place() {
    return this.#page.place;
  }

  close() {
    clearTimeout(this.#blank);
    clearTimeout(this.#limit);
    this.#bank?.close();
    this.#page.offer(false);
  }

  #open(title) {
    const { attempt, acsUrl, paReq, md, termUrl } = this.#answer;
    this.#bank?.close();
    this.#bank = open(this, title, random(), attempt, acsUrl, paReq, md, termUrl);
    const { fault } = this.#bank;
    if (!fault) return;
    // The component is in the middle of a step: its next event must come later.
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#page.leftBank(fault > TERM_URL ? BLOCKED : BAD_ADDRESS));
  }
}
