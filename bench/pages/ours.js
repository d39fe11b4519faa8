import init, { define } from "cloudpayments-checkout/element";

import { usable } from "./usable.js";

define();
usable(document.querySelector("cloudpayments-checkout").shadowRoot.getElementById("number"));
await init();
performance.mark("whole");
