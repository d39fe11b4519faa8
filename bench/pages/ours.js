import init, { define } from "cloudpayments-checkout";

import { usable } from "./usable.js";

define();
usable(document.querySelector("cloudpayments-checkout").shadowRoot.getElementById("number"));
await init();
performance.mark("whole");
