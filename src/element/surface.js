// One element's page, as its component in Rust knows it. The component decides; here is what JavaScript does better: listening, and reading
// events that may be anything (autofill sends a `keydown` without `key`).

import { CheckoutError } from "../api/error.js";
import { CANCELLED, RETURNED } from "../three_ds/challenge.js";
import {
  BUTTONS, COMPOSED, CONFIGURED, FIELDS, HIDDEN, INSERT, INSIDE, LEFT, LEFT_BANK, OFFER, OUTSIDE, PASTE, REPORT, RESET, WAITS, cause,
} from "./heard.js";
import { isOurs } from "./panel.js";
import { Picture } from "./picture.js";

export class Surface extends Picture {
  /** Whether the module is on its way. */
  static expected = false;
  /** What a press of Pay comes to that was too early for the module. */
  early = null;
  /** A submit of the form around us that waits for the cryptogram, or the payment: form and button. */
  #held = null;
  /** Whether that submit is on its way. */
  #passes = false;
  /** Hears of a `lang` that is changed around us. */
  #language = new MutationObserver(() => this.configured());

  constructor(host, internals) {
    super(host, internals);
    for (const kind of INSIDE) this.root.addEventListener(kind, this, true);
  }

  // From the element.

  /** Listens to the page around: on the way down, before the page's own listeners. */
  listen() {
    for (const kind of OUTSIDE) addEventListener(kind, this, true);
  }

  /** Brings the component to life, with what was typed before it was there. */
  start(attach) {
    for (let at = this.host; at;) {
      const root = at.getRootNode();
      this.#language.observe(root, { attributeFilter: ["lang"], subtree: true });
      at = root.host;
    }
    // Moved to another place of the page, where another language may be spoken; a frame that is moved is empty.
    if (this.component) {
      if (this.place.firstChild) this.leftBank(RETURNED);
      return this.configured();
    }
    this.complete();
    this.component = attach(this);
    this.configure();
    // Somebody may be typing already.
    this.#typed(FIELDS.indexOf(this.root.activeElement?.id), COMPOSED);
    this.#pickUp();
    this.notify(CONFIGURED);
    this.#goOn();
    this.early?.();
    this.early = null;
  }

  /** A page that was left in the middle of a payment of the order asks the store first. */
  #goOn() {
    const attempt = this.left();
    if (attempt) this.resume(attempt);
  }

  /** Ends it, and empties the fields. */
  close() {
    for (const kind of OUTSIDE) removeEventListener(kind, this, true);
    for (const field of FIELDS) this.nodes[field].value = "";
    this.#language.disconnect();
    this.read("");
    this.leaveBank();
    this.component?.free();
    this.component = null;
    this.#held = this.early = null;
    this.settings = undefined;
    this.busy = false;
    this.reject(new CheckoutError("component.removed", "the element was taken off the page: ask your server", "store", true));
    this.moved("editing");
    this.later = [];
  }

  /** Presses Pay for a script: a promise of the attempt's end. */
  pay() {
    this.#pickUp();
    if (!this.busy) this.#held = null;
    const end = this.wait();
    this.press(true);
    return end;
  }

  reset() {
    this.internals.setFormValue(null);
    this.notify(RESET);
    // What was changed since Pay counts from here on.
    this.configured();
  }

  resume(attempt) { this.component.resume(attempt); }

  report() {
    this.#pickUp();
    this.notify(REPORT);
  }

  /** The attributes were changed. */
  configured() {
    if (!this.component) return;
    const { endpoint, order } = this.settings;
    this.configure();
    // Nothing is left to pay of the one before.
    if (this.over && order !== this.settings.order) this.reset();
    this.notify(CONFIGURED);
    if (order !== this.settings.order || endpoint !== this.settings.endpoint) this.#goOn();
  }

  /** Tells the component what happened, then does what came of it. */
  notify(what, detail = 0) {
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
        this.early = null;
        // What Chromium would redo it puts back where it stood before, into a text that was grouped meanwhile.
        if (event.inputType === "historyUndo") this.root.addEventListener("beforeinput", this);
      // falls through
      case "compositionend":
        // While an input method composes, the text is its own, until the end brings the rest. Of a text that is dragged away the drop comes
        // next: what were written in between would take its place from it.
        if (event.inputType === "deleteByDrag") setTimeout(() => this.#typed(field, INSERT));
        else if (!event.isComposing) this.#typed(field, cause(event.inputType ?? type));
        break;
      case "beforeinput":
        if (event.inputType === "historyRedo") event.preventDefault();
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
        this.notify(LEFT, field);
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
        this.notify(HIDDEN);
        break;
      case "pageshow":
        // The page was on its way to the bank.
        if (event.persisted && this.atBank?.left) this.leftBank(CANCELLED);
        // Its cryptogram is used up.
        if (event.persisted && this.nodes.result?.dataset.outcome === "encrypted") this.reset();
        break;
      default:
        this.#typed(field, INSERT);
    }
  }

  #typed(field, how, text) {
    if (field < 0) return;
    if (this.hush) this.read("");
    const { value, selectionStart, selectionEnd } = this.nodes[FIELDS[field]];
    // Nobody types or pastes more, and a book should not stop the page.
    const whole = (text ?? value).slice(0, 4096);
    this.component?.typed(field, whole, selectionStart ?? 0, selectionEnd ?? value.length, how);
    this.flush();
  }

  /** Takes values that were set without any event. */
  #pickUp() {
    FIELDS.forEach((_, field) => this.#typed(field, INSERT));
  }

  /** A submit of our form, or of the one around us: that is held until the card is encrypted, or paid, then sent once more by itself. */
  #submitted(event) {
    const { target, submitter } = event;
    const { form, willValidate } = this.internals;
    const ours = event.currentTarget === this.root;
    const replaced = this.host.matches("[button=none]");
    // With an endpoint our Pay is not that form's, but where that form's is to take its place.
    const waits = this.component ? this.notify(WAITS) && (replaced || !this.settings.endpoint) : willValidate;
    if (!ours && (target !== form || !waits || this.#passes || submitter?.formNoValidate)) return;
    event.preventDefault();
    event.stopPropagation();
    // Enter in a field, where that form has the only button.
    if (ours && form && waits && replaced) {
      this.report();
      return form.requestSubmit();
    }
    if (!this.component) {
      const { activeElement } = document;
      this.early = () => {
        // Who went on meanwhile is left alone.
        if (activeElement !== document.activeElement) return;
        // Our Pay had no price to read yet, so it is not pressed by itself; the form around us has a button of its own.
        if (!ours) return this.#again(form, submitter);
        this.focus("pay");
        this.report();
      };
      if (Surface.expected) return;
    }
    // Whatever began an attempt that is under way is what waits for it.
    if (!this.busy) this.#held = ours || !this.component ? null : [form, submitter];
    this.#pickUp();
    this.press(false);
  }

  #clicked(id) {
    const offered = FIELDS.findIndex((name) => id === `${name}-offer`);
    if (id in BUTTONS) this.notify(BUTTONS[id], CANCELLED);
    else if (id === "challenge-open") this.atBank?.whole();
    else if (offered >= 0) this.notify(OFFER, offered);
    else if (id === "read") this.read(this.nodes.number.value || this.nodes["number-error"].textContent);
    else if (id === "leave-stay") {
      this.nodes.leave.hidden = true;
      // Not in the middle of a key: Firefox would take the focus away again.
      setTimeout(() => (this.place.firstChild ?? this.nodes["challenge-open"]).focus());
    }
  }

  /** Esc, and a phone's Back, must not end a payment by themselves. A browser may close the dialog all the same: it opens again. */
  #ask(event) {
    const { challenge, leave, "leave-stay": stay } = this.nodes;
    if (!this.bank || isOurs(event, challenge)) return;
    event.preventDefault();
    // A dialog of the page around us would take Esc for its own, and close.
    event.stopPropagation();
    this.show();
    leave.hidden = false;
    stay.focus();
  }

  /** The bank's page is left, or has answered: one of the numbers of `heard.js`. */
  leftBank(why) {
    this.notify(LEFT_BANK, why);
  }

  // From the component.

  /** Without an endpoint: the page, and the form around us, get the cryptogram; nothing is kept for restoring. */
  give(cryptogram) {
    this.internals.setFormValue(cryptogram, null);
    this.emit("cryptogram", { attempt: this.attempt, cryptogram });
  }

  /** Paid or encrypted: the form around us may be sent, in a task of its own, as in the middle of a submit a browser takes no other. */
  done(attempt, transaction) {
    super.done(attempt, transaction);
    const held = this.#held;
    this.#held = null;
    if (held) setTimeout(() => this.#again(...held, true));
  }

  /** An attempt came to nothing, or was none: no later one sends the form. */
  reject(error) {
    this.#held = null;
    super.reject(error);
  }

  /**
   * Sends the form around us once more. The page may have put another in its place by now, or another button; where we are `sure`, what it
   * has made of us meanwhile does not hold the form again.
   */
  #again(form, submitter, sure) {
    const { internals } = this;
    if (form !== internals.form) return;
    const { validity, validationMessage } = internals;
    const { customError } = validity;
    if (sure) internals.setValidity({});
    this.#passes = sure;
    form.requestSubmit(submitter?.form === form && /submit|image/.test(submitter.type) ? submitter : null);
    this.#passes = false;
    if (sure) internals.setValidity({ customError }, validationMessage || " ", this.nodes.number);
  }
}
