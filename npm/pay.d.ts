// The payment page of the secure window: the element, and what stands between the page and the store that opened it.

export type * from "./index.js";
export { CheckoutError, default, define } from "./element.js";

/**
 * From now on requests to the store carry the order token that `source` gives. `stale` says that the store takes the last one no more;
 * what it turned away is sent once again with the new one.
 */
export function authorize(source: (stale: boolean) => string | Promise<string>): void;

/** What the store says. */
export type StoreMessage =
  | {
      readonly type: "order";
      readonly order: string;
      readonly amount?: string;
      readonly currency?: string;
      /** On the origin of the store that opened the page; absent where the store charges cryptograms itself. */
      readonly endpoint?: string;
      readonly lang?: string;
      readonly holder?: string;
      readonly attempt?: string;
      readonly theme?: Readonly<Record<string, string>>;
    }
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "leave" };

/** The line to the store that opened the page. */
export interface Line {
  /** Messages that were none of the conversation's. */
  readonly ignored: number;
  /** Whether there is a window that can have opened this page. */
  readonly isOpened: boolean;
  /** Whether there is a store at the other end. */
  readonly isOpen: boolean;
  /** Says something, where the conversation has a place for it; whether it was said. */
  say(type: "ready" | "height" | "phase" | "result" | "token" | "tab" | "close", detail?: object): boolean;
}

/**
 * Says hello to the window that opened this page, after `init`: its parent in a frame, else its opener. One of `stores` (origins, letter
 * by letter) is served, the first that answers; `refused` is called for an opener that is none of them.
 */
export function shakeHands(
  stores: readonly string[],
  hear: (message: StoreMessage) => void,
  refused: (origin: string) => void,
): Line;

/**
 * Holds every press of Pay in `element` while something covers it; `covered` is called when that has been so for 3 s, and when it is no
 * more. In Chromium; other browsers cannot tell, and hold nothing.
 */
export function holdUnseen(element: Element, covered: (is: boolean) => void): object;
