// What can be found, each with its sentence and what mends it. docs/INTEGRATION.md lists them.

const error = (message, fix) => ({ severity: "error", message, fix });
const warning = (message, fix) => ({ severity: "warning", message, fix });

/** By code; `found` is what there is to tell about it. */
const FINDINGS = {
  "page.insecure": () => error("the page is not served over https", "serve it over https; only 127.0.0.1 and localhost do without"),
  "page.unread": (why) => warning(`the page could not be fetched again: ${why}; of its headers only a policy that blocked something is known`, "let connect-src allow 'self' while you diagnose"),
  "page.wasm": () => warning("WebAssembly is forbidden: a larger and slower script is loaded instead", "add 'wasm-unsafe-eval' to script-src"),
  "page.sandbox": (missing) => error(`the page's sandbox lacks ${missing}`, `add ${missing} to the frame's sandbox attribute or to the policy's sandbox`),
  "script.policy": (url) => error(`the policy blocks the provider's script, ${url}`, `add ${new URL(url).origin} to script-src`),
  "script.unreachable": (url) => error(`the provider's script did not load: ${url}`, "check the script attribute, ad blockers and the connection"),
  "script.trusted_types": () => error("Trusted Types are required, and the element's policy is not allowed", "add cloudpayments-checkout to the policy's trusted-types, or put the provider's script tag into the page"),
  "module.policy": (url) => error(`the policy keeps the package from its WebAssembly module: ${url}`, `add ${new URL(url).origin} to connect-src`),
  "api.policy": (origin) => warning(`the policy keeps the provider's script from ${origin}: each payment waits for its time limit`, `add ${origin} to connect-src`),
  "bank.form_action": () => error("form-action blocks banks: no payment with 3-D Secure can be made", "let form-action be 'self' https:, because every bank has its own address"),
  "bank.frame_src": () => warning("frame-src blocks banks: each payment with 3-D Secure needs one press more", 'let frame-src be \'self\' https:, or set three-ds="page"'),
  "bank.embedder_policy": () => warning("Cross-Origin-Embedder-Policy keeps banks out of frames: a payment with 3-D Secure shows an empty frame for 15 seconds and needs one press more", 'serve this page without that header, or set three-ds="page"'),
  "window.frame_src": (origin) => warning(`frame-src blocks the payment page, ${origin}: each payment needs one press more, and a tab`, `add ${origin} to frame-src, or set mode="page"`),
  "window.embedder_policy": () => warning("Cross-Origin-Embedder-Policy keeps the payment page out of frames: each payment waits, needs one press more, and a tab", 'serve this page without that header, or set mode="page"'),
  "window.opener_policy": () => error("Cross-Origin-Opener-Policy is same-origin: the payment page's tab loses this page, and nothing can be paid there", "let that header be same-origin-allow-popups"),
  "worker.controls": (url) => warning(`a service worker stands between the page and the server: ${url}`, "let it return without respondWith for the endpoint, the package's .wasm and the provider's script"),
  "clock.wrong": (minutes) => warning(`this machine's clock is ${minutes} minutes ${minutes < 0 ? "behind" : "ahead of"} the server's`, "set the clock of whichever is wrong: expiry dates are judged by it"),
  "element.missing": () => error("the page has neither cloudpayments-checkout nor cloudpayments-window", "put one there before diagnose(), or name it by { element }"),
  "element.undefined": (tag) => error(`nothing stands behind <${tag}>`, "call define() and await init()"),
  "element.same_order": (order) => error(`two elements pay order ${order}`, "keep one element for an order"),
  "config.public_id": () => error("public-id is missing", "set it to your site's public id, from the acquirer's cabinet"),
  "config.order": () => error("order is missing", "set it to your order's number"),
  "config.endpoint": (endpoint, isWindow) => error(`endpoint is "${endpoint}"`, isWindow ? "set it to an address of this page's own origin, such as /api/payments" : "set it to an address such as /api/payments"),
  "config.amount": (amount, currency) => error(`amount is "${amount}", currency "${currency}"`, "set amount to a decimal above 0 such as 12500.00, and currency to a code such as KZT"),
  "config.src": (src) => error(src ? `src is "${src}"` : "src is missing", "set it to your payment page's address, on another origin than this page's"),
  "config.token": (url) => error(url ? `token-url is "${url}"` : "token-url is missing, and there is no token function", "set token-url to an address such as /api/orders/A-1042/token, or the property token to a function"),
  "token.policy": (url) => error(`the policy blocks token-url, ${url}`, `add ${new URL(url).origin} to connect-src`),
  "endpoint.policy": (url) => error(`the policy blocks the endpoint, ${url}`, `add ${new URL(url).origin} to connect-src`),
  "endpoint.unreachable": (url, isForeign) => error(`the endpoint did not answer: GET ${url}`, isForeign ? "start your server, and let it allow this origin by CORS" : "start your server, or mend the endpoint attribute"),
  "endpoint.shape": (url, status, kind) => error(`GET ${url} answered ${status}, ${kind}, and not in the store's JSON`, 'answer an attempt you do not know with 404 and {"code":"store.attempt_unknown","charged":true}; see docs/INTEGRATION.md, section 2'),
};

/** A finding as it is given to the developer. */
export function finding(code, ...found) {
  return { code, ...FINDINGS[code](...found) };
}
