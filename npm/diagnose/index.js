// What will break on this page, before a customer meets it. For developers: nothing of the element loads this.

import { isForbidden } from "../advice/index.js";
import { text } from "./endpoint.js";
import { finding } from "./findings.js";
import { inline } from "./inline.js";
import { Page } from "./page.js";
import { secureWindow } from "./window.js";

const WINDOW = "cloudpayments-window";
const TAGS = ["cloudpayments-checkout", WINDOW];
const HOUR = 3_600_000;

/** Looks at the page and its elements, or at `element` alone, and resolves to what was found; nothing is charged. */
export async function diagnose({ element, timeout = 5_000 } = {}) {
  const page = new Page();
  document.addEventListener("securitypolicyviolation", page);
  try {
    return once(await all(element ? [element] : within(document), page, timeout));
  } finally {
    document.removeEventListener("securitypolicyviolation", page);
  }
}

async function all(elements, page, timeout) {
  await page.read(timeout);
  const found = [...elements.length ? [] : [finding("element.missing")], ...setting(page, elements), ...twice(within(document))];
  for (const each of elements) found.push(...(await about(each, page, timeout)));
  return found;
}

/** Two elements of one page have much in common. */
function once(found) {
  const told = new Set();
  return found.filter(({ code, message }) => !told.has(code + message) && told.add(code + message));
}

/** Our elements, in open shadow roots, too. */
function within(root) {
  const all = [...root.querySelectorAll("*")];
  return [...all.filter(({ localName }) => TAGS.includes(localName)), ...all.flatMap(({ shadowRoot }) => (shadowRoot ? within(shadowRoot) : []))];
}

/** What is so for the whole page. */
function setting({ policies, date, why }, elements) {
  const found = [];
  if (!isSecureContext) found.push(finding("page.insecure"));
  if (why) found.push(finding("page.unread", why.message));
  // The window runs none here.
  const isWindow = elements.length && elements.every(({ localName }) => localName === WINDOW);
  if (!isWindow && isForbidden()) found.push(finding("page.wasm"));
  const missing = policies.filter((policy) => policy.has("sandbox"))
    .flatMap((policy) => ["allow-forms", "allow-same-origin"].filter((word) => !policy.get("sandbox").includes(word)));
  if (missing.length) found.push(finding("page.sandbox", [...new Set(missing)].join(" ")));
  const minutes = Math.round((Date.now() - date) / 60_000);
  if (Math.abs(minutes * 60_000) > HOUR) found.push(finding("clock.wrong", minutes));
  const worker = navigator.serviceWorker?.controller;
  if (worker) found.push(finding("worker.controls", worker.scriptURL));
  return found;
}

function twice(elements) {
  const orders = elements.map((element) => element.getAttribute("order")).filter(Boolean);
  return [...new Set(orders.filter((order, at) => orders.indexOf(order) < at))].map((order) => finding("element.same_order", order));
}

/** Whether Pay would take it: above nothing, with no more decimals than the currency has but zeros. */
function isPrice(amount, currency) {
  if (!/^[A-Z]{3}$/.test(currency)) return false;
  const { maximumFractionDigits: decimals } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return new RegExp(`^0*\\d{1,12}(\\.\\d{0,${decimals}}0*)?$`).test(amount) && !amount.endsWith(".") && amount > 0;
}

async function about(element, page, timeout) {
  const found = [];
  if (!customElements.get(element.localName)) found.push(finding("element.undefined", element.localName));
  if (text(element, "endpoint")) {
    if (!text(element, "order")) found.push(finding("config.order"));
    const amount = text(element, "amount"), currency = text(element, "currency") || "KZT";
    if (!isPrice(amount, currency)) found.push(finding("config.amount", amount, currency));
  }
  found.push(...(await (element.localName === WINDOW ? secureWindow : inline)(element, page, timeout)));
  return found;
}
