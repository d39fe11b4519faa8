// JSON over HTTP, with a time limit.

/** Gives the order token, where the page has one. Without a value: the build leaves out what only a page that sets one does. */
let pass;

/**
 * From now on requests carry the order token that `source(stale)` gives or promises: a payment page is of another origin than the store.
 * `stale` says that the store takes the last one no more.
 */
export function authorize(source) {
  pass = source;
}

/**
 * Sends a request with the page's own cookies (same origin only); `sent`, where there is one, goes as JSON.
 *
 * Calls `done` once, within `limit` milliseconds: with the fields of the answer's JSON and its HTTP status as `http`, or with
 * `undefined` where no whole answer came; the request is then aborted, and may have arrived.
 */
export async function request(method, url, sent, limit, done) {
  const abort = new AbortController();
  const late = new Promise((end) => setTimeout(end, limit));
  const whole = exchange(method, url, sent, abort.signal, false);
  const answer = await Promise.race([late, whole.catch(() => undefined)]);
  abort.abort();
  done(answer);
}

async function exchange(method, url, sent, signal, stale) {
  // A page may have put a `fetch` of its own in the browser's place: it is not to run in the middle of a step of the component.
  await 0;
  const token = pass && (await pass(stale));
  const headers = {
    accept: "application/json", ...(sent && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }),
  };
  const body = sent && JSON.stringify(sent);
  const response = await fetch(url, { method, headers, body, credentials: "same-origin", cache: "no-store", signal });
  const answer = { ...parsed(await response.text()), http: response.status };
  // Turned away at the door, before it was looked at: a charge may knock again only where the store says that it took nothing.
  const again = token && !stale && answer.code === "store.token_invalid" && !(sent?.cryptogram && answer.charged !== false);
  return again ? exchange(method, url, sent, signal, true) : answer;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A login page, a proxy's word: the status says what there is to say.
  }
}
