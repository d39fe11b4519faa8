// Types only: `import "cloudpayments-checkout/svelte"` makes markup know the element.
export {};
