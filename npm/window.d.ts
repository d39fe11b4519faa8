// The secure window's element, for the store's page. No WebAssembly: that loads in the payment page alone.

import type { CryptogramDetail, DeclinedDetail, ErrorDetail, Phase, PhaseDetail, Receipt } from "./index.js";

/** Registers `<cloudpayments-window>`, or another tag; false where the tag is taken. Needs a page. */
export function define(tag?: string): boolean;

/**
 * `detail` of `checkout-close`: where the payment stood. One that was under way goes on, and its end is told; where the payment page itself
 * went away (a tab that was closed, an element taken out of the page), this is told in its place: ask your server.
 */
export interface CloseDetail {
  readonly phase: Phase;
}

/**
 * The element `<cloudpayments-window>`: a button, and the payment page of another origin that it opens. Its events are those of the
 * inline element but `checkout-change`, and `checkout-open` and `checkout-close`. Properties mirror attributes, as strings.
 */
export interface CloudPaymentsWindowElement extends HTMLElement {
  /** The payment page's address, on another origin than the store's. Required. */
  src: string;
  /** The store's order. Required. */
  order: string;
  /** Where the store's server takes payments, on the store's own origin. Left out: the store gets the cryptogram and charges it. */
  endpoint: string;
  /** A decimal with a dot: `12500.00`. Shown; the server charges its own price. */
  amount: string;
  /** ISO 4217 code; default `KZT`. */
  currency: string;
  /** `kk`, `ru` or `en`; left out: the page's language. */
  lang: string;
  /** Where the payment page opens: `dialog` (as `auto`, the default), `popup`, a small window beside, or `page`, a tab. */
  mode: "auto" | "dialog" | "popup" | "page" | (string & {});
  /** Whether the holder's name is asked for: `required` (default), `optional`, `hidden`. */
  holder: string;
  /** Attribute `token-url`: where the store's server gives its own page an order token. */
  tokenUrl: string;
  /** Attribute `time-limit`: milliseconds before a payment page that does not come is told; default 10000. */
  timeLimit: string;
  /** Gives an order token, instead of `tokenUrl`. */
  token: (() => string | Promise<string>) | null;

  readonly phase: Phase;
  /** Messages that were not the payment page's, or out of place. */
  readonly ignored: number;

  /** Opens the payment page, as the button does; a popup or a tab only from inside a press. */
  open(): void;
  /** Closes it. A payment under way goes on, and its end is told by the events. */
  close(): void;
  /** Opens it for an attempt begun before the page was left. */
  resume(attempt: string): void;
}

/** The window's events. They bubble and are composed. */
export interface WindowEventMap {
  "checkout-open": CustomEvent<Record<string, never>>;
  "checkout-close": CustomEvent<CloseDetail>;
  "checkout-phase": CustomEvent<PhaseDetail>;
  "checkout-paid": CustomEvent<Receipt>;
  "checkout-declined": CustomEvent<DeclinedDetail>;
  "checkout-error": CustomEvent<ErrorDetail>;
  "checkout-cryptogram": CustomEvent<CryptogramDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "cloudpayments-window": CloudPaymentsWindowElement;
  }
  interface GlobalEventHandlersEventMap {
    "checkout-open": WindowEventMap["checkout-open"];
    "checkout-close": WindowEventMap["checkout-close"];
  }
}
