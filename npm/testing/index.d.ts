/** A card as a shopper reads it from the plastic. What is left out is not touched. */
export interface TestCard {
  readonly number: string;
  /** `12 / 29` */
  readonly expiry: string;
  /** CVV2 or CVC2. */
  readonly code: string;
  readonly holder?: string;
}

/**
 * CloudPayments' own test cards, for the sandbox and the gateway's test mode. By scheme, whether the bank asks by 3-D Secure, and how it
 * ends: paid, unless the name says poor (not enough money).
 */
export declare const testCards: Readonly<
  Record<
    | "visa"
    | "visaOther"
    | "visaPoor"
    | "visa3ds"
    | "visa3dsPoor"
    | "mastercard"
    | "mastercardOther"
    | "mastercardPoor"
    | "mastercard3ds"
    | "mastercard3dsPoor",
    Required<TestCard>
  >
>;

/** What the kit asks of Playwright's `Page`. */
export interface PlaywrightPage {
  locator(selector: string): unknown;
  frames(): unknown[];
  evaluate(script: string): Promise<unknown>;
  addInitScript(script: string): Promise<unknown>;
}

/** What the kit asks of Playwright's `Frame`. */
export interface PlaywrightFrame {
  locator(selector: string): unknown;
  evaluate(script: string): Promise<unknown>;
  page(): PlaywrightPage;
}

/** What the kit asks of selenium-webdriver's `WebDriver`. */
export interface WebDriverLike {
  executeScript<T>(script: string, ...args: unknown[]): Promise<T>;
  switchTo(): unknown;
}

export interface CheckoutPageOptions {
  /** Which element; default `cloudpayments-checkout`, the first one. Playwright finds it in open shadow roots, too. */
  selector?: string;
  /** Milliseconds to wait for anything; default 30000. */
  timeout?: number;
}

/**
 * The element on a page, for whoever drives the browser: Playwright's `Page` or `Frame`, or the `WebDriver` of selenium-webdriver.
 *
 * @example
 * const checkout = checkoutPage(page);
 * await checkout.fillCard(testCards.visa3ds);
 * await checkout.pay();
 * await checkout.approve3ds();
 * await checkout.shows("paid");
 */
export declare function checkoutPage(browser: PlaywrightPage | PlaywrightFrame | WebDriverLike, options?: CheckoutPageOptions): CheckoutPage;

/** What the element shows after an attempt: `encrypted` without an `endpoint`; `unloaded` where its module did not come. */
export type Outcome = "paid" | "declined" | "cancelled" | "failed" | "unclear" | "encrypted" | "unloaded";

export interface CheckoutPage {
  /** Waits until the element has its words: from then on it takes keys and presses. */
  ready(): Promise<void>;
  /** Types a card as a person does, key by key, over what is there. */
  fillCard(card: TestCard): Promise<void>;
  /** Fills a card in as Chromium's autofill does: whole values, and events that are no keys. */
  autofill(card: TestCard): Promise<void>;
  /** Presses the element's own Pay button. */
  pay(): Promise<void>;
  /** Fills in and pays. */
  payWith(card: TestCard): Promise<void>;
  /** On the sandbox's bank page, in its frame or in the whole window: types the code it shows, and approves. */
  approve3ds(): Promise<void>;
  /** On the sandbox's bank page: types wrong codes until the bank has had enough. The payment is declined. */
  decline3ds(): Promise<void>;
  /** On the sandbox's bank page: presses the bank's own Cancel. */
  cancel3ds(): Promise<void>;
  /** Leaves the bank's page by the element's own button. */
  leave3ds(): Promise<void>;
  /** Where the payment stands, as the element's `phase`; null where there is no element. */
  phase(): Promise<import("../index.js").Phase | null>;
  /** What the element shows; null while it shows no result. */
  outcome(): Promise<Outcome | null>;
  /** Waits until the element shows that outcome. */
  shows(outcome: Outcome): Promise<void>;
  /** What is wrong with a field, as it says there; empty where nothing is: its hint is no error. */
  error(field: import("../index.js").Field): Promise<string>;
  /** What stands in a field. */
  value(field: import("../index.js").Field): Promise<string>;
  /** From now on, in this page and the ones after it, the clock stands at this time; `null` lets it go on. */
  setClock(time: Date | `${number}-${number}` | null): Promise<void>;
}

/** A route of the sandbox, as faults name it: `acs` takes the shopper in at the bank, `acsPage` is its page, `webhook` a notice to the store. */
export type SandboxRoute =
  | "script" | "bins" | "publicKey" | "test" | "charge" | "auth" | "post3ds" | "get" | "find" | "findV2" | "confirm" | "void" | "refund"
  | "acs" | "acsPage" | "webhook";

/** What an answer in the place of the sandbox's own looks like. */
export type SandboxBody = "json" | "html" | "text" | "empty";

/** One way to fail. `times`: how many requests it meets, 1 unless given. */
export type SandboxFault = { times?: number } & (
  | /** A decline with this documented reason code. */ { reason: number }
  | /** 3-D Secure with this `IFrameIsAllowed`; on the bank's page, whether it may be framed. */ { frame: boolean }
  | /** The connection is reset at once, nothing done. */ { refuse: true }
  | /** As usual, so many milliseconds later. */ { delay: number }
  | /** The connection is closed without an answer, before or after the work is done. */ { drop: "before" | "after" }
  | /** The answer never comes. */ { hang: "before" | "after" }
  | /** Another answer; the work is done only `when` it is said to be. */
    { status: number; body?: SandboxBody; when?: "before" | "after" }
  | { status?: number; body: SandboxBody; when?: "before" | "after" }
  | /** Half of the answer. */ { truncate: true }
  | /** The content type of something else. */ { mislabel: true }
  | /** In pieces, with so many milliseconds between them. */ { trickle: number }
  | /** How a webhook goes out. */ { send: "twice" | "early" | "never" }
);

export interface SandboxSwitches {
  /** What goes wrong next, by route. */
  fail(next: Partial<Record<SandboxRoute, SandboxFault | readonly SandboxFault[]>>): Promise<void>;
  /** Faults ordered and not met yet are forgotten. */
  heal(): Promise<void>;
  /** All operations, oldest first, as `/payments/get` shows them. */
  transactions(): Promise<ReadonlyArray<Record<string, unknown>>>;
  /** All notifications and what became of them. */
  webhooks(): Promise<ReadonlyArray<Record<string, unknown>>>;
  /** Forgets payments, bank pages, request ids and faults. */
  reset(): Promise<void>;
}

/** The switches of a running cloudpayments-sandbox; default `http://127.0.0.1:8401`. */
export declare function sandbox(url?: string | URL): SandboxSwitches;
