// One element's page, as its component in Rust knows it. The component decides; here is what JavaScript does better: listening, reading
// events that may be anything (autofill sends a `keydown` without `key`), and writing to the template's nodes.

import { CheckoutError } from "../api/error.js";
import { Errands } from "./errands.js";
import {
  BUTTONS, CANCELLED, COMPOSED, CONFIGURED, FIELDS, HIDDEN, INSERT, INSIDE, LEFT, LEFT_BANK, NOTHING, OFFER, OUTSIDE, PASTE, REPORT, RESET,
  RETURNED, VERDICTS, WAITS, cause,
} from "./heard.js";
import { isOurs, show } from "./panel.js";
import { WORDS, draw, drawRest, make } from "./template.js";
import { spelled } from "./words.js";

export class Surface extends Errands {
  #internals;
  #root;
  #nodes;
  /** A submit of the form around us that waits for the cryptogram. */
  #held = null;
  #bank = false;
  /** Hears of a `lang` that is changed around us. */
  #language = new MutationObserver(() => this.configured());
  #hush;
  #verdicts = {};
  #told = "";
  /** How the attempt ended, in words. */
  #ending = "";

  constructor(host, internals) {
    super(host);
    this.#internals = internals;
    this.#root = host.attachShadow({ mode: "open", delegatesFocus: true });
    this.#nodes = draw(this.#root);
    for (const kind of INSIDE) this.#root.addEventListener(kind, this, true);
  }

  // From the element.

  /** Listens to the page around: on the way down, before the page's own listeners. */
  listen() {
    for (const kind of OUTSIDE) addEventListener(kind, this, true);
  }

  /** Draws the rest: when the module runs, and where it will not. */
  complete() {
    if (this.#nodes.challenge) return;
    drawRest(this.#root, this.#nodes);
    // Not of the fields: every key would wait for it.
    this.#nodes.challenge.addEventListener("keydown", this);
    new ResizeObserver(() => this.#show()).observe(this.#nodes.aloud);
  }

  /** Brings the component to life, with what was typed before it was there. */
  start(attach) {
    this.#language.observe(document, { attributeFilter: ["lang"], subtree: true });
    // Moved to another place of the page, where another language may be spoken; a frame that is moved is empty.
    if (this.component) {
      if (this.place.firstChild) this.leftBank(RETURNED);
      return this.configured();
    }
    this.complete();
    this.component = attach(this);
    this.configure();
    // Somebody may be typing already.
    this.#typed(FIELDS.indexOf(this.#root.activeElement?.id), COMPOSED);
    this.#pickUp();
    this.tell(CONFIGURED);
    this.#goOn();
  }

  /** A page that was left in the middle of a payment of the order asks the store first. */
  #goOn() {
    const attempt = this.left();
    if (attempt) this.resume(attempt);
  }

  /** Ends it, and empties the fields. */
  close() {
    for (const kind of OUTSIDE) removeEventListener(kind, this, true);
    for (const field of FIELDS) this.#nodes[field].value = "";
    this.#language.disconnect();
    this.read("");
    this.leaveBank();
    this.component?.free();
    this.component = null;
    this.#held = null;
    this.settings = undefined;
    this.busy = false;
    this.reject(new CheckoutError("component.removed", "the element was taken off the page: ask your server", "store", true));
    this.moved("editing");
    this.later = [];
  }

  /** Presses Pay for a script: a promise of the attempt's end. */
  pay() {
    this.#pickUp();
    const end = this.wait();
    this.press(true);
    return end;
  }

  reset() {
    this.#internals.setFormValue(null);
    this.tell(RESET);
    // What was changed since Pay counts from here on.
    this.configured();
  }

  resume(attempt) { this.component.resume(attempt); }

  report() {
    this.#pickUp();
    this.tell(REPORT);
  }

  /** The attributes were changed. */
  configured() {
    if (!this.component) return;
    const { endpoint, order } = this.settings;
    this.configure();
    // Nothing is left to pay of the one before.
    if (this.over && order !== this.settings.order) this.reset();
    this.tell(CONFIGURED);
    if (order !== this.settings.order || endpoint !== this.settings.endpoint) this.#goOn();
  }

  /** Tells the component what happened, then does what came of it. */
  tell(what, detail = 0) {
    const answer = this.component?.heard(what, detail);
    this.flush();
    return answer;
  }

  // From the page.

  handleEvent(event) {
    const { type, target } = event;
    const field = FIELDS.indexOf(target.id);
    switch (type) {
      case "input":
      case "compositionend":
        // While an input method composes, the text is its own, until the end brings the rest. Of a text that is dragged away the drop comes
        // next: what were written in between would take its place from it.
        if (event.inputType === "deleteByDrag") setTimeout(() => this.#typed(field, INSERT));
        else if (!event.isComposing) this.#typed(field, cause(event.inputType ?? type));
        break;
      case "paste": {
        const text = event.clipboardData?.getData("text/plain");
        if (typeof text !== "string" || field < 0 || !this.component || target.readOnly) break;
        event.preventDefault();
        this.#typed(field, PASTE, text);
        break;
      }
      case "focusout":
        if (field < 0) break;
        this.#pickUp();
        this.tell(LEFT, field);
        break;
      case "submit":
        this.#submitted(event);
        break;
      case "click":
        this.#clicked(target.closest("button")?.id);
        break;
      case "keydown":
        if (event.key !== "Escape") break;
      // falls through
      case "cancel":
      case "close":
        this.#ask(event);
        break;
      case "pagehide":
        // The page cache keeps what inputs hold: nothing may come back by Back.
        this.tell(HIDDEN);
        break;
      case "pageshow":
        // The page was on its way to the bank.
        if (event.persisted && this.atBank?.left) this.leftBank(CANCELLED);
        // Its cryptogram is used up.
        if (event.persisted && this.#nodes.result?.dataset.outcome === "encrypted") this.reset();
        break;
      default:
        this.#typed(field, INSERT);
    }
  }

  #typed(field, how, text) {
    if (field < 0) return;
    if (this.#hush) this.read("");
    const { value, selectionStart, selectionEnd } = this.#nodes[FIELDS[field]];
    // Nobody types or pastes more, and a book should not stop the page.
    const whole = (text ?? value).slice(0, 4096);
    this.component?.typed(field, whole, selectionStart ?? 0, selectionEnd ?? value.length, how);
    this.flush();
  }

  /** Takes values that were set without any event. */
  #pickUp() {
    FIELDS.forEach((_, field) => this.#typed(field, INSERT));
  }

  /** A submit of our form, or of the one around us: that is held until there is a cryptogram, then sent once more by itself. */
  #submitted(event) {
    const { target, submitter } = event;
    const { form, willValidate } = this.#internals;
    const ours = event.currentTarget === this.#root;
    const waits = this.component ? this.tell(WAITS) : willValidate;
    if (!ours && (target !== form || !waits)) return;
    event.preventDefault();
    event.stopPropagation();
    // Enter in a field, where that form has the only button.
    if (ours && form && waits && this.host.matches("[button=none]")) {
      this.report();
      return form.requestSubmit();
    }
    if (!ours && this.component) this.#held = [form, submitter];
    this.#pickUp();
    this.press(false);
  }

  #clicked(id) {
    const offered = FIELDS.findIndex((name) => id === `${name}-offer`);
    if (id in BUTTONS) this.tell(BUTTONS[id], CANCELLED);
    else if (id === "challenge-open") this.atBank?.whole();
    else if (offered >= 0) this.tell(OFFER, offered);
    else if (id === "read") this.read(this.#nodes.number.value || this.#nodes["number-error"].textContent);
    else if (id === "leave-stay") {
      this.#nodes.leave.hidden = true;
      this.place.firstChild?.focus();
    }
  }

  /** Esc, and a phone's Back, must not end a payment by themselves. A browser may close the dialog all the same: it opens again. */
  #ask(event) {
    const { challenge, leave, "leave-stay": stay } = this.#nodes;
    if (!this.#bank || isOurs(event, challenge)) return;
    event.preventDefault();
    this.#show();
    leave.hidden = false;
    stay.focus();
  }

  // From the component: pictures, with messages by number. A text that is there is not written again: screen readers would repeat it.

  /** The words that stay. */
  speak(...words) {
    super.speak(...words);
    WORDS.forEach((ids, number) => ids.split(" ").forEach((id) => this.#text(id, this.said(number))));
  }

  /** What screen readers say now, even where they have just said it. */
  say(words) {
    this.#nodes.status.textContent = this.said(words);
  }

  /** Has screen readers say digits by groups. They stand there for five seconds, and no longer than the number itself. */
  read(text) {
    clearTimeout(this.#hush);
    this.#text("aloud", spelled(text));
    this.#hush = text && setTimeout(() => this.read(""), 5000);
  }

  /** A field's text, and where the caret is to be. What is there already stays as it is, undo history and all: the browser sees to that. */
  write(field, text, caret) {
    const node = this.#nodes[FIELDS[field]];
    node.value = text;
    if (caret !== undefined) node.setSelectionRange(caret, caret);
  }

  /** One field: its line, whether that is an error, what is offered to put there by which question, and what to tell about it. */
  field(field, line, wrong, offer, question, verdict, error = null) {
    const name = FIELDS[field];
    this.#verdicts[name] = { verdict: VERDICTS[verdict], error };
    this.#text(`${name}-error`, this.said(line));
    this.#text(`${name}-offer`, offer && this.said(question, { name: offer, date: offer }));
    this.#nodes[`${name}-field`].toggleAttribute("data-wrong", wrong);
    this.#nodes[name].setAttribute("aria-invalid", wrong);
  }

  /** All fields: what is told about them, where it is news, and to the form around us; `missing` is what is to be said at `field`. */
  fields(complete, brand, missing, field) {
    const why = this.said(missing);
    if (this.#hush) this.read("");
    // A store may have no words for it.
    this.#internals.setValidity({ customError: missing < NOTHING }, why || " ", this.#nodes[FIELDS[field]]);
    const told = JSON.stringify({ complete, brand, fields: this.#verdicts });
    if (told === this.#told) return;
    this.#told = told;
    this.#nodes.brand.dataset.brand = brand;
    this.#nodes.brand.setAttribute("aria-label", brand[0].toUpperCase() + brand.slice(1));
    this.emit("change", JSON.parse(told));
    // A cryptogram belongs to the card it was made of.
    this.#internals.setFormValue(null);
  }

  /** Everything that comes, goes and waits with the phase, and the words on Pay, which screen readers may be told, too. */
  stand(form, busy, disabled, holder, bank, pay, tells) {
    const nodes = this.#nodes;
    const words = this.said(pay);
    this.#text("pay-text", words);
    this.#text("status", tells ? words : "");
    this.busy = busy;
    if (busy) this.read("");
    nodes.form.hidden = !form;
    nodes["holder-field"].hidden = !holder;
    nodes.code.enterKeyHint = holder ? "next" : "go";
    nodes.pay.setAttribute("aria-disabled", busy || disabled);
    nodes.pay.toggleAttribute("data-busy", busy);
    for (const field of FIELDS) {
      // Read-only keeps the focus where it is; disabled would drop it.
      nodes[field].readOnly = busy;
      nodes[field].disabled = disabled;
    }
    if (bank === this.#bank) return;
    this.#bank = bank;
    nodes.leave.hidden = true;
    this.later.push(() => this.#show());
  }

  #show() { show(this.#nodes.challenge, this.#bank, this.#nodes.aloud); }

  /** How the attempt ended; without an outcome it has not. `title` and three sentences, and a number to name when asking. */
  ending(outcome, title, first, second, third, number, attempt, transaction, again) {
    const nodes = this.#nodes;
    nodes.result.hidden = !outcome;
    nodes.result.dataset.outcome = outcome;
    const join = (...messages) => messages.map((message) => this.said(message)).filter(Boolean).join(". ");
    this.#ending = join(title, first, second, third);
    this.#text("result-title", this.said(title));
    this.#text("result-text", join(first, second, third));
    this.#text("result-reference", this.said(number, { number: transaction ?? attempt }));
    nodes["check-again"].hidden = !again;
  }

  /** Goes to a node. */
  focus(id) {
    this.later.push(() => this.#nodes[id].focus());
  }

  /** Goes to a field that is wrong. Screen readers say why, on coming there; who is there already is told it in so many words. */
  point(field, words, error) {
    const name = FIELDS[field], node = this.#nodes[name];
    const told = this.said(words, { field: this.#nodes[`${name}-label`].textContent, error: this.said(error) });
    this.later.push(() => {
      if (node === this.#root.activeElement) this.#nodes.status.textContent = told;
      node.focus();
      node.select();
    });
  }

  /** Whether an attempt has ended that leaves nothing to pay. */
  get over() { return Boolean(this.attempt && this.settings.endpoint) && !this.busy && this.#nodes.form.hidden; }

  /** Where the bank's frame goes. */
  get place() { return this.#nodes["challenge-frame"]; }

  /** Whether the bank's page may be opened in the whole window, by a press. */
  offer(shown) { this.#nodes["challenge-open"].hidden = !shown; }

  /** The bank's page is left, or has answered: one of the numbers of `heard.js`. */
  leftBank(why) {
    this.tell(LEFT_BANK, why);
  }

  // From the component: words to the page.

  /** The attempt did not end in paid; the message is what the page shows. */
  failed(attempt, code, fault, retry) {
    this.fail(attempt, new CheckoutError(code, this.#ending, fault, retry));
  }

  /** Pay did not go through for a field. */
  wrong(code, field, words) {
    this.reject(new CheckoutError(code, this.said(words), "shopper", true, FIELDS[field]));
  }

  /** Without an endpoint: the page, and the form around us, get the cryptogram; nothing is kept for restoring. */
  give(cryptogram) {
    this.#internals.setFormValue(cryptogram, null);
    this.emit("cryptogram", { cryptogram });
    if (!this.#held) return;
    const [form, submitter] = this.#held;
    this.#held = null;
    // The page may have put another button in its place by now.
    this.later.push(() => form.requestSubmit(submitter?.form === form ? submitter : null));
  }

  /** Puts a text in its node, where an e-mail address is a link: its letters, and no `?`, by which a link could write the letter, too. */
  #text(id, text) {
    const node = this.#nodes[id];
    if (node.textContent === text) return;
    // Of the whole tab: in the secure window the store's `frame-src` would have the browser put an error in the place of the payment page.
    const link = (address) => make("a", { href: `mailto:${address}`, part: "link", target: "_top" }, address);
    node.replaceChildren(...text.split(/([\w.+-]+@[\w.-]*\w)/).map((piece, place) => (place % 2 ? link(piece) : piece)));
  }
}
