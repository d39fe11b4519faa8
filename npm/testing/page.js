import { autofill } from "./autofill.js";
import { playwright } from "./playwright.js";
import { until } from "./until.js";
import { webdriver } from "./webdriver.js";

/** The element on a page, for whoever drives the browser: Playwright's `Page` or `Frame`, or the `WebDriver` of selenium-webdriver. */
export function checkoutPage(browser, options = {}) {
  const hand = typeof browser.executeScript === "function" ? webdriver : playwright;
  return new CheckoutPage(hand(browser, options.selector ?? "cloudpayments-checkout"), options.timeout ?? 30_000);
}

class CheckoutPage {
  #hand;
  #timeout;

  constructor(hand, timeout) {
    this.#hand = hand;
    this.#timeout = timeout;
  }

  /** Waits until the element has its words: from then on it takes keys and presses. */
  async ready() {
    await this.#until("the element with its words", () => this.#ask(([element]) => Boolean(element?.shadowRoot?.querySelector("#pay-text")?.textContent)));
  }

  /** Types a card as a person does, key by key, over what is there. */
  async fillCard(card) {
    await this.ready();
    for (const field of FIELDS) {
      if (card[field] === undefined) continue;
      if (field === "holder" && !(await this.#hand.sees("holder"))) continue;
      await this.#hand.type(field, card[field]);
    }
  }

  /** Fills a card in as Chromium's autofill does: whole values, and events that are no keys. */
  async autofill(card) {
    await this.ready();
    await this.#ask(autofill, card);
  }

  /** Presses the element's own Pay button. */
  async pay() {
    await this.ready();
    await this.#hand.press("pay");
  }

  /** Fills in and pays. */
  async payWith(card) {
    await this.fillCard(card);
    await this.pay();
  }

  /** On the sandbox's bank page, in its frame or in the whole window: types the code it shows, and approves. */
  async approve3ds() {
    await this.#answer((code) => code);
  }

  /** On the sandbox's bank page: types wrong codes until the bank has had enough. The payment is declined. */
  async decline3ds() {
    for (let tries = 0; tries < PATIENCE_OF_THE_BANK; tries += 1) {
      await this.#answer((code) => code.replace(/./g, (digit) => (digit === "9" ? "0" : "9")));
    }
  }

  /** On the sandbox's bank page: presses the bank's own Cancel. The bank confirms nothing. */
  async cancel3ds() {
    await this.#hand.atBank(this.#wait, (bank) => bank.press("cancel"));
  }

  /** Leaves the bank's page by the element's own button: a question to the store. */
  async leave3ds() {
    await this.#until("the button that leaves the bank's page", () => this.#hand.sees("challenge-cancel"));
    await this.#hand.press("challenge-cancel");
    if (await this.#hand.sees("leave-go")) await this.#hand.press("leave-go");
  }

  /** `editing`, `encrypting`, `charging`, `challenging`, `confirming`, `unclear` or `settled`. */
  phase() {
    return this.#ask(([element]) => element?.phase ?? null);
  }

  /**
   * What the element shows: `paid`, `declined`, `cancelled`, `failed` or `unclear`; `encrypted` without an `endpoint`, `unloaded` where its
   * module did not come; null while it shows none of them.
   */
  outcome() {
    return this.#ask(([element]) => {
      const result = element?.shadowRoot?.querySelector("#result");
      return result && !result.hidden ? result.dataset.outcome : null;
    });
  }

  /** Waits until the element shows that outcome. */
  async shows(outcome) {
    let last;
    await this.#until(() => `the outcome ${outcome}; the element shows ${last}`, async () => (last = await this.outcome()) === outcome);
  }

  /** What is wrong with a field (`number`, `expiry`, `code`, `holder`), as it says there; empty where nothing is: its hint is no error. */
  error(field) {
    return this.#ask(([element], field) => element.shadowRoot.querySelector(`[data-wrong] #${field}-error`)?.textContent.trim() ?? "", field);
  }

  /** What stands in a field. */
  value(field) {
    return this.#ask(([element], field) => element.shadowRoot.querySelector(`#${field}`).value, field);
  }

  /** From now on, in this page and the ones after it, the clock stands at this time: a Date, or a month `"2031-05"`; null lets it go on. */
  async setClock(time) {
    const at = typeof time === "string" ? Date.parse(`${time}-15`) : time && time.getTime();
    if (at !== null && !Number.isFinite(at)) throw new TypeError('setClock wants a Date, a month "YYYY-MM", or null');
    await this.#hand.everyPage(`Date.trueNow ??= Date.now; Date.now = ${at === null ? "Date.trueNow" : `() => ${at}`};`);
  }

  async #answer(typed) {
    await this.#hand.atBank(this.#wait, async (bank) => {
      const [code] = /\d{4,}/.exec(await bank.text("sms"));
      await bank.type("code", typed(code));
      await bank.press("approve");
    });
  }

  /** Runs in the page, with the elements that the selector finds: perhaps none. */
  #ask(question, argument) {
    return this.#hand.ask(question, argument);
  }

  #until(what, condition) {
    return until(what, condition, this.#timeout);
  }

  #wait = (what, condition) => this.#until(what, condition);
}

/** Wrong codes that the sandbox's bank takes. */
const PATIENCE_OF_THE_BANK = 3;
/** In Tab order. */
const FIELDS = ["number", "expiry", "code", "holder"];
