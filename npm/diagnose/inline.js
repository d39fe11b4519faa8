// <cloudpayments-checkout>: what the card's form needs of the page it stands in.

import { isForbidden } from "../advice/index.js";
import { endpoint, text, web } from "./endpoint.js";
import { finding } from "./findings.js";
import { script } from "./script.js";

const SCRIPT = "https://checkout.tiptoppay.kz/checkout.js";
/**
 * Where the package has them, one for each way in. Where a bundler has put its own, the origin is hardly another; it must not see these
 * in a `new URL`, or it would copy them.
 */
const MODULES = ["../element_bg.wasm", "../core_bg.wasm"];
/** Of a bank whose address nobody knows before. */
const SOME_BANK = "https://acs.bank.example/";

export async function inline(element, page, timeout) {
  const found = [];
  const address = text(element, "endpoint");
  if (address) {
    const url = web(address);
    found.push(...(url ? await endpoint(url, page, timeout) : [finding("config.endpoint", address)]));
  }
  if (!text(element, "public-id")) found.push(finding("config.public_id"));
  const modules = MODULES.map((name) => new globalThis.URL(name, import.meta.url).href);
  if (!isAlive(element) && !isForbidden() && !modules.some((module) => page.lets("connect-src", module))) found.push(finding("module.policy", modules[0]));
  found.push(...(await provider(element, page, timeout)));
  return found;
}

/** Whether the form has its words, which come with the module: a page may give init() one that it did not fetch. */
function isAlive({ shadowRoot }) {
  return Boolean(shadowRoot?.getElementById("number-label")?.textContent);
}

/** The provider's script, its API, and the bank. */
async function provider(element, page, timeout) {
  const address = text(element, "script") || SCRIPT;
  const url = web(address);
  if (!url) return [finding("script.unreachable", address)];
  const { origin, hostname } = new URL(url);
  const isLocal = /^(localhost|127\.|\[::1\])/.test(hostname);
  const api = isLocal ? origin : origin.replace("//checkout.", "//api.");
  const bank = isLocal ? origin : SOME_BANK;
  const isFramed = text(element, "three-ds") !== "page";
  const found = await script(new URL(address, document.baseURI).href, page, timeout);
  if (!page.lets("connect-src", api)) found.push(finding("api.policy", api));
  if (!page.lets("form-action", bank)) found.push(finding("bank.form_action"));
  else if (isFramed && !page.lets("frame-src", bank)) found.push(finding("bank.frame_src"));
  else if (isFramed && page.embedsNone) found.push(finding("bank.embedder_policy"));
  return found;
}
