// The store's server: what is asked of it, and what its answers come to. The contract is in src/wire.rs.

import { request } from "../browser/fetch.js";

/** A charge may take the gateway minutes; after this the result is asked for instead of waited for. */
const CHARGE_LIMIT = 60_000;
/** Questions are quick, or asked again. */
const LIMIT = 20_000;

/** What an answer comes to: the same in store.rs. The first five are the statuses of an answer, in order. */
const ANSWERS = ["paid", "declined", "challenge", "pending", "abandoned"];
const PAID = 0, CHALLENGE = 2, REFUSED = 5, CHARGED = 6, UNANSWERED = 7;

/** Charges; sent once. */
export function charge(endpoint, body, done) {
  request("POST", endpoint, body, CHARGE_LIMIT, done);
}

/**
 * Asks what became of an attempt, or to `close` it unless the bank has answered: behind the endpoint's path, where it has a query. Whether it
 * is the order's the store knows; a link may bring another one's.
 */
export function ask(endpoint, attempt, order, close, done) {
  const url = new URL(endpoint, document.baseURI);
  url.pathname += `/${attempt}`;
  if (close) url.pathname += "/abandon";
  else url.searchParams.set("order", order);
  request(close ? "POST" : "GET", url.href, close ? { order } : undefined, LIMIT, done);
}

/**
 * What a reply comes to: `[kind, about, transaction, reason]`. `about` is the attempt, or of what was refused the code. What cannot be
 * understood leaves the outcome unknown, whatever its status: a browser may have sent a charge twice whose connection broke, and what stands
 * before the store may turn the second away.
 */
export function understood(reply = {}) {
  const { http, status, attempt, transaction, reason, code, charged } = reply;
  if (http === 200) {
    const kind = ANSWERS.indexOf(status);
    const isKnown = Number.isSafeInteger(transaction) && transaction >= 0;
    const isWhole = kind === PAID ? isKnown : kind !== CHALLENGE || isChallenge(reply);
    if (kind >= 0 && isWhole && isText(attempt)) {
      return [kind, attempt, isKnown ? transaction : NaN, Number.isSafeInteger(reason) && reason >>> 0 === reason ? reason : 0];
    }
  }
  if (isText(code) && typeof charged === "boolean") return [charged ? CHARGED : REFUSED, code, NaN, 0];
  return [UNANSWERED, "", NaN, 0];
}

function isChallenge({ acsUrl, paReq, md, termUrl, frame }) {
  return [acsUrl, paReq, md, termUrl].every(isText) && typeof frame === "boolean";
}

function isText(value) {
  return typeof value === "string";
}
