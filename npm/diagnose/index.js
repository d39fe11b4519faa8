// What will break on this page, before a customer meets it. For developers: nothing of the element loads this.

import { isForbidden } from "../advice/index.js";
import { finding } from "./findings.js";
import { allows, policies } from "./policy.js";

const SCRIPT = "https://checkout.tiptoppay.kz/checkout.js";
const TAGS = ["cloudpayments-checkout", "cloudpayments-window"];
/** Of a bank whose address nobody knows before. */
const SOME_BANK = "https://acs.bank.example/";
const HOUR = 3_600_000;

/** Looks at the page and its elements, or at `element` alone, and resolves to what was found; nothing is charged. */
export async function diagnose({ element, timeout = 5_000 } = {}) {
  const elements = element ? [element] : within(document);
  const page = await reread(timeout);
  const found = [...elements.length ? [] : [finding("element.missing")], ...setting(page), ...twice(within(document))];
  for (const each of elements) found.push(...(await about(each, page, timeout)));
  // Two elements of one page have much in common.
  const told = new Set();
  return found.filter(({ code, message }) => !told.has(code + message) && told.add(code + message));
}

/** Our elements, in open shadow roots, too. */
function within(root) {
  const all = [...root.querySelectorAll("*")];
  return [...all.filter(({ localName }) => TAGS.includes(localName)), ...all.flatMap(({ shadowRoot }) => (shadowRoot ? within(shadowRoot) : []))];
}

/** The page's policies, and its server's clock: from meta tags and from its own headers, fetched again. */
async function reread(timeout) {
  const metas = document.querySelectorAll("meta[http-equiv='content-security-policy' i]");
  const texts = [...metas].map(({ content }) => content);
  try {
    const { headers } = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(timeout) });
    const policy = headers.get("content-security-policy");
    return { policies: policies(policy ? [policy, ...texts] : texts), date: Date.parse(headers.get("date")) };
  } catch (why) {
    return { policies: policies(texts), why };
  }
}

/** What is so for the whole page. */
function setting({ policies: all, date, why }) {
  const found = [];
  if (!isSecureContext) found.push(finding("page.insecure"));
  if (why) found.push(finding("page.unread", why.message));
  if (isForbidden()) found.push(finding("page.wasm"));
  const missing = all.filter((policy) => policy.has("sandbox"))
    .flatMap((policy) => ["allow-forms", "allow-same-origin"].filter((word) => !policy.get("sandbox").includes(word)));
  if (missing.length) found.push(finding("page.sandbox", missing.join(" ")));
  const isUntrusted = (policy) => policy.has("require-trusted-types-for");
  const names = (policy) => policy.get("trusted-types") ?? ["*"];
  const isNamed = all.every((policy) => ["*", "cloudpayments-checkout"].some((name) => names(policy).includes(name)));
  if (all.some(isUntrusted) && !isNamed) found.push(finding("script.trusted_types"));
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

async function about(element, page, timeout) {
  const text = (name, otherwise = "") => element.getAttribute(name)?.trim() || otherwise;
  const found = [];
  if (!customElements.get(element.localName)) found.push(finding("element.undefined", element.localName));
  if (text("endpoint")) {
    if (!text("order")) found.push(finding("config.order"));
    if (!/^\d+(\.\d+)?$/.test(text("amount"))) found.push(finding("config.amount", text("amount")));
    const url = web(text("endpoint"));
    found.push(...(url ? await endpoint(url, page, timeout) : [finding("config.endpoint", text("endpoint"))]));
  }
  // The window's card fields, script and bank are on its payment page: what its policy says is to be asked there.
  if (element.localName === "cloudpayments-window") return found;
  if (!text("public-id")) found.push(finding("config.public_id"));
  const script = new URL(text("script", SCRIPT), location.href);
  const { origin } = script;
  const isLocal = /^(localhost|127\.|\[::1\])/.test(script.hostname);
  const api = isLocal ? origin : origin.replace("//checkout.", "//api.");
  const bank = isLocal ? origin : SOME_BANK;
  const lets = (directive, url) => allows(page.policies, directive, url, location.href);
  if (!lets("script-src-elem", script.href)) found.push(finding("script.policy", script.href));
  else if (!(await comes(script.href, lets("connect-src", script.href), timeout))) found.push(finding("script.unreachable", script.href));
  if (!lets("connect-src", api)) found.push(finding("api.policy", api));
  if (!lets("form-action", bank)) found.push(finding("bank.form_action"));
  else if (text("three-ds") !== "page" && !lets("frame-src", bank)) found.push(finding("bank.frame_src"));
  return found;
}

/** An address as a request from this page would have it, without slashes at its end; none where none can be sent there. */
function web(address) {
  try {
    const { protocol, href } = new URL(address, document.baseURI);
    return /^http/.test(protocol) ? href.replace(/\/+$/, "") : undefined;
  } catch {}
}

/** Asks about an attempt that nobody made. */
async function endpoint(url, page, timeout) {
  if (!allows(page.policies, "connect-src", url, location.href)) return [finding("endpoint.policy", url)];
  const attempt = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let answer, reply;
  try {
    answer = await fetch(`${url}/${attempt}`, { headers: { accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(timeout) });
    reply = await answer.text();
  } catch {
    return [finding("endpoint.unreachable", url, new URL(url).origin !== location.origin)];
  }
  const { code, charged } = parsed(reply) ?? {};
  if (!answer.ok && typeof code === "string" && typeof charged === "boolean") return [];
  return [finding("endpoint.shape", url, answer.status, answer.headers.get("content-type") ?? "of no type")];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {}
}

/** Whether a script comes now, without running it. */
async function comes(url, mayFetch, timeout) {
  // WebKit remembers how the same address came before.
  const href = new URL(url);
  href.searchParams.set("diagnose", Date.now());
  if (!(await loads(href, timeout))) return false;
  // Firefox calls a preload well whatever came of it.
  return !mayFetch || fetch(href, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(timeout) }).then(() => true, () => false);
}

function loads(href, timeout) {
  return new Promise((done) => {
    const link = document.createElement("link");
    const end = (came) => {
      link.remove();
      done(came);
    };
    Object.assign(link, { rel: "preload", as: "script", href, onload: () => end(true), onerror: () => end(false) });
    setTimeout(end, timeout, false);
    document.head.append(link);
  });
}
