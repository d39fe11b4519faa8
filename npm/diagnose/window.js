// <cloudpayments-window>: what the secure window needs of the store's page. Card fields, script and bank are on its payment page: what that
// page's policy says is to be asked there.

import { endpoint, text, web } from "./endpoint.js";
import { finding } from "./findings.js";

export async function secureWindow(element, page, timeout) {
  return [...(text(element, "endpoint") ? await charges(element, page, timeout) : []), ...place(element, page)];
}

/** What the store's server is asked for: by the payment page the charge, by this one the order token. */
async function charges(element, page, timeout) {
  const found = [];
  const address = text(element, "endpoint");
  const url = web(address);
  if (!url || new URL(url).origin !== location.origin) found.push(finding("config.endpoint", address, true));
  // The payment page asks there, so this page's policy does not count.
  else found.push(...(await endpoint(url, page, timeout)).filter(({ code }) => code !== "endpoint.policy"));
  if (element.token) return found;
  const tokens = text(element, "token-url");
  const from = tokens && web(tokens);
  if (!from) found.push(finding("config.token", tokens));
  else if (!page.lets("connect-src", from)) found.push(finding("token.policy", from));
  return found;
}

/** Where the payment page is shown: in a frame, or in a tab. */
function place(element, page) {
  const src = text(element, "src");
  const address = src && web(src);
  if (!address || new URL(address).origin === location.origin) return [finding("config.src", src)];
  const found = [];
  if (!["popup", "page"].includes(text(element, "mode"))) {
    if (!page.lets("frame-src", address)) found.push(finding("window.frame_src", new URL(address).origin));
    else if (page.embedsNone) found.push(finding("window.embedder_policy"));
    // The tab is what is left.
    if (!found.length) return found;
  }
  if (page.losesTabs) found.push(finding("window.opener_policy"));
  return found;
}
