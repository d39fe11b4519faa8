// Types only: `import "cloudpayments-checkout/vue"` makes templates know the element. Vue is told that the tag is no component of
// its own by `isCustomElement`, where the templates are compiled.
export {};
