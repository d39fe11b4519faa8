// The class that Rust cannot write: a custom element must extend HTMLElement. It is there before the WebAssembly module is; its
// surface hands everything to the component in Rust, once that is there, too.

import { notReady } from "../api/error.js";
import { CANCELLED } from "../three_ds/challenge.js";
import { Surface } from "./surface.js";

/** Gives a surface its component; set once the module runs. */
let attach = null;
/** Surfaces of elements that were connected before the module ran. */
const waiting = new Set();
/** What shows the shopper of an element that the module did not load. */
let excuse;

/** Called by the module when it runs; waiting elements are taken over with what was typed into them. */
export function adopt(attachComponent) {
  attach = attachComponent;
  for (const surface of waiting) surface.start(attach);
  waiting.clear();
}

/** Called when the module is on its way. */
export function expect() {
  Surface.expected = true;
}

/** Called when the module did not load: the elements that wait for it say so, and so does one that comes later. */
export function broken(error, shown) {
  excuse = shown ?? plainly;
  Surface.expected = false;
  for (const surface of waiting) {
    surface.early = null;
    surface.fail("", error);
    surface.flush();
    excuse(surface);
  }
}

/** Where nothing more can be fetched, not even words for it. */
function plainly({ host }) {
  host.shadowRoot.getElementById("safe").textContent = "Желі жоқ · Нет сети · No network";
}

/** Registers the element; false when the tag is already taken. Needs a DOM, but not the module. */
export function define(tag = "cloudpayments-checkout") {
  if (customElements.get(tag)) return false;
  customElements.define(tag, elementClass());
  return true;
}

const NAMES = [
  "public-id", "script", "endpoint", "order", "amount", "currency", "lang", "three-ds", "auto-advance", "script-timeout",
  "challenge-timeout", "expiry-check", "name", "holder", "support-email", "button", "disabled",
];
const FLAGS = ["auto-advance", "disabled"];

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Sets an element's properties anew that were set before its class was there: they would hide the class's own. */
function upgraded(element) {
  for (const name of ["texts", ...NAMES.map(camel)]) {
    if (!Object.hasOwn(element, name)) continue;
    try {
      const value = element[name];
      delete element[name];
      element[name] = value;
    } catch (error) {
      reportError(error);
    }
  }
}

// Made on demand: without a DOM there is no HTMLElement to extend, and importing must work all the same.
function elementClass() {
  class CheckoutElement extends HTMLElement {
    static formAssociated = true;
    static observedAttributes = NAMES;
    #internals = this.attachInternals();
    #surface = new Surface(this, this.#internals);

    connectedCallback() {
      if (!this.isConnected) return;
      upgraded(this);
      this.#surface.listen();
      if (attach) return this.#surface.start(attach);
      waiting.add(this.#surface);
      excuse?.(this.#surface);
    }

    // Moving an element disconnects and connects it in one go, Turbo some promises later; only one that stays away is wiped.
    disconnectedCallback() {
      setTimeout(() => {
        if (this.isConnected) return;
        waiting.delete(this.#surface);
        this.#surface.close();
      });
    }

    attributeChangedCallback() { this.#surface.configured(); }
    formDisabledCallback() { this.#surface.configured(); }
    formResetCallback() { this.reset(); }

    /** The store's own words: `{ ru: { "Card number": "Номер карточки" } }`. */
    get texts() { return this.#surface.texts; }
    set texts(texts) {
      // Plain values from here on: what throws does so now, and not in the middle of a step of the component.
      this.#surface.texts = JSON.parse(JSON.stringify(texts ?? null)) ?? {};
      this.#surface.configured();
    }
    get phase() { return this.#surface.phase; }
    get attempt() { return this.#surface.attempt; }
    get form() { return this.#internals.form; }
    get validity() { return this.#internals.validity; }
    get validationMessage() { return this.#internals.validationMessage; }
    get willValidate() { return this.#internals.willValidate; }

    /** Presses Pay: a promise of the receipt `{ attempt, transaction }`. */
    async pay() { return this.#ready().pay(); }
    /** Asks the store what became of an attempt begun before the page was left. */
    resume(attempt) { this.#ready().resume(String(attempt)); }
    reset() { this.#surface.reset(); }
    /** Leaves the bank's page, where it is open; the store is asked whether the payment is given up by that. */
    leave() { this.#surface.leftBank(CANCELLED); }
    checkValidity() { return this.#internals.checkValidity(); }
    reportValidity() { this.#surface.report(); return this.#internals.reportValidity(); }

    #ready() {
      if (this.#surface.component) return this.#surface;
      throw notReady();
    }
  }
  for (const name of NAMES) {
    const flag = FLAGS.includes(name);
    Object.defineProperty(CheckoutElement.prototype, camel(name), {
      configurable: true,
      enumerable: true,
      get() { return flag ? this.hasAttribute(name) : this.getAttribute(name) ?? ""; },
      set(value) {
        if (flag) this.toggleAttribute(name, Boolean(value));
        else if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  return CheckoutElement;
}
