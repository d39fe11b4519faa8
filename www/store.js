/** The store's own API: what is for sale, an order, the settings of the payment form. Payments themselves are the form's job. */

export const programs = (lang) => ask(`/api/programs?lang=${lang}`);
export const order = (id) => ask(`/api/orders/${encodeURIComponent(id)}`);
export const settings = () => ask("/api/settings");
export const placeOrder = (program, lang) => ask("/api/orders", { program, lang });

/** The store did not do what was asked. `status` is the HTTP status, 0 when there was no answer at all. */
export class StoreError extends Error {
  constructor(status, message) {
    super(message);
    this.name = "StoreError";
    this.status = status;
  }
}

async function ask(path, body) {
  const request = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  } catch (cause) {
    throw new StoreError(0, `no answer from ${path}: ${cause}`);
  }
  if (!response.ok) throw new StoreError(response.status, `${path} answered ${response.status}`);
  return response.json();
}

/** How long an answer may take, in ms. */
const PATIENCE = 15_000;
