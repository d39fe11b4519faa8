// The provider's script: whether the page lets it in, and whether it comes.

import { finding } from "./findings.js";

/** What the script defines; the same in src/handoff/provider.js, as is what counts as a tag of the page. */
const GLOBALS = ["tiptop", "cp"];

export async function script(href, page, timeout) {
  const tag = [...document.querySelectorAll("script[src]")].find(({ src, type }) => src === href && /^((text|application)\/javascript)?$/.test(type));
  // It has come, and the element uses it.
  if (tag && GLOBALS.some((name) => typeof globalThis[name]?.Checkout === "function")) return [];
  const found = tag || isTrusted(href, page) ? [] : [finding("script.trusted_types")];
  const isLet = () => page.lets("script-src-elem", href, tag?.nonce);
  if (!isLet()) return [...found, finding("script.policy", href)];
  if (await comes(href, tag?.nonce, page, timeout)) return found;
  await page.echo();
  return [...found, isLet() ? finding("script.unreachable", href) : finding("script.policy", href)];
}

/** Whether Trusted Types let the element load it: by the element's own policy, or by the page's `default` one, which is asked. */
function isTrusted(href, { policies }) {
  const names = (policy) => policy.get("trusted-types") ?? ["*"];
  const isNamed = (name) => policies.every((policy) => names(policy).some((each) => ["*", name].includes(each)));
  if (!policies.some((policy) => policy.has("require-trusted-types-for")) || isNamed("cloudpayments-checkout")) return true;
  const { trustedTypes } = globalThis;
  // A browser that knows none cannot tell what another would do.
  if (!trustedTypes) return isNamed("default");
  try {
    // As the browser asks it. A refusal is an empty address here, and no violation that is reported to anybody.
    return Boolean(String(trustedTypes.defaultPolicy?.createScriptURL(href, "TrustedScriptURL", "HTMLScriptElement src") ?? ""));
  } catch {
    return false;
  }
}

/** Whether a script comes now, without running it. */
async function comes(url, ours, page, timeout) {
  // WebKit remembers how the same address came before.
  const href = new URL(url);
  href.searchParams.set("diagnose", Date.now());
  // Under 'strict-dynamic' the script itself needs none, but a preload does.
  const nonce = ours || document.querySelector("script[nonce]")?.nonce;
  const mayPreload = nonce || !page.isDynamic;
  if (mayPreload && !(await loads(href, nonce, timeout))) return false;
  const mayFetch = () => page.lets("connect-src", href);
  if (!mayFetch()) return true;
  // Firefox calls a preload well whatever came of it.
  return fetch(href, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(timeout) }).then(() => true, async () => {
    await page.echo();
    return !mayFetch();
  });
}

function loads(href, nonce, timeout) {
  return new Promise((done) => {
    const link = document.createElement("link");
    const end = (came) => {
      link.remove();
      done(came);
    };
    Object.assign(link, { rel: "preload", as: "script", href, nonce: nonce ?? "", onload: () => end(true), onerror: () => end(false) });
    setTimeout(end, timeout, false);
    document.head.append(link);
  });
}
