// The endpoint, and the addresses that attributes hold.

import { finding } from "./findings.js";

/** An attribute's text, empty where there is none. */
export function text(element, name) {
  return element.getAttribute(name)?.trim() ?? "";
}

/** An address as a request from this page would have it, without slashes at its end; none where none can be sent there. */
export function web(address) {
  try {
    const { protocol, href } = new URL(address, document.baseURI);
    return /^http/.test(protocol) ? href.replace(/\/+$/, "") : undefined;
  } catch {}
}

/** Asks about an attempt that nobody made. */
export async function endpoint(url, page, timeout) {
  const isBlocked = () => !page.lets("connect-src", url);
  if (isBlocked()) return [finding("endpoint.policy", url)];
  const attempt = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let answer, reply;
  try {
    answer = await fetch(behind(url, attempt), { headers: { accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(timeout) });
    reply = await answer.text();
  } catch {
    await page.echo();
    return [isBlocked() ? finding("endpoint.policy", url) : finding("endpoint.unreachable", url, new URL(url).origin !== location.origin)];
  }
  const { code, charged } = parsed(reply) ?? {};
  if (!answer.ok && typeof code === "string" && typeof charged === "boolean") return [];
  return [finding("endpoint.shape", url, answer.status, answer.headers.get("content-type") ?? "of no type")];
}

/** An attempt's address, as `element/store.js` has it: behind the endpoint's path, where there is a query. */
function behind(url, attempt) {
  const address = new URL(url);
  address.pathname = address.pathname.replace(/\/*$/, `/${attempt}`);
  return address;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {}
}
