// The attempt of an order, kept for a page that is reloaded: ids only, no card data.

const NAME = "cloudpayments-checkout:";

/** The attempt of an order that this page was left with. */
export function remembered(order) {
  return stored((storage) => storage.getItem(NAME + order));
}

/** Keeps the attempt of an order, or forgets it. */
export function remember(order, attempt) {
  stored((storage) => (attempt ? storage.setItem(NAME + order, attempt) : storage.removeItem(NAME + order)));
}

/** The tab's own storage; where a browser or a policy forbids it, nothing is kept. */
function stored(work) {
  try {
    return work(sessionStorage);
  } catch {}
}
