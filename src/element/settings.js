// What the element's attributes say. The component is told what its decisions need; the rest is used here.

import { langAround, parsed } from "../browser/page.js";
import { SCRIPT } from "../handoff/provider.js";

/** The attributes, read; what is absent or not understood has its default. */
export function settings(host) {
  const text = (name, otherwise = "") => host.getAttribute(name)?.trim() || otherwise;
  const milliseconds = (name, otherwise) => (/^\d{1,9}$/.test(text(name)) ? Number(text(name)) : otherwise);
  const is = (selector) => host.matches(selector);
  // As it is from here now: a page's own address may change before the store is asked.
  const endpoint = parsed(text("endpoint"), document.baseURI);
  return {
    publicId: text("public-id"),
    script: text("script", SCRIPT),
    // Without a slash at its path's end. Without any the element stops after the cryptogram.
    endpoint: text("endpoint") && `${endpoint}`.replace(/^([^?#]*?)\/+(?=[?#]|$)/, "$1"),
    canSend: /^http/.test(endpoint?.protocol),
    order: text("order"),
    amount: text("amount"),
    currency: text("currency", "KZT"),
    // That of what the element stands in, too.
    lang: langAround(host)?.trim() ?? "",
    support: text("support-email", "support@cloudpayments.kz"),
    wholeWindow: is("[three-ds=page]"),
    // In a frame of another origin the bank's page may take the whole window by a press only.
    byPress: is("[three-ds=press]"),
    scriptLimit: milliseconds("script-timeout", 20_000),
    challengeLimit: milliseconds("challenge-timeout", 600_000),
    is,
  };
}

/** What the component is told as bits: the same in settings.rs. */
export function bits({ publicId, endpoint, order, is, canSend }) {
  const facts = [
    publicId, endpoint, order, is("[auto-advance]"), !is("[expiry-check=off]"), is(":disabled"), is("[holder=optional]"), is("[holder=hidden]"),
    canSend,
  ];
  return facts.reduce((sum, fact, place) => sum + (fact ? 1 << place : 0), 0);
}
