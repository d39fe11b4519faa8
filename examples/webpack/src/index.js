import init, { define } from "cloudpayments-checkout/element";

import { newOrder } from "./shop.js";

const checkout = document.querySelector("cloudpayments-checkout");
const said = document.getElementById("said");

checkout.addEventListener("checkout-paid", ({ detail }) => { said.textContent = `paid: ${detail.transaction}`; });
checkout.addEventListener("checkout-declined", ({ detail }) => { said.textContent = `declined: ${detail.reason}`; });

const { publicId, ...order } = await newOrder();
checkout.setAttribute("public-id", publicId);
for (const name in order) checkout.setAttribute(name, order[name]);
define();
await init();
