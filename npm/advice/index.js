// Words for the developer: what is wrong and what mends it, each once, in the console. Loaded when there is something to say, so that
// no shopper pays for them.

import { excuse } from "./shopper.js";

const said = new Set();

/** `what` is an error's code, or names what was seen; `found` is what there is to tell about it. */
export function advise(what, ...found) {
  const words = WORDS[what]?.(...found);
  if (words && !said.has(words)) console.warn(`cloudpayments-checkout: ${words}`);
  said.add(words);
}

/** The module as JavaScript, with the page's class of errors, where WebAssembly is forbidden; nothing where it is not, or that does not load. */
export async function instead(CheckoutError) {
  if (!isForbidden()) return;
  try {
    const module = await import("../fallback.js");
    module.become(CheckoutError);
    console.warn(`cloudpayments-checkout: ${FORBIDDEN}; a larger and slower script is used instead`);
    return module;
  } catch {}
}

/** Why the module did not load, as an error's code and message, and what puts that to the shopper; said in the console, too. */
export function unloaded(why) {
  const forbidden = isForbidden();
  const error = forbidden
    ? ["component.wasm_blocked", FORBIDDEN]
    : ["component.load_failed", `the WebAssembly module did not load: ${why}; ${mends(String(why))}`];
  advise(...error);
  return [...error, (surface) => excuse(surface, forbidden)];
}

const FORBIDDEN = globalThis.WebAssembly
  ? "a Content-Security-Policy forbids WebAssembly: script-src should allow 'wasm-unsafe-eval'"
  : "this browser has no WebAssembly";

const WORDS = {
  // By an error's code: its message and the endpoint.
  "config.public_id": () => "set public-id to your site's public id; the sandbox's is test_api_00000000000000000000001",
  "config.order": () => "set order to your order's number",
  "config.endpoint": (_, endpoint) => `endpoint is "${endpoint}": set it to an address such as /api/payments`,
  "config.amount": () => "set amount to a decimal such as 12500.00, and currency to a code such as KZT",
  "component.not_ready": (message) => message,
  "component.wasm_blocked": (message) => message,
  "component.load_failed": (message) => message,
  "store.bad_request": (_, endpoint) => `${endpoint} refused the request itself: does your server know this page as ${location.origin}?`,
  "store.order_unknown": (_, endpoint) => `${endpoint} knows no such order: set order to one that your server has`,
  "store.gateway_refused": (_, endpoint) =>
    `the gateway refused what ${endpoint} sent: public-id and script should be of the account that your server charges with`,
  // By what was seen.
  type: (url, type) => `${url} came as ${type}: sent as application/wasm, it starts sooner`,
  tag: () => (customElements.get("cloudpayments-checkout")
    ? "import init and define from the same entry: another script's define() made the page's element, and this init() cannot start it"
    : "call define(), too: the page has the tag and nothing behind it"),
  unclear: ({ http, status, code } = {}, endpoint) =>
    http && !status && !code ? riddle(http, endpoint) : silence(new URL(endpoint, document.baseURI).origin),
};

/** An answer that says nothing about the charge. */
function riddle(status, endpoint) {
  return `${endpoint} answered a charge with status ${status}, and not in the store's JSON: is this address your server's? Until it says what became of the charge, it is asked`;
}

/** A script is not told why a request failed; where another origin did not answer, there is one thing to look at first. */
function silence(origin) {
  if (origin !== location.origin) return `no answer from ${origin}: if it runs, let it allow ${location.origin} by CORS, and connect-src allow it`;
}

function mends(why) {
  if (globalThis.location?.protocol === "file:") return "open the page by a web server, not as a file";
  if (/ answered \d/.test(why)) return "copy the package's .wasm files there, or tell init() where they are";
  // As the engines word it.
  if (/failed to fetch|networkerror|load failed/i.test(why)) return "is the server there, and is its address in the page's connect-src?";
  if (/abort|network error|timed out|terminated/i.test(why)) {
    return "the connection broke, took longer than a minute, or the file is not in the Content-Encoding that it came with";
  }
  return "is the .wasm file of the same version as the package's scripts?";
}

/** Tried with the smallest module there is: engines word their refusals as they like, and WebKit's policy lets modules be made, not run. */
export function isForbidden() {
  try {
    return !new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return true;
  }
}
