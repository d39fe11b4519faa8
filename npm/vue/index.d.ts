// Types of the element in Vue's templates: `import "cloudpayments-checkout/vue"`, once, anywhere.
import type { CheckoutAttributes, CheckoutListeners } from "../attributes.js";
import type { CheckoutEventMap } from "../index.js";

type Handlers = { [Name in keyof CheckoutEventMap as `on${Capitalize<Name>}`]?: (event: CheckoutEventMap[Name]) => void };

/** The element as a template sees it: attributes, and listeners by `@checkout-paid`. */
export type CloudPaymentsCheckoutVue = new () => {
  $props: CheckoutAttributes & CheckoutListeners<"on"> & Handlers;
};

declare module "vue" {
  interface GlobalComponents {
    "cloudpayments-checkout": CloudPaymentsCheckoutVue;
  }
}
