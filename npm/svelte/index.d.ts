// Types of the element in Svelte's markup: `import "cloudpayments-checkout/svelte"`, once, anywhere.
import type { CheckoutAttributes, CheckoutListeners } from "../attributes.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    /** Listeners by `oncheckout-paid` and the like (Svelte 5). */
    "cloudpayments-checkout": CheckoutAttributes &
      CheckoutListeners<"on"> &
      Omit<HTMLAttributes<HTMLElement>, keyof CheckoutAttributes>;
  }
}
export {};
