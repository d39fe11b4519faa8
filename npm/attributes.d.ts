// The elements' attributes as HTML and templates write them. Read by the types for React, Vue and Svelte.
import type { CheckoutEventMap } from "./index.js";
import type { WindowEventMap } from "./window.js";

/** Milliseconds: `20000` or `"20000"`. */
type Milliseconds = number | `${number}`;

/** Every attribute of `<cloudpayments-checkout>`. All are strings in HTML; frameworks write numbers as such. */
export interface CheckoutAttributes {
  /** The site's public id, from the acquirer's cabinet. Required. */
  "public-id"?: string;
  /** URL of the provider's script; default `https://checkout.tiptoppay.kz/checkout.js`. */
  script?: string;
  /** Where the store's server takes payments, `/api/payments`. Left out: the element stops at the cryptogram. */
  endpoint?: string;
  /** The store's order. Required with `endpoint`. */
  order?: string;
  /** A decimal with a dot, `12500.00`. Shown; the server charges its own price. Required with `endpoint`. */
  amount?: string;
  /** ISO 4217 code; default `KZT`. */
  currency?: string;
  /** `kk`, `ru` or `en`; left out: the page's language. */
  lang?: string;
  /** How the bank's page opens; default `auto`, as `frame`: in a frame where bank and page allow it; `press`: the whole window by a press only. */
  "three-ds"?: "auto" | "frame" | "page" | "press";
  /** Present: a complete field hands the focus on. */
  "auto-advance"?: boolean | "";
  /** Milliseconds for the provider's script; default 20000. */
  "script-timeout"?: Milliseconds;
  /** Milliseconds for the bank's page; default 600000. */
  "challenge-timeout"?: Milliseconds;
  /** `off` lets dates in the past through, for banks that prolong cards. */
  "expiry-check"?: "on" | "off";
  /** Name of the form value that holds the cryptogram inside a `<form>`. */
  name?: string;
  /** Whether the holder's name is asked for; default `required`. */
  holder?: "required" | "optional" | "hidden";
  /** Shown where only a person can help; default `support@cloudpayments.kz`. */
  "support-email"?: string;
  /** `none`: no Pay button of its own, for a `<form>` that has one and pages that call `pay()`. */
  button?: "none";
  /** Present: nothing can be typed. */
  disabled?: boolean | "";
}

/** Every attribute of `<cloudpayments-window>`. */
export interface WindowAttributes {
  /** The payment page's address, on another origin than the store's. Required. */
  src?: string;
  /** The store's order. Required. */
  order?: string;
  /** Where the store's server takes payments, on the store's own origin. Left out: the store gets the cryptogram and charges it. */
  endpoint?: string;
  /** A decimal with a dot, `12500.00`. Shown; the server charges its own price. */
  amount?: string;
  /** ISO 4217 code; default `KZT`. */
  currency?: string;
  /** `kk`, `ru` or `en`; left out: the page's language. */
  lang?: string;
  /** Where the payment page opens: `dialog` (as `auto`, the default), `popup`, a small window beside, or `page`, a tab. */
  mode?: "auto" | "dialog" | "popup" | "page";
  /** Whether the holder's name is asked for; default `required`. */
  holder?: "required" | "optional" | "hidden";
  /** Where the store's server gives its own page an order token. */
  "token-url"?: string;
  /** Milliseconds before a payment page that does not come is told; default 10000. */
  "time-limit"?: Milliseconds;
}

type Listeners<Events, Prefix extends string> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?: (event: Events[Name]) => void;
};

/** Listeners by the names that frameworks give them: `on` and the event's own name. */
export type CheckoutListeners<Prefix extends string> = Listeners<CheckoutEventMap, Prefix>;
export type WindowListeners<Prefix extends string> = Listeners<WindowEventMap, Prefix>;
