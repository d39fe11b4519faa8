// JSON over HTTP, with a time limit.

/**
 * Sends a request with the page's own cookies (same origin only); `sent`, where there is one, goes as JSON.
 *
 * Calls `done` once, within `limit` milliseconds: with the fields of the answer's JSON and its HTTP status as `http`, or with
 * `undefined` where no whole answer came; the request is then aborted, and may have arrived.
 */
export async function request(method, url, sent, limit, done) {
  const abort = new AbortController();
  const late = new Promise((end) => setTimeout(end, limit));
  const answer = await Promise.race([late, exchange(method, url, sent, abort.signal).catch(() => undefined)]);
  abort.abort();
  done(answer);
}

async function exchange(method, url, sent, signal) {
  const headers = { accept: "application/json", ...(sent && { "content-type": "application/json" }) };
  const body = sent && JSON.stringify(sent);
  const response = await fetch(url, { method, headers, body, credentials: "same-origin", cache: "no-store", signal });
  return { ...parsed(await response.text()), http: response.status };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A login page, a proxy's word: the status says what there is to say.
  }
}
