// Types of the elements in Vue's templates: `import "cloudpayments-checkout/vue"`, once, anywhere.
import type { CheckoutAttributes, CheckoutListeners, WindowAttributes, WindowListeners } from "../attributes.js";
import type { CheckoutEventMap } from "../index.js";
import type { WindowEventMap } from "../window.js";

type Handlers<Events> = { [Name in keyof Events & string as `on${Capitalize<Name>}`]?: (event: Events[Name]) => void };

/** The element as a template sees it: attributes, and listeners by `@checkout-paid`. */
export type CloudPaymentsCheckoutVue = new () => {
  $props: CheckoutAttributes & CheckoutListeners<"on"> & Handlers<CheckoutEventMap>;
};

/** The secure window as a template sees it. */
export type CloudPaymentsWindowVue = new () => {
  $props: WindowAttributes & WindowListeners<"on"> & Handlers<WindowEventMap>;
};

declare module "vue" {
  interface GlobalComponents {
    "cloudpayments-checkout": CloudPaymentsCheckoutVue;
    "cloudpayments-window": CloudPaymentsWindowVue;
  }
}
