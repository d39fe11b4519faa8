// What one element's page looks like: what the component in Rust decides, written to the template's nodes.

import { CheckoutError } from "../api/error.js";
import { Errands } from "./errands.js";
import { FIELDS, NOTHING, VERDICTS } from "./heard.js";
import { show } from "./panel.js";
import { WORDS, draw, drawRest, make } from "./template.js";
import { spelled } from "./words.js";

/** What `surface.js` extends. */
export class Picture extends Errands {
  internals;
  root;
  nodes;
  /** Whether the bank's page is to be seen. */
  bank = false;
  /** Runs while digits stand there to be read aloud. */
  hush;
  #verdicts = {};
  #told = "";
  #look;
  /** How the attempt ended, in words. */
  #ending = "";

  constructor(host, internals) {
    super(host);
    this.internals = internals;
    this.root = host.attachShadow({ mode: "open", delegatesFocus: true });
    this.nodes = draw(this.root);
  }

  /** Draws the rest: when the module runs, and where it will not. */
  complete() {
    if (this.nodes.challenge) return;
    drawRest(this.root, this.nodes);
    // Not of the fields: every key would wait for it.
    this.nodes.challenge.addEventListener("keydown", this);
  }

  // From the component, with messages by number. A text that is there is not written again: screen readers would repeat it.

  /** The words that stay, in a language that the page around may not be in. */
  reword(lang, ...words) {
    super.reword(lang, ...words);
    for (const node of this.root.children) node.lang = lang;
    WORDS.forEach((ids, number) => ids.split(" ").forEach((id) => this.#text(id, this.wording(number))));
  }

  /** What screen readers say now, even where they have just said it. */
  announce(words) {
    this.nodes.status.textContent = this.wording(words);
  }

  /** Has screen readers say digits by groups. They stand there for five seconds, and no longer than the number itself. */
  read(text) {
    clearTimeout(this.hush);
    this.#text("aloud", spelled(text));
    this.hush = text && setTimeout(() => this.read(""), 5000);
  }

  /** A field's text, and where the caret is to be. What is there already stays as it is, undo history and all: the browser sees to that. */
  write(field, text, caret) {
    const node = this.nodes[FIELDS[field]];
    node.value = text;
    if (caret !== undefined) node.setSelectionRange(caret, caret);
  }

  /** One field: its line, whether that is an error, what is offered to put there by which question, and what to tell about it. */
  field(field, line, wrong, offer, question, verdict, error = null) {
    const name = FIELDS[field];
    this.#verdicts[name] = { verdict: VERDICTS[verdict], error };
    this.#text(`${name}-error`, this.wording(line));
    this.#text(`${name}-offer`, offer && this.wording(question, { name: offer, date: offer }));
    this.nodes[`${name}-field`].toggleAttribute("data-wrong", wrong);
    this.nodes[name].setAttribute("aria-invalid", wrong);
  }

  /** All fields: what is told about them, where it is news, and to the form around us; `missing` is what is to be said at `field`. */
  fields(complete, brand, missing, field) {
    const why = this.wording(missing);
    if (this.hush) this.read("");
    // A store may have no words for it.
    this.internals.setValidity({ customError: missing < NOTHING }, why || " ", this.nodes[FIELDS[field]]);
    const told = JSON.stringify({ complete, brand, fields: this.#verdicts });
    if (told === this.#told) return;
    this.#told = told;
    this.nodes.brand.dataset.brand = brand;
    this.nodes.brand.setAttribute("aria-label", brand[0].toUpperCase() + brand.slice(1));
    this.emit("change", JSON.parse(told));
    // A cryptogram belongs to the card it was made of.
    this.internals.setFormValue(null);
  }

  /** Everything that comes, goes and waits with the phase, and the words on Pay, which screen readers may be told, too. */
  stand(form, busy, disabled, holder, bank, pay, tells) {
    const nodes = this.nodes;
    const words = this.wording(pay);
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
    if (bank === this.bank) return;
    this.bank = bank;
    nodes.leave.hidden = true;
    this.later.push(() => this.show());
  }

  /** Opens the bank's panel, or closes it. No event tells of every way in which a part of a page is hidden and shown: it is looked at. */
  show() {
    clearTimeout(this.#look);
    show(this.nodes.challenge, this.bank, this.nodes.aloud);
    if (this.bank && this.host.isConnected) this.#look = setTimeout(() => this.show(), 250);
  }

  /** How the attempt ended; without an outcome it has not. `title` and three sentences, and a number to name when asking. */
  ending(outcome, title, first, second, third, number, attempt, transaction, again) {
    const nodes = this.nodes;
    nodes.result.hidden = !outcome;
    nodes.result.dataset.outcome = outcome;
    const join = (...messages) => messages.map((message) => this.wording(message)).filter(Boolean).join(". ");
    this.#ending = join(title, first, second, third);
    this.#text("result-title", this.wording(title));
    this.#text("result-text", join(first, second, third));
    this.#text("result-reference", this.wording(number, { number: transaction ?? attempt }));
    nodes["check-again"].hidden = !again;
  }

  /** Goes to a node. Who is somewhere else in the page stays there; screen readers say how it ended. */
  focus(id) {
    this.later.push(() => {
      if (this.host.matches(":focus-within") || document.activeElement === document.body) this.nodes[id].focus();
      else this.#text("aloud", this.#ending);
    });
  }

  /** Goes to a field that is wrong. Screen readers say why, on coming there; who is there already is told it in so many words. */
  point(field, words, error) {
    const name = FIELDS[field], node = this.nodes[name];
    const told = this.wording(words, { field: this.nodes[`${name}-label`].textContent, error: this.wording(error) });
    this.later.push(() => {
      if (node === this.root.activeElement) this.nodes.status.textContent = told;
      node.focus();
      node.select();
    });
  }

  /** Whether an attempt has ended that leaves nothing to pay: paid, or failed as the order was paid before. */
  get over() { return /paid|failed/.test(this.nodes.form.hidden && this.nodes.result.dataset.outcome); }

  /** Where the bank's frame goes. */
  get place() { return this.nodes["challenge-frame"]; }

  /** Whether the bank's page may be opened in the whole window, by a press. */
  offer(shown) { this.nodes["challenge-open"].hidden = !shown; }

  // From the component: words to the page.

  /** The attempt did not end in paid; the message is what the page shows. */
  failed(attempt, code, fault, retry) {
    this.fail(attempt, new CheckoutError(code, this.#ending, fault, retry));
  }

  /** Pay did not go through for a field. */
  wrong(code, field, words) {
    this.reject(new CheckoutError(code, this.wording(words), "shopper", true, FIELDS[field]));
  }

  /** Puts a text in its node, where an e-mail address is a link: its letters, and no `?`, by which a link could write the letter, too. */
  #text(id, text) {
    const node = this.nodes[id];
    if (node.textContent === text) return;
    // Of the whole tab: in the secure window the store's `frame-src` would have the browser put an error in the place of the payment page.
    const link = (address) => make("a", { href: `mailto:${address}`, part: "link", target: "_top" }, address);
    node.replaceChildren(...text.split(/([\w.+-]+@[\w.-]*\w)/).map((piece, place) => (place % 2 ? link(piece) : piece)));
  }
}
