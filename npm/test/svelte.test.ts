// A project that names nothing of Svelte's own types: the package's must name what they need themselves; `tsc` is the test.
import "cloudpayments-checkout/svelte";
