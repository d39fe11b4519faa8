// The forms as pages of their own: what a server sends for each.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { bundled } from "./bundle.js";

export const PLAIN = "a plain form, by hand";
export const AGAIN = "the same form once more";
export const OURS = "cloudpayments-checkout";
export const REACT = "react-credit-cards-2";
export const ADYEN = "Adyen Card";

const PAGES = {
  [PLAIN]: "plain.js",
  // An identical copy: how far it is from 1.00 is what a difference has to beat.
  [AGAIN]: "plain.js",
  [OURS]: "ours.js",
  "cleave-zen": "cleave.js",
  imask: "imask.js",
  payform: "payform.js",
  payment: "payment.js",
  "restricted-input": "restricted.js",
  [REACT]: "react.jsx",
  [ADYEN]: "adyen.js",
};

/** `{ path: [type, content] }` for each of the names. */
export async function forms(names, pkg) {
  return new Map(await Promise.all(names.map(async (name) => [name, await files(name, pkg)])));
}

async function files(name, pkg) {
  const { js, css } = await bundled(`import "./pages/${PAGES[name]}";`);
  const ours = name === OURS;
  const links = [
    ...(css ? ['<link rel="stylesheet" href="/page.css">'] : []),
    // As docs/INTEGRATION.md has it: the browser fetches all three at once.
    ...(ours ? ['<link rel="modulepreload" href="/pkg/element.js">', '<link rel="preload" as="fetch" href="/pkg/element_bg.wasm" crossorigin>'] : []),
  ];
  return {
    "/": ["text/html", page(links, ours ? ELEMENT : "")],
    "/page.js": ["text/javascript", js],
    ...(css ? { "/page.css": ["text/css", css] } : {}),
    ...(ours ? packaged(pkg, ["element.js", "element_bg.wasm"]) : {}),
  };
}

/** Files of the package, below `/pkg/`. */
export function packaged(pkg, names) {
  const type = (name) => (name.endsWith(".wasm") ? "application/wasm" : "text/javascript");
  return Object.fromEntries(names.map((name) => [`/pkg/${name}`, [type(name), readFileSync(join(pkg, name))]]));
}

export function page(head, body, script = "/page.js") {
  const lines = [
    "<!doctype html>", '<html lang="en">', '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width">', "<title>Pay</title>",
    ...head, `<script type="module" src="${script}"></script>`, "<body>", body,
  ];
  return `${lines.join("\n")}\n`;
}

const ELEMENT = `<cloudpayments-checkout public-id="test_api_00000000000000000000001" endpoint="/api/payments" order="A-1042"
  amount="12500.00" currency="KZT" lang="en"></cloudpayments-checkout>`;
