// Types of cloudpayments-checkout, written by hand and held against the built package by npm/test.

import type { Texts } from "./texts.js";
export type { Message, Texts } from "./texts.js";

/** What {@link init} takes: where the WebAssembly module is, or the module itself. */
export type InitInput = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the WebAssembly module; with no argument the `core_bg.wasm` beside this file. Call it once before the functions below;
 * later and concurrent calls share the first one's promise, and after a failure it can be called again.
 *
 * @throws {CheckoutError} `component.load_failed`, `component.wasm_blocked`
 * @example
 * await init(); // browsers, bundlers, Node from 20.16
 * await init(new URL("/assets/checkout.wasm", location.href));
 */
export default function init(input?: InitInput | PromiseLike<InitInput>): Promise<void>;

/**
 * Registers `<cloudpayments-checkout>`, or another tag; may come before {@link init}. `false` when the tag is taken already.
 *
 * @throws {CheckoutError} `component.no_document` where there is no page
 */
export function define(tag?: string): boolean;

// ---------------------------------------------------------------------------------------------------------------- checks

/** Card scheme by the first digits; `possible_mastercard` while they still fit several. Only Visa and Mastercard are accepted. */
export type Brand = "unknown" | "possible_mastercard" | "visa" | "mastercard" | "other";

/** What may be wrong with a card number. */
export type NumberErrorCode =
  | "number.empty"
  | "number.incomplete"
  | "number.too_long"
  | "number.unsupported_brand"
  | "number.luhn"
  | "number.invalid_chars";

/** What may be wrong with an expiry date. */
export type ExpiryErrorCode =
  | "expiry.empty"
  | "expiry.incomplete"
  | "expiry.month"
  | "expiry.past"
  | "expiry.too_far"
  | "expiry.invalid";

/** What may be wrong with a CVV2 or CVC2. */
export type SecurityCodeErrorCode = "cvv.empty" | "cvv.incomplete" | "cvv.too_long" | "cvv.invalid_chars";

/** What may be wrong with a holder's name. */
export type HolderErrorCode =
  | "name.empty"
  | "name.too_short"
  | "name.too_long"
  | "name.invalid_chars"
  | "name.digits_only"
  | "name.looks_like_card_number"
  | "name.latin_only"
  | "name.mixed_alphabets";

/** The provider's script refused a field that passed the checks here. */
export type RefusedCode = "number.refused" | "expiry.refused" | "cvv.refused" | "name.refused";

/** Every code that is about what was typed. */
export type FieldErrorCode = NumberErrorCode | ExpiryErrorCode | SecurityCodeErrorCode | HolderErrorCode | RefusedCode;

export interface NumberCheck {
  readonly valid: boolean;
  readonly brand: Brand;
  readonly error: NumberErrorCode | null;
}

export interface ExpiryCheck {
  readonly valid: boolean;
  readonly error: ExpiryErrorCode | null;
  /** 1 to 12; `null` where none could be read. */
  readonly month: number | null;
  /** Four digits; `null` where none could be read. */
  readonly year: number | null;
}

export interface SecurityCodeCheck {
  readonly valid: boolean;
  readonly error: SecurityCodeErrorCode | null;
}

export interface HolderCheck {
  readonly valid: boolean;
  readonly error: HolderErrorCode | null;
}

/** Checks a whole card number; spaces, dashes and other scripts' digits are understood. */
export function checkNumber(text: string): NumberCheck;

/**
 * Checks a whole expiry date: `04/31`, `04 / 2031`, `0431`, `2031-04`. Good to the last day of its month, anywhere on earth.
 *
 * @param now what to hold it against instead of the machine's clock; before 2026-11 it counts for no clock at all, and nothing is past
 */
export function checkExpiry(text: string, now?: `${number}-${number}` | Date): ExpiryCheck;

/** Checks a CVV2 or CVC2: three digits. */
export function checkSecurityCode(text: string): SecurityCodeCheck;

/** Checks a holder's name: 2 to 45 letters, Latin, as the acquirer wants it. */
export function checkHolder(text: string): HolderCheck;

// ---------------------------------------------------------------------------------------------------------------- typing

/** What the browser just did to the field: typed or pasted, deleted before the caret (Backspace), deleted after it (Delete). */
export type Edit = "insert" | "backward" | "forward";

export interface Edited {
  readonly text: string;
  /** UTF-16 units from the start, as in `setSelectionRange`. */
  readonly caret: number;
}

/**
 * Groups a card number right after an `input` event and keeps the caret where the shopper is.
 *
 * @param caret the input's `selectionStart`; `null` or left out: the end
 * @param edit left out: `"insert"`
 * @example
 * input.addEventListener("input", ({ inputType }) => {
 *   const edit = inputType === "deleteContentBackward" ? "backward" : inputType === "deleteContentForward" ? "forward" : "insert";
 *   const { text, caret } = editNumber(input.value, input.selectionStart, edit);
 *   input.value = text;
 *   input.setSelectionRange(caret, caret);
 * });
 */
export function editNumber(text: string, caret?: number | null, edit?: Edit): Edited;

/** The same for an expiry date, written as `MM / YY`. */
export function editExpiry(text: string, caret?: number | null, edit?: Edit): Edited;

// ------------------------------------------------------------------------------------------------------------ cryptogram

export interface CardInput {
  readonly number: string;
  readonly expiry: string;
  /** CVV2 or CVC2. */
  readonly code: string;
  /** Checked when given; not part of the cryptogram. */
  readonly holder?: string | null;
}

export interface CryptogramOptions {
  /** The site's public id, from the acquirer's cabinet. */
  readonly publicId: string;
  /** URL of the provider's script; default `https://checkout.tiptoppay.kz/checkout.js`. */
  readonly script?: string | null;
  /** Milliseconds for loading the script and for its answer, each; default 20000. */
  readonly timeLimit?: number | null;
}

/**
 * Encrypts a card with the provider's script. The cryptogram works once: send it to your server, which charges it.
 *
 * @throws {CheckoutError} with `field` where the shopper can mend it; `script.*`, `cryptogram.*`, `config.public_id`, `component.*` otherwise
 */
export function createCryptogram(card: CardInput, options: CryptogramOptions): Promise<string>;

// ---------------------------------------------------------------------------------------------------------------- errors

/** Who can act: the person with the card, the store's developer or server, the issuing bank, the connection, this package. */
export type Fault = "shopper" | "store" | "bank" | "network" | "component";

/** The four fields, in Tab order. `code` is the CVV2 or CVC2. */
export type Field = "number" | "expiry" | "code" | "holder";

/** What the store's server may refuse with. */
export type StoreErrorCode =
  /** The request is not what the server wants. */
  | "store.bad_request"
  /** A payment page of its own has no order token, or one that is too old or another order's. */
  | "store.token_invalid"
  | "store.order_unknown"
  | "store.attempt_unknown"
  | "store.order_paid"
  /** Another attempt of the order is still open. */
  | "store.order_busy"
  /** The shopper was shown another amount than the store's. */
  | "store.price_changed"
  | "store.attempt_conflict"
  | "store.attempt_closed"
  /** The gateway refused the request itself: the server's settings or its request are wrong. */
  | "store.gateway_refused"
  /** Nothing was sent: try again later. */
  | "store.unavailable"
  | "store.too_many"
  /** Nothing was charged: the server closed the attempt, which nobody gave up; no answer came. */
  | "store.not_charged" | "store.unreachable";

/** Every code there is. A store's server may add its own `store.*`. */
export type ErrorCode =
  | FieldErrorCode
  | StoreErrorCode
  | (`store.${string}` & {})
  /** The provider's script did not load: offline, an ad blocker, or the page's Content-Security-Policy. */
  | "script.blocked"
  | "script.timeout"
  /** What was loaded is not the provider's script. */
  | "script.wrong_content"
  | "cryptogram.timeout"
  | "cryptogram.failed"
  /** The setting `public-id` is missing or refused. */
  | "config.public_id"
  /** The setting `amount` or `currency` is missing or cannot be read. */
  | "config.amount"
  | "config.order"
  | "config.endpoint"
  /** The bank's page is not at an https address. */
  | "acs.url_invalid"
  /** The bank's page was not allowed to open. */
  | "challenge.blocked"
  | "challenge.timeout"
  | "challenge.cancelled"
  /** What `pay()` rejects with after `checkout-declined`. */
  | "bank.declined"
  /** A function was called before `await init()`. */
  | "component.not_ready"
  /** A function was called with something else than it takes. */
  | "component.bad_argument"
  /** The WebAssembly module did not load; `cause` holds why. */
  | "component.load_failed"
  /** A Content-Security-Policy forbids WebAssembly: `script-src` must allow `'wasm-unsafe-eval'`. */
  | "component.wasm_blocked"
  /** `pay()` was called while a payment is under way or after it was done. */
  | "component.busy"
  /** The element was taken off the page while `pay()` was waited for: your server knows what became of the payment. */
  | "component.removed"
  /** There is no page: this runs in browsers only. */
  | "component.no_document";

/** The one error of this package. Holds no card data. Its message is for the developer; from `pay()` it is in the shopper's words, as on the screen. */
export class CheckoutError extends Error {
  constructor(code: ErrorCode, message: string, fault: Fault, retry: boolean, field?: Field, cause?: unknown);
  readonly name: "CheckoutError";
  /** Stable; safe to switch on. */
  readonly code: ErrorCode;
  readonly fault: Fault;
  /** Whether the same call may work later. */
  readonly retry: boolean;
  /** The field to mend, where it is one. */
  readonly field?: Field;
}

// --------------------------------------------------------------------------------------------------------------- element

/** Where the payment stands. `unclear`: a charge was sent and no answer came. It may have gone through: the store is asked, and nothing is sent again. */
export type Phase = "editing" | "encrypting" | "charging" | "challenging" | "confirming" | "unclear" | "settled";

/** What a field says while it is being typed into. */
export type Verdict = "empty" | "partial" | "wrong" | "complete";

export interface FieldState {
  readonly verdict: Verdict;
  /** Set where `verdict` is `wrong`. */
  readonly error: FieldErrorCode | null;
}

/** `detail` of `checkout-change`: what is known about the fields, never what is in them. */
export interface ChangeDetail {
  /** Whether Pay would be accepted. */
  readonly complete: boolean;
  readonly brand: Brand;
  readonly fields: Readonly<Record<Field, FieldState>>;
}

/** `detail` of `checkout-phase`. */
export interface PhaseDetail {
  readonly phase: Phase;
  /** The attempt it is about. */
  readonly attempt: string | null;
}

/** The store's server said: paid. `detail` of `checkout-paid`. */
export interface Receipt {
  /** The id of this press of Pay: 32 hex digits. */
  readonly attempt: string;
  /** The gateway's TransactionId. */
  readonly transaction: number;
}

/** What `pay()` gives. */
export interface PayResult {
  readonly attempt: string;
  /** The gateway's TransactionId; absent where the element has no `endpoint` and stopped at the cryptogram. */
  readonly transaction?: number;
}

/** `detail` of `checkout-declined`: nothing was taken, another card may be tried. */
export interface DeclinedDetail {
  readonly attempt: string;
  readonly transaction: number | null;
  /** CloudPayments reason code, `5051`; 0 where none was given. */
  readonly reason: number;
}

/** `detail` of `checkout-error`: nothing was taken. */
export interface ErrorDetail {
  /** The attempt that failed; empty where none was begun. */
  readonly attempt: string;
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly message: string;
  readonly retry: boolean;
}

/** `detail` of `checkout-cryptogram`, sent only where the element has no `endpoint`. */
export interface CryptogramDetail { readonly attempt: string; readonly cryptogram: string }

/** The element's events. They bubble and are composed. */
export interface CheckoutEventMap {
  /** A field's verdict, the brand or completeness changed. */
  "checkout-change": CustomEvent<ChangeDetail>;
  "checkout-phase": CustomEvent<PhaseDetail>;
  "checkout-paid": CustomEvent<Receipt>;
  "checkout-declined": CustomEvent<DeclinedDetail>;
  "checkout-error": CustomEvent<ErrorDetail>;
  "checkout-cryptogram": CustomEvent<CryptogramDetail>;
}

/**
 * The element `<cloudpayments-checkout>`. Properties mirror attributes: they are strings, `""` where the attribute is absent, and
 * are named in camel case (`public-id` is `publicId`).
 */
export interface CloudPaymentsCheckoutElement extends HTMLElement {
  /** Attribute `public-id`: the site's public id, from the acquirer's cabinet. Required. */
  publicId: string;
  /** URL of the provider's script; default `https://checkout.tiptoppay.kz/checkout.js`. */
  script: string;
  /** Where the store's server takes payments, `/api/payments`. Left out: the element stops at the cryptogram. */
  endpoint: string;
  /** The store's order. */
  order: string;
  /** A decimal with a dot: `12500.00`. Shown; the server charges its own price. */
  amount: string;
  /** ISO 4217 code: `KZT`. */
  currency: string;
  /** `kk`, `ru` or `en`; left out: the page's language. */
  lang: string;
  /** Attribute `three-ds`: how the bank's page opens. `auto` (default): in a frame where the bank and the page allow it; `press`: else only by a press, as in a frame. */
  threeDs: "auto" | "frame" | "page" | "press" | (string & {});
  /** Attribute `auto-advance`: a complete field hands the focus on. */
  autoAdvance: boolean;
  /** Attribute `script-timeout`: milliseconds for the provider's script; default 20000. */
  scriptTimeout: string;
  /** Attribute `challenge-timeout`: milliseconds for the bank's page; default 600000. */
  challengeTimeout: string;
  /** Attribute `expiry-check`: `off` lets dates in the past through, for banks that prolong cards. */
  expiryCheck: "on" | "off" | (string & {});
  /** Name of the form value that holds the cryptogram inside a `<form>`. */
  name: string;
  /** Whether the holder's name is asked for. */
  holder: "required" | "optional" | "hidden" | (string & {});
  /** `none`: no Pay button of its own, for a `<form>` that has one and pages that call {@link pay}. */
  button: "" | "none" | (string & {});
  /** Attribute `support-email`: shown where only a person can help; default `support@cloudpayments.kz`. */
  supportEmail: string;
  disabled: boolean;
  /** Words of the store's own in the place of the element's. */
  texts: Texts;
  /** Where the payment stands. */
  readonly phase: Phase;
  /** The attempt `phase` is about. */
  readonly attempt: string | null;
  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;

  /** Presses Pay. @throws {CheckoutError} where it did not end in paid; with `field` where the form is not complete */
  pay(): Promise<PayResult>;
  /** Asks the store what became of an attempt begun before the page was left; its id is in the URL the bank's page came back to. */
  resume(attempt: string): void;
  /** Leaves the bank's page, where it is open; the store is asked whether the payment is given up by that. */
  leave(): void;
  /** Empties the form; heeded where nothing is under way. */
  reset(): void;
  checkValidity(): boolean;
  /** Like `checkValidity`, and shows the first wrong field. */
  reportValidity(): boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    "cloudpayments-checkout": CloudPaymentsCheckoutElement;
  }
  // They bubble: forms and documents hear them, too.
  interface GlobalEventHandlersEventMap extends CheckoutEventMap {}
}
