// Prints a packet: node packet.mjs <script's address> <method> <number>

import { openPage } from "./page.mjs";
import { PUBLIC_ID } from "./rows.mjs";

const [, , address, method, cardNumber] = process.argv;
const page = openPage(await (await fetch(address)).text(), { reply: "live" });
const checkout = new page.window.cp.Checkout({ publicId: PUBLIC_ID });
const made = await checkout[method]({ cardNumber, cvv: "911", expDateMonthYear: "12 / 99" });
console.log(made.packet ?? made);
