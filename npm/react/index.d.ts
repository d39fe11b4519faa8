import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";

import type { CheckoutAttributes, CheckoutListeners, WindowAttributes, WindowListeners } from "../attributes.js";
import type {
  ChangeDetail,
  CloudPaymentsCheckoutElement,
  CryptogramDetail,
  DeclinedDetail,
  ErrorDetail,
  InitInput,
  PhaseDetail,
  Receipt,
  Texts,
} from "../index.js";
import type { CloudPaymentsWindowElement } from "../window.js";

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Settings = { [Name in keyof CheckoutAttributes as Camel<Name>]: CheckoutAttributes[Name] };
type Plain = Omit<HTMLAttributes<HTMLElement>, keyof Settings | "onChange" | "onError" | "children" | "dangerouslySetInnerHTML">;

/** The attributes in camel case, what every element takes, and a callback for each event, called with the event's `detail`. */
export interface CloudPaymentsCheckoutProps extends Settings, Plain {
  /** A field's verdict, the brand or completeness changed. */
  onChange?: (detail: ChangeDetail) => void;
  /** Where the payment stands. */
  onPhase?: (detail: PhaseDetail) => void;
  /** The store's server said: paid. */
  onPaid?: (detail: Receipt) => void;
  /** Nothing was taken; another card may be tried. */
  onDeclined?: (detail: DeclinedDetail) => void;
  /** Nothing was taken; `code` says why. */
  onError?: (detail: ErrorDetail) => void;
  /** Only without `endpoint`: the encrypted card. */
  onCryptogram?: (detail: CryptogramDetail) => void;
  /** Words of the store's own in the place of the element's. */
  texts?: Texts | undefined;
  /** Where the WebAssembly module is, where it is not beside the package; see `init`. Read once. */
  wasm?: InitInput | PromiseLike<InitInput>;
}

/**
 * `<cloudpayments-checkout>` for React 18 and 19: loads the package where there is a page, and renders the bare tag on a server.
 * Its ref is the element: `ref.current.pay()`.
 */
export const CloudPaymentsCheckout: ForwardRefExoticComponent<
  CloudPaymentsCheckoutProps & RefAttributes<CloudPaymentsCheckoutElement>
>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      /** The bare element, for React 19, which hears its events by `oncheckout-paid` and the like. Needs `define()` and `init()`. */
      "cloudpayments-checkout": CheckoutAttributes &
        CheckoutListeners<"on"> &
        Omit<HTMLAttributes<HTMLElement>, keyof CheckoutAttributes> &
        RefAttributes<CloudPaymentsCheckoutElement>;
      /** The secure window, for React 19; needs its own `define()`. */
      "cloudpayments-window": WindowAttributes &
        WindowListeners<"on"> &
        Omit<HTMLAttributes<HTMLElement>, keyof WindowAttributes> &
        RefAttributes<CloudPaymentsWindowElement>;
    }
  }
}
