// <cloudpayments-window>: the button, and what happens once it is pressed.

import { langAround, parsed } from "../../src/browser/page.js";
import { Line } from "./line.js";
import { money } from "./money.js";
import { Frame, Tab } from "./place.js";
import { themeOf } from "./theme.js";
import { View } from "./view.js";
import { words } from "./words.js";

/** Registers the element; false when the tag is already taken. Needs a page. */
export function define(tag = "cloudpayments-window") {
  if (customElements.get(tag)) return false;
  customElements.define(tag, elementClass());
  return true;
}

const NAMES = "src order endpoint amount currency lang mode holder token-url time-limit".split(" ");

const POPUP = "popup,width=480,height=800";

// Made on demand: without a DOM there is no HTMLElement to extend, and importing must work all the same.
function elementClass() {
  class WindowElement extends HTMLElement {
    static observedAttributes = NAMES;
    #view = new View(this.attachShadow({ mode: "open" }));
    #dialog = this.#view.node("dialog");
    #words = words();
    #place = null;
    #line = null;
    #resumes;
    #phase = "editing";
    /** Whether an attempt is under way, or over and its end not told yet. */
    #due = false;
    /** The attempt whose end was told last. */
    #told;
    #isShown = false;
    /** How far the payment page has come: 1 has greeted, 2 is ready. */
    #stage = 0;
    #leaves = false;
    #timer = 0;
    #look = 0;
    /** Hears of a `lang` that is changed around us. */
    #language = new MutationObserver(() => this.attributeChangedCallback());

    constructor() {
      super();
      const on = (id, kinds, act) => kinds.forEach((kind) => this.#view.node(id).addEventListener(kind, act));
      on("slot", ["pointerover", "focusin", "touchstart"], () => this.#warm());
      on("slot", ["click"], () => this.open());
      on("close", ["click"], () => this.#ask());
      on("dialog", ["cancel"], (event) => {
        event.preventDefault();
        this.#ask();
      });
      // A dialog of the page around us would take Esc for its own, and close; no key in here is the page's.
      on("dialog", ["keydown"], (event) => event.stopPropagation());
      // A browser may close a dialog at a second Esc whatever we say.
      on("dialog", ["close"], () => this.#isShown && !this.#dialog.open && this.#dialog.showModal());
    }

    connectedCallback() {
      this.attributeChangedCallback();
      document.addEventListener("securitypolicyviolation", this);
      this.#language.observe(document, { attributeFilter: ["lang"], subtree: true });
      if (!this.#isShown) return;
      // Moved to another place of the page: the dialog is still open, but above nothing.
      this.#dialog.close();
      this.#dialog.showModal();
    }

    disconnectedCallback() {
      document.removeEventListener("securitypolicyviolation", this);
      this.#language.disconnect();
      queueMicrotask(() => this.isConnected || this.#shut(false));
    }

    /** A page cannot read its own policy: the attempt is how it is noticed. */
    handleEvent({ effectiveDirective, blockedURI, disposition }) {
      const isOurs = effectiveDirective === "frame-src" && absolute(blockedURI)?.origin === this.#origin;
      if (isOurs && this.#place && disposition !== "report") this.#fail("refused", `frame-src lacks ${this.#origin}`);
    }

    attributeChangedCallback(name, before, now) {
      if (!this.isConnected) return;
      if (name === "order" && before !== now) this.#resumes = undefined;
      this.#draw();
      if (name === "src" && !this.#isShown && !this.#due) this.#drop();
      else this.#order();
    }

    /** Where the payment stands. */
    get phase() { return this.#phase; }
    /** Messages that were not the payment page's, or out of place. */
    get ignored() { return this.#line?.ignored ?? 0; }

    /** Opens the payment page; in a tab only from inside a press. */
    open() {
      if (this.#isShown) return this.#place?.focus();
      this.#dialog.showModal();
      this.#isShown = true;
      this.#emit("open", {});
      if (!this.#origin) this.#fail("wrong", "`src` must be of another origin");
      else if (this.endpoint && absolute(this.endpoint)?.origin !== location.origin) this.#fail("wrong", "`endpoint` must be of this origin");
      else if (["popup", "page"].includes(this.mode)) this.#tab();
      else this.#frame();
    }

    /** Closes it; a payment that is under way goes on, and its end is told. */
    close() {
      if (this.#isShown) this.#shut(this.#due);
    }

    /** Opens it for an attempt begun before, to tell what became of it. */
    resume(attempt) {
      this.#resumes = String(attempt);
      this.open();
      this.#order();
    }

    // The payment page's place.

    get #isBusy() {
      return !["editing", "settled"].includes(this.#phase);
    }

    get #address() {
      const address = absolute(this.src);
      address?.searchParams.set("lang", this.#words.lang);
      return address;
    }

    /** The payment page's, where it is another than ours: on our own it would protect nothing. */
    get #origin() {
      const origin = this.src && this.#address?.origin;
      return origin && ![location.origin, "null"].includes(origin) ? origin : "";
    }

    /** Makes the frame ready before the press: caches are apart for each site, so nothing else would help. */
    #warm() {
      if (this.#place || !this.#origin || ["popup", "page"].includes(this.mode)) return;
      this.#reach(new Frame(this.#address, this.#words.title, this.#view.node("frame"), () => this.#loaded()));
    }

    #frame() {
      if (this.#stage > 1) return this.#start();
      this.#view.note(this.#words.waiting);
      this.#warm();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#fail("slow"), +this.timeLimit || 1e4);
    }

    #tab(features = this.mode === "popup" ? POPUP : "") {
      this.#drop();
      this.#reach(new Tab(this.#address, features));
      const { blocked, open } = this.#words;
      if (this.#place.isGone) return this.#view.note(blocked, [[open, () => this.#tab(features)]]);
      this.#back();
      // A tab tells nobody that it was closed.
      this.#look = setInterval(() => this.#place.isGone && this.#shut(false), 500);
    }

    #reach(place) {
      this.#place = place;
      this.#line = new Line(this.#origin, () => place.window, (message) => this.#heard(message));
    }

    /** Closes the dialog; the payment page, too, unless it `stays` for a payment. */
    #shut(stays) {
      const phase = this.#phase;
      const told = this.#isShown || this.#due;
      this.#isShown = this.#leaves = false;
      this.#dialog.close();
      if (!stays) this.#drop();
      if (told) this.#emit("close", { phase });
    }

    #drop() {
      clearTimeout(this.#timer);
      clearInterval(this.#look);
      this.#line?.close();
      this.#place?.close();
      this.#line = this.#place = null;
      this.#phase = "editing";
      this.#stage = 0;
      this.#due = false;
      this.#view.note("");
    }

    #start() {
      clearTimeout(this.#timer);
      if (this.#isShown) this.#back();
    }

    /** A page that came and says nothing is another one: the browser's own, because ours may not be framed here. */
    #loaded() {
      const line = this.#line;
      setTimeout(() => {
        if (line !== this.#line || this.#stage || !this.#isShown) return;
        this.#fail(navigator.onLine ? "refused" : "offline");
      }, 3_000);
    }

    /** Says a word of ours to the shopper, and `why` to the developer. */
    #fail(word, why = `no answer from ${this.src}: is ${location.origin} one of its stores, are its headers right?`) {
      if (this.#stage > 1) return;
      clearTimeout(this.#timer);
      console.warn(`cloudpayments-window: ${why}`);
      const { again, open } = this.#words;
      const retry = [again, () => {
        this.#drop();
        // The button that had the focus is gone.
        this.#view.node("title").focus();
        this.#frame();
      }];
      this.#view.note(this.#words[word], word === "wrong" ? [] : [retry, [open, () => this.#tab("")]]);
    }

    // What the payment page says.

    #heard(message) {
      const { type, ...detail } = message;
      switch (type) {
        case "hello":
          this.#stage = 1;
          this.#order();
          break;
        case "ready":
          this.#stage = 2;
          this.#start();
          break;
        case "height":
          this.#view.node("frame").style.height = `${Math.ceil(detail.height)}px`;
          break;
        case "phase":
          this.#phase = detail.phase;
          // The end is told by the message after "settled"; nothing is told of a form that is open again.
          this.#due = this.#isBusy || (detail.phase === "settled" && detail.attempt !== this.#told);
          // The payment page may go away before it tells the end: the next one asks for it.
          if (this.#phase === "charging") this.#resumes = detail.attempt;
          this.#emit("phase", detail);
          this.#moved();
          break;
        case "result":
          this.#settled(detail);
          break;
        case "token":
          this.#hand();
          break;
        case "tab":
          this.#tab("");
          break;
        case "close":
          this.#ask();
      }
    }

    #order() {
      const { order, amount, currency, holder } = this;
      const endpoint = this.endpoint ? `${absolute(this.endpoint)}` : undefined;
      this.#line?.say({ type: "order", order, amount, currency, holder, endpoint, attempt: this.#resumes, lang: this.#words.lang, theme: themeOf(this) });
    }

    async #hand() {
      const line = this.#line;
      let token = "";
      try {
        token = String(await (this.token ? this.token() : fetched(this.tokenUrl && absolute(this.tokenUrl))));
      } catch (cause) {
        console.warn("cloudpayments-window: no order token:", cause);
      }
      line.say({ type: "token", token });
    }

    #settled({ outcome, ...detail }) {
      this.#resumes = undefined;
      this.#told = detail.attempt;
      this.#due = false;
      if (outcome === "paid") this.#phase = "settled";
      this.#emit(outcome === "encrypted" ? "cryptogram" : outcome, detail);
      if (outcome === "paid") this.#shut(false);
      else this.#moved();
    }

    #moved() {
      if (this.#isBusy) return;
      if (this.#isShown && !this.#place.isTab && !this.#leaves) this.#view.note("");
      if (this.#due) return;
      if (this.#leaves) this.close();
      else if (!this.#isShown) this.#drop();
    }

    // Leaving.

    /** Closes, or asks first while a payment is under way. */
    #ask() {
      if (!this.#isBusy) return this.close();
      const { goes, leave, stay, go, close } = this.#words;
      const atBank = this.#phase === "challenging";
      const done = () => {
        if (!atBank) return this.close();
        this.#leaves = true;
        this.#back();
        this.#line.say({ type: "leave" });
      };
      this.#view.note(atBank ? leave : goes, [[stay, () => this.#back()], [atBank ? go : close, done]], true);
    }

    #back() {
      const { tab, show } = this.#words;
      if (this.#place.isTab) return this.#view.note(tab, [[show, () => this.#place.focus()]]);
      this.#view.note("");
      this.#place.focus();
    }

    #draw() {
      this.#words = words(langAround(this));
      const sum = money(this.amount.trim(), this.currency.trim() || "KZT", this.#words.lang);
      const pay = this.#words.lang === "kk" && sum ? `${sum} ${this.#words.pay.toLowerCase()}` : `${this.#words.pay} ${sum}`.trim();
      this.#view.words(this.#words, pay, this.#origin.replace(/^https:\/\//, ""));
    }

    #emit(kind, detail) {
      this.dispatchEvent(new CustomEvent(`checkout-${kind}`, { bubbles: true, composed: true, detail }));
    }
  }
  for (const name of NAMES) {
    Object.defineProperty(WindowElement.prototype, name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), {
      configurable: true,
      enumerable: true,
      get() { return this.getAttribute(name) ?? ""; },
      set(value) { value == null ? this.removeAttribute(name) : this.setAttribute(name, value); },
    });
  }
  return WindowElement;
}

/** An address as it is from here. */
const absolute = (address) => parsed(address, document.baseURI);

/** The token that the store's server gives its own page. */
async function fetched(url) {
  if (!url) throw new Error("no token-url");
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}", cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()).token;
}
