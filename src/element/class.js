// The class that Rust cannot write: a custom element must extend HTMLElement. It draws the static template, so that the
// fields can be typed into before the WebAssembly module is there, and hands everything else to the component in Rust.
import { CheckoutError } from "../api/error.js";
import { style } from "./style.js";

/** Gives an element its component: `(host, root, internals) => Component`, set once the module runs. */
let attach = null;
/** Elements that were connected before the module ran. */
const waiting = new Set();

/** Called by the module when it runs; waiting elements are taken over with what was typed into them. */
export function adopt(attachComponent) {
  attach = attachComponent;
  for (const element of waiting) element.connectedCallback();
  waiting.clear();
}

/** Registers the element; false when the tag is already taken. Needs a DOM, but not the module. */
export function define(tag = "cloudpayments-checkout") {
  if (customElements.get(tag)) return false;
  customElements.define(tag, elementClass());
  return true;
}

const NAMES = [
  "public-id", "script", "endpoint", "order", "amount", "currency", "lang", "three-ds", "auto-advance", "script-timeout",
  "challenge-timeout", "expiry-check", "name", "holder", "support-email", "disabled",
];
const FLAGS = new Set(["auto-advance", "disabled"]);

// Made on demand: without a DOM there is no HTMLElement to extend, and importing must work all the same.
function elementClass() {
  class CheckoutElement extends HTMLElement {
    static formAssociated = true;
    static observedAttributes = NAMES;
    #internals = this.attachInternals();
    #root = this.attachShadow({ mode: "open", delegatesFocus: true });
    #component = null;

    constructor() {
      super();
      style(this.#root);
      draw(this.#root);
    }

    connectedCallback() {
      if (this.#component || !this.isConnected) return;
      if (attach) this.#component = attach(this, this.#root, this.#internals);
      else waiting.add(this);
    }

    // Moving an element disconnects and connects it in one go; only one that stays away is wiped.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (this.isConnected) return;
        waiting.delete(this);
        for (const input of this.#root.querySelectorAll("input")) input.value = "";
        this.#component?.remove();
        this.#component?.free();
        this.#component = null;
      });
    }

    attributeChangedCallback() { this.#component?.configure(this.matches(":disabled")); }
    formDisabledCallback(disabled) { this.#component?.configure(disabled); }
    formResetCallback() { this.reset(); }

    get phase() { return this.#component?.phase ?? "editing"; }
    get attempt() { return this.#component?.attempt ?? null; }
    get form() { return this.#internals.form; }
    get validity() { return this.#internals.validity; }
    get validationMessage() { return this.#internals.validationMessage; }
    get willValidate() { return this.#internals.willValidate; }

    /** Presses Pay: a promise of the receipt `{ attempt, transaction }`. */
    pay() { return new Promise((resolve, reject) => this.#ready().pay(resolve, reject)); }
    /** Asks the store what became of an attempt begun before the page was left. */
    resume(attempt) { this.#ready().resume(String(attempt)); }
    reset() { this.#component?.reset(); }
    checkValidity() { return this.#internals.checkValidity(); }
    reportValidity() { this.#component?.report(); return this.#internals.reportValidity(); }

    #ready() {
      if (this.#component) return this.#component;
      const why = "the checkout is not ready: connect the element and await init() first";
      throw new CheckoutError("component.not_ready", why, "store", true);
    }
  }
  for (const name of NAMES) {
    const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    Object.defineProperty(CheckoutElement.prototype, property, {
      configurable: true,
      enumerable: true,
      get() { return FLAGS.has(name) ? this.hasAttribute(name) : this.getAttribute(name) ?? ""; },
      set(value) {
        if (FLAGS.has(name)) this.toggleAttribute(name, Boolean(value));
        else if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  return CheckoutElement;
}

/** The template, by createElement alone: strict CSP and Trusted Types allow no markup in strings. */
function draw(root) {
  const digits = { type: "text", inputmode: "numeric", spellcheck: "false", autocapitalize: "off" };
  const words = { type: "text", spellcheck: "false", autocapitalize: "characters" };
  root.append(
    make("section", { id: "result", part: "result", tabindex: "-1", hidden: "", "aria-labelledby": "result-title" },
      make("span", { id: "result-mark", "aria-hidden": "true" }),
      make("h2", { id: "result-title" }), make("p", { id: "result-text" }), make("p", { id: "result-reference" }),
      make("button", { id: "check-again", type: "button", hidden: "" }),
      make("p", { id: "result-support" })),
    make("form", { id: "form", part: "form", novalidate: "" },
      field("number", { ...digits, autocomplete: "cc-number", placeholder: "0000 0000 0000 0000", enterkeyhint: "next" },
        make("span", { id: "brand", part: "brand", "data-brand": "unknown", "aria-hidden": "true" })),
      make("div", { class: "pair" },
        field("expiry", { ...digits, autocomplete: "cc-exp", placeholder: "MM / YY", enterkeyhint: "next" }),
        field("code", { ...digits, autocomplete: "cc-csc", placeholder: "123", enterkeyhint: "next" },
          make("span", { id: "back", "aria-hidden": "true" }))),
      field("holder", { ...words, autocomplete: "cc-name", placeholder: "NAME SURNAME", enterkeyhint: "go" }),
      make("button", { id: "pay", type: "submit", part: "button" },
        make("span", { id: "spinner", "aria-hidden": "true" }), make("span", { id: "pay-text" })),
      make("p", { id: "safe", part: "hint" })),
    make("details", { id: "why", part: "why" }, make("summary", { id: "why-title" }), make("ul", { id: "why-list" })),
    make("dialog", { id: "challenge", part: "challenge", "aria-labelledby": "challenge-title" },
      make("header", {},
        make("h2", { id: "challenge-title", tabindex: "-1" }), make("button", { id: "challenge-cancel", type: "button" })),
      make("p", { id: "challenge-text" }),
      make("button", { id: "challenge-open", type: "button", hidden: "" }),
      make("div", { id: "challenge-frame" })),
    make("p", { id: "status", part: "status", role: "status" }),
  );
}

function field(id, attributes, ...extra) {
  return make("div", { class: "field", part: "field", id: `${id}-field` },
    make("label", { for: id, part: "label", id: `${id}-label` }),
    make("div", { class: "box" },
      make("input", { id, part: "input", "aria-describedby": `${id}-error`, ...attributes }), ...extra),
    make("p", { id: `${id}-error`, class: "message", part: "message" }));
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
