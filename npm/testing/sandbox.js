/** The switches of a running cloudpayments-sandbox. */
export function sandbox(url = "http://127.0.0.1:8401") {
  const base = String(url).replace(/\/+$/, "");
  const ask = async (path, method = "GET", body) => {
    const request = { method, headers: method === "POST" ? { "content-type": "application/json" } : {}, body: body && JSON.stringify(body) };
    const response = await fetch(`${base}${path}`, request);
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  return {
    /** What goes wrong next, by route: `{ charge: { reason: 5051 } }`, `{ charge: { drop: "after" } }`, `{ bins: { status: 503, times: 2 } }`. */
    fail: async (next) => { await ask("/admin/faults", "POST", { next }); },
    /** Faults ordered and not met yet are forgotten. */
    heal: async () => { await ask("/admin/faults", "DELETE"); },
    /** All operations, oldest first. */
    transactions: async () => (await ask("/admin/transactions")).transactions,
    /** All notifications and what became of them. */
    webhooks: async () => (await ask("/admin/webhooks")).webhooks,
    /** Forgets payments, bank pages, request ids and faults. */
    reset: async () => { await ask("/admin/reset", "POST"); },
  };
}
