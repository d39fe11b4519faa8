// What an element's component has done away from the page: the provider's script, the store, the bank. Each errand is answered once, with
// the attempt it was for; the component decides whether that is still of interest.

import { notReady } from "../api/error.js";
import { random } from "../browser/random.js";
import { encrypt } from "../handoff/provider.js";
import { Challenge } from "../three_ds/challenge.js";
import { Announcer } from "./announce.js";
import { remember, remembered } from "./record.js";
import { bits, settings } from "./settings.js";
import { ask, charge, understood } from "./store.js";
import { filled, spoken } from "./words.js";

/** What `picture.js` extends, which has `over`, `place` and `offer()`; `leftBank()` is in `surface.js`. */
export class Errands extends Announcer {
  component = null;
  /** The store's own words, by language and our English ones. */
  texts = {};
  settings;
  /** Whether an attempt is under way. */
  busy = false;
  /** The bank's page, while it is open or may be opened. */
  atBank = null;
  /** The shopper's words, by number. */
  #words = [];
  #card;
  /** The store's last answer. */
  answer;
  /** The pause before the next question to the store. */
  #pause;

  /**
   * Takes the attributes as they are now. What an attempt under way was begun with stays until it ends, and its price with its receipt. A
   * page that takes the order away, as one does whose cart is empty now, has no other for us yet.
   */
  configure() {
    const { endpoint, order, amount, currency } = this.settings ?? {};
    const now = settings(this.host);
    Object.assign(now, this.over && { amount, currency, order: now.order || order }, this.busy && { endpoint, order, amount, currency });
    this.settings = now;
    this.component.configure(bits(now), now.amount, now.currency, now.lang);
  }

  /** Pay is pressed, by the shopper or by the page's script. */
  press(byScript) {
    if (!this.component?.pay(random(), byScript)) this.fail("", notReady());
    this.flush();
  }

  /** The attempt in the middle of which the page was left. */
  left() {
    return remembered(this.settings.order);
  }

  // From the component.

  /** Takes the words of another language: `count` of `lines` after the first `before`. */
  reword(lang, lines, before, count, amount) {
    const known = { amount, email: this.settings.support };
    this.#words = spoken(this.texts[lang] ?? {}, lang, lines, before, count).map((words) => filled(words, known));
  }

  /** The words of a number, with what is known only now; none for one that has none. */
  wording(number, values) {
    const words = this.#words[number] ?? "";
    return values ? filled(words, values) : words;
  }

  /** Has the provider's script encrypt the card, which it gets when it is there. */
  encrypt(attempt) {
    const { publicId, script, scriptLimit } = this.settings;
    // Taken off the page and put back, an element may have begun another by the time the script is there.
    const isDue = () => attempt === this.attempt;
    const card = () => {
      if (!isDue()) return;
      this.component?.card();
      const handed = this.#card;
      this.#card = undefined;
      return handed;
    };
    encrypt(script, publicId, scriptLimit, card, (made) => {
      const isPacket = typeof made === "string";
      if (isDue()) this.component?.encrypted(attempt, isPacket ? made : "", isPacket ? 0 : made);
    });
  }

  /** Number, code and date for the provider's script, a line each. */
  handed(card) {
    this.#card = card;
  }

  charge(attempt, amount, cryptogram, holder, lang) {
    const { endpoint, order, currency } = this.settings;
    charge(endpoint, { attempt, order, amount, currency, cryptogram, holder, lang }, (reply) => this.#answered(attempt, reply));
  }

  /** Asks what became of an attempt, or to close it, after a pause; takes the place of an earlier question. */
  ask(attempt, close, pause) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      const { endpoint, order } = this.settings;
      ask(endpoint, attempt, order, close, (reply) => this.#answered(attempt, reply));
    }, pause);
  }

  /** Opens the bank's page; of a page that was reloaded, only by a press where it would have to go away again. */
  challenge(title, resumed) {
    this.atBank = new Challenge(this, this.wording(title), this.answer, this.settings, resumed);
  }

  /** Closes it, and asks no more. */
  leaveBank() {
    clearTimeout(this.#pause);
    this.atBank?.close();
    this.atBank = null;
  }

  /** The store's own price, written to the attribute, so that page and property tell the same. */
  showPrice() {
    const { amount } = this.answer;
    if (/^\d+(\.\d+)?$/.test(amount)) this.later.push(() => this.host.setAttribute("amount", amount));
  }

  /** Keeps the attempt of the order for a page that is reloaded, or forgets it. */
  remember(attempt) {
    remember(this.settings.order, attempt);
  }

  #answered(attempt, reply) {
    this.answer = reply;
    this.component?.answered(attempt, ...understood(reply));
  }
}
