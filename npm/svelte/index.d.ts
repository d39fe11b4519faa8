// Types of the elements in Svelte's markup: `import "cloudpayments-checkout/svelte"`, once, anywhere.
import type { HTMLAttributes } from "svelte/elements";

import type { CheckoutAttributes, CheckoutListeners, WindowAttributes, WindowListeners } from "../attributes.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    /** Listeners by `oncheckout-paid` and the like (Svelte 5). */
    "cloudpayments-checkout": CheckoutAttributes &
      CheckoutListeners<"on"> &
      Omit<HTMLAttributes<HTMLElement>, keyof CheckoutAttributes>;
    "cloudpayments-window": WindowAttributes & WindowListeners<"on"> & Omit<HTMLAttributes<HTMLElement>, keyof WindowAttributes>;
  }
}
export {};
