// What a page downloads for four fields: ours as the package is, the others bundled and minified as a store's build would.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { brotli, gzip } from "../xtask/tools/compressed.mjs";
import { bundled } from "./bundle.js";
import { parts } from "./parts.js";
import { table } from "./table.js";

export const title = "Size";

export async function run({ pkg, names }) {
  const rows = [
    ["cloudpayments-checkout, the element", [join(pkg, "element_bg.wasm"), join(pkg, "element.js")], "nothing: three languages, 3-D Secure, style"],
    ["cloudpayments-checkout, the element and functions for own fields", [join(pkg, "core_bg.wasm"), join(pkg, "index.js")], "nothing"],
    ["cloudpayments-checkout, the window's store side", [join(pkg, "window.js")], "the payment page, which loads the element"],
  ].map(([name, files, missing]) => row(name, files.map((file) => readFileSync(file)), missing));
  for (const [name, source, missing] of PEERS) {
    const { js, css } = await bundled(source);
    rows.push(row(name, [js, css].filter(Boolean).map((text) => Buffer.from(text)), missing));
  }
  return [
    "Bytes of everything together: script, WebAssembly and style, each file compressed by itself.",
    "\"Without\" is what a store would have to add to come to the same form.",
    "",
    ...table(["", "raw", "gzip -9", "brotli -q 11", "without"], rows),
    "",
    "### Where the element's bytes are",
    "",
    ...parts(pkg, join(names, "element_bg.txt")),
  ].join("\n");
}

function row(name, files, missing) {
  const sum = (bytes) => files.reduce((total, file) => total + bytes(file), 0);
  return [name, sum((file) => file.length), sum(gzip), sum(brotli), missing];
}

const all = (name) => `import * as all from "${name}"; globalThis.all = all;`;
const PEERS = [
  ["a plain form of four fields, by hand", 'import "./pages/plain.js";', "3-D Secure, languages, Unicode, offers"],
  ["card-validator", all("card-validator"), "formatting, the fields"],
  ["credit-card-type", all("credit-card-type"), "all but the brand"],
  ["creditcards", all("creditcards"), "holder, the fields"],
  ["payment", all("payment"), "holder"],
  ["payform", all("payform"), "holder"],
  ["cleave-zen", 'import { formatCreditCard, formatDate, registerCursorTracker } from "cleave-zen"; globalThis.all = [formatCreditCard, formatDate, registerCursorTracker];', "every check, the fields"],
  ["imask", all("imask"), "every check, the fields"],
  ["restricted-input", 'import Restricted from "restricted-input"; globalThis.all = Restricted;', "every check, the fields"],
  ["react-credit-cards-2, four inputs, React", 'import "./pages/react.jsx";', "every check"],
  ["Adyen Card", 'import "./pages/adyen.js";', "the frames of its fields, images, other languages"],
  ["braintree client and hosted-fields", 'import client from "braintree-web/client"; import fields from "braintree-web/hosted-fields"; globalThis.all = [client, fields];', "the frames of its fields, its settings"],
  ["braintree with 3-D Secure", 'import client from "braintree-web/client"; import fields from "braintree-web/hosted-fields"; import secure from "braintree-web/three-d-secure"; globalThis.all = [client, fields, secure];', "the frames of its fields, its settings"],
];
