// The store's half of a payment, for Node.js 20 and newer, without dependencies: node server.mjs
// The contract is docs/INTEGRATION.md, section 2. The two Maps stand for your database: what is written to them before a charge must
// outlive a restart, or a payment whose answer is lost is lost, too. What no shopper asks about any more, your server must: by the Pay
// notice, or by asking for the attempts that are open now and then.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const {
  PORT = "8500",
  // The address that shoppers see. TermUrl lies below it, and messages of its page go to it alone.
  ORIGIN = `http://127.0.0.1:${PORT}`,
  CLOUDPAYMENTS_API = "http://127.0.0.1:8401",
  CLOUDPAYMENTS_PUBLIC_ID = "test_api_00000000000000000000001",
  CLOUDPAYMENTS_API_SECRET = "sandbox-secret",
  // After so long nothing that was sent is on its way any more: the gateway answers within five minutes.
  SETTLED_SECONDS = "360",
  // After so long no shopper is at the bank's page any more.
  CHALLENGE_SECONDS = "2700",
  // A folder to serve, too, so that a first page needs no other server.
  PAGES,
} = process.env;

/** Orders by number, with the price that is charged; the browser's is only compared. */
const orders = new Map([["A-1042", { amount: "12500.00", currency: "KZT", paid: false }]]);
/**
 * Attempts by id. `state`: sent, bank (the shopper is there), returned, and the ends: paid, declined, abandoned, refused. `sent`: when
 * the gateway was last asked to do something.
 */
const attempts = new Map();

// ------------------------------------------------------------------------------------------------ POST {endpoint}: charge

async function charge(body, address) {
  const { attempt: id, order: number, amount, currency, cryptogram, holder } = body ?? {};
  // A list of one text would pass for that text, and be another attempt in the books.
  if (![id, number, cryptogram, holder ?? ""].every(isText) || !/^[0-9a-f]{32}$/.test(id)) {
    return refuse(400, "store.bad_request", "attempt, order and cryptogram are wanted, as texts");
  }
  const print = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const known = attempts.get(id);
  // One that was given up before it came has no print.
  if (known) return [undefined, print].includes(known.print) ? answer(known) : refuse(409, "store.attempt_conflict", "this attempt was another one", true);
  const order = orders.get(number);
  if (!order) return refuse(404, "store.order_unknown", "there is no such order");
  if (order.paid) return refuse(409, "store.order_paid", "the order is paid");
  const others = triesOf(number);
  if (others.length >= MOST_ATTEMPTS) return refuse(429, "store.too_many", "the order has had too many attempts");
  // From here on their TermUrl is dead.
  for (const other of others) if (other.state === "bank" && age(other) > Number(CHALLENGE_SECONDS)) end(other, "abandoned");
  if (others.some(({ state }) => OPEN.has(state))) {
    return refuse(409, "store.order_busy", "another payment of this order is under way");
  }
  if (amount !== order.amount || currency !== order.currency) {
    return { ...refuse(409, "store.price_changed", "the price is another one"), amount: order.amount };
  }
  // Written before anything is sent. Nothing above awaits, so that two requests cannot both come this far; with a database, one
  // transaction that locks the order.
  const attempt = { id, order: number, print, state: "sent", sent: Date.now(), token: randomBytes(32).toString("hex") };
  attempts.set(id, attempt);
  // The cryptogram goes on and is kept nowhere.
  const reply = await gateway("/payments/cards/charge", id, {
    Amount: Number(order.amount), Currency: order.currency, IpAddress: address, CardCryptogramPacket: cryptogram,
    InvoiceId: id, Name: holder ?? undefined, Description: `Order ${number}`,
  });
  if (isAbout(attempt, reply)) settle(attempt, reply);
  return answer(attempt);
}

// ---------------------------------------------------------------------- GET {endpoint}/{attempt}, POST {endpoint}/{attempt}/abandon

async function status(id, order) {
  const attempt = attempts.get(id);
  // Its charge request has not come, and may yet; or a link brought it to another order's page.
  if (!attempt || (order ?? attempt.order) !== attempt.order) return refuse(404, "store.attempt_unknown", "there is no such attempt", true);
  await lookUp(attempt);
  return answer(attempt);
}

async function abandon(id, body) {
  const number = body?.order;
  if (!isText(number)) return refuse(400, "store.bad_request", "the order is wanted, as a text", true);
  const attempt = attempts.get(id);
  if (!attempt) {
    // Nothing is kept, so nothing can be promised.
    if (!orders.has(number)) return refuse(404, "store.order_unknown", "there is no such order", true);
    // A charge request that comes late is refused for that, too.
    if (triesOf(number).length >= MOST_ATTEMPTS) return refuse(429, "store.too_many", "the order has had too many attempts");
    // The charge request never came. Should it come later, it is refused.
    attempts.set(id, { id, order: number, state: "refused", code: "store.attempt_closed", http: 409 });
    return { status: "abandoned", attempt: id };
  }
  if (number !== attempt.order) return refuse(409, "store.attempt_conflict", "this attempt is another order's", true);
  // Whoever gave up asks nowhere else.
  await lookUp(attempt);
  // From here on its TermUrl is dead: `returned` finds no attempt at the bank.
  if (attempt.state === "bank") end(attempt, "abandoned");
  return answer(attempt);
}

// ------------------------------------------------------------------------------------- TermUrl: the bank's answer, by the shopper's browser

async function returned(token, form) {
  // An attempt that was given up before it came has no token.
  const attempt = token && [...attempts.values()].find((one) => one.token === token);
  if (!attempt || form.get("MD") !== String(attempt.transaction) || !form.get("PaRes")) return page(404, "This is no answer of the bank.");
  if (attempt.state === "bank") {
    // Marked before anything is sent: whoever comes second finds another state, and post3ds is called once.
    Object.assign(attempt, { state: "returned", sent: Date.now() });
    const reply = await gateway("/payments/cards/post3ds", randomUUID(), { TransactionId: attempt.transaction, PaRes: form.get("PaRes") });
    if (isAbout(attempt, reply)) settle(attempt, reply);
  }
  const order = `${ORIGIN}/?order=${encodeURIComponent(attempt.order)}&attempt=${attempt.id}`;
  const message = { type: "cloudpayments-checkout:returned", attempt: attempt.id, md: String(attempt.transaction) };
  return page(200, "Going back to the store.", `
    if (parent === window) location.replace(${JSON.stringify(order)});
    else parent.postMessage(${JSON.stringify(message)}, ${JSON.stringify(ORIGIN)});`);
}

// ------------------------------------------------------------------------------------------------------------------- what the gateway says

/** Whether a charge or post3ds is answered about this payment: one about another says nothing of it. What is left out is no difference. */
function isAbout(attempt, reply) {
  const { amount, currency } = orders.get(attempt.order);
  const model = reply?.Model ?? {};
  return (model.InvoiceId ?? attempt.id) === attempt.id && Number(model.Amount ?? amount) === Number(amount) && (model.Currency ?? currency) === currency;
}

/** Takes an answer of the gateway. One that says nothing certain changes nothing: the state stays open, and is asked about. */
function settle(attempt, reply) {
  const { Success: success, Message: message, Model: model, undone } = reply ?? {};
  if (undone && attempt.state === "sent") return end(attempt, "refused", undone);
  // The bank's answer was not handed over and never will be: the payment stays unauthenticated.
  if (undone && attempt.state === "returned") return end(attempt, "abandoned");
  // Nothing was charged where the message says what the request lacks. One that excuses the gateway, or none, leaves that open.
  const isComplaint = isText(message) && message.trim() && !EXCUSE.test(message);
  if (success === false && model == null && isComplaint && attempt.state === "sent") return end(attempt, "refused", GATEWAY_REFUSED);
  if (!model) return;
  attempt.transaction ??= model.TransactionId;
  if (!success && model.AcsUrl && model.PaReq) {
    Object.assign(attempt, { state: "bank", acsUrl: model.AcsUrl, paReq: model.PaReq, frame: model.IFrameIsAllowed === true });
  } else if (success && TAKEN.includes(model.Status) && !model.ReasonCode) {
    orders.get(attempt.order).paid = true;
    end(attempt, "paid");
  } else if (["Declined", "Cancelled"].includes(model.Status) || (!success && model.ReasonCode)) {
    end(attempt, "declined", { reason: model.ReasonCode ?? 0 });
  }
}

/** Asks the gateway, where only it knows what became of the attempt. */
async function lookUp(attempt) {
  if (!IN_DOUBT.has(attempt.state)) return;
  // Taken before the question: time spent waiting for its answer must not make the answer count.
  const asked = Date.now();
  const reply = await gateway("/v2/payments/find", randomUUID(), { InvoiceId: attempt.id });
  const { Model: model } = reply ?? {};
  const other = model && objection(attempt, model);
  if (other) console.error(`the gateway found ${other} for attempt ${attempt.id}: look at it`);
  const isOurs = model && !other;
  if (isOurs) settle(attempt, reply);
  // The rest counts only when nothing could be on its way any more.
  if (!IN_DOUBT.has(attempt.state) || age(attempt, asked) <= Number(SETTLED_SECONDS)) return;
  // Nobody has the bank's question, or its answer did not arrive.
  if (isOurs && model.Status === "AwaitingAuthentication") end(attempt, "abandoned");
  else if (reply?.Success === false && /^not found/i.test(reply.Message ?? "")) end(attempt, "refused", UNAVAILABLE);
}

/** Why what was found says nothing of this payment: it is the last operation, which may have given the money back. */
function objection(attempt, model) {
  const { amount, currency } = orders.get(attempt.order);
  if (model.InvoiceId !== attempt.id) return "another InvoiceId";
  if (model.Type !== PAYMENT) return "no payment but a refund";
  if (!TAKEN.includes(model.Status)) return undefined;
  if (Number(model.Amount) !== Number(amount)) return "another amount";
  return model.Currency === currency ? undefined : "another currency";
}

function end(attempt, state, more) {
  Object.assign(attempt, { state, ...more });
}

/** Seconds from the last sending for it until then. */
function age(attempt, then = Date.now()) {
  return (then - attempt.sent) / 1000;
}

/** What the element is told. */
function answer(attempt) {
  const { id, state, transaction, reason, acsUrl, paReq, frame, token } = attempt;
  if (state === "refused") return refuse(attempt.http, attempt.code, "nothing was charged");
  if (state === "bank") {
    const termUrl = `${ORIGIN}/api/payments/term/${token}`;
    return { status: "challenge", attempt: id, acsUrl, paReq, md: String(transaction), termUrl, frame };
  }
  if (state === "paid") return { status: "paid", attempt: id, transaction };
  if (state === "declined") return { status: "declined", attempt: id, transaction, reason };
  if (state === "abandoned") return { status: "abandoned", attempt: id };
  return { status: "pending", attempt: id };
}

/**
 * Undefined where no answer came, or none that can be read: the work may have been done all the same. `undone` where it was not, with how
 * a charge is refused then: nothing was sent, or it was turned away unread.
 */
async function gateway(path, request, body) {
  try {
    const password = Buffer.from(`${CLOUDPAYMENTS_PUBLIC_ID}:${CLOUDPAYMENTS_API_SECRET}`).toString("base64");
    const response = await fetch(CLOUDPAYMENTS_API + path, {
      method: "POST",
      headers: { authorization: `Basic ${password}`, "content-type": "application/json", "x-request-id": request },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5 * 60_000),
      redirect: "manual",
    });
    if (UNREAD.has(response.status)) {
      const why = response.status === 429 ? "too many requests at once" : "look at CLOUDPAYMENTS_PUBLIC_ID, CLOUDPAYMENTS_API_SECRET and CLOUDPAYMENTS_API";
      console.error(`the gateway turned ${path} away unread with status ${response.status}: ${why}`);
      return { undone: response.status === 429 ? UNAVAILABLE : GATEWAY_REFUSED };
    }
    return OWN.has(response.status) ? await response.json() : undefined;
  } catch (error) {
    if (!NO_CONNECTION.has(error.cause?.code)) return undefined;
    console.error(`no connection to the gateway for ${path} (${error.cause.code}): look at CLOUDPAYMENTS_API`);
    return { undone: UNAVAILABLE };
  }
}

/** Statuses given before a payment is looked at: wrong secret, wrong address, too many at once. After any other it may have been done. */
const UNREAD = new Set([401, 403, 404, 405, 429]);
/** Statuses of the gateway's own words. With any other it is somebody on the way who speaks, whatever the body says. */
const OWN = new Set([200, 400]);
/** What a message says that excuses the gateway. */
const EXCUSE = /internal|server|exception|unexpected|error|failed|went wrong|process|time(d |-)?out|unavailable|later|try again|внутренн|сервер|ошибк|обраб|повтор/i;
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ERR_INVALID_URL"]);
/** `Type` of an operation that takes money; and what its `Status` is then. */
const PAYMENT = 0;
const TAKEN = ["Completed", "Authorized"];
const UNAVAILABLE = { code: "store.unavailable", http: 503 };
const GATEWAY_REFUSED = { code: "store.gateway_refused", http: 502 };

// -------------------------------------------------------------------------------------------------------------------------------- HTTP

const OPEN = new Set(["sent", "bank", "returned"]);
const IN_DOUBT = new Set(["sent", "returned"]);
/** More than anyone needs for one order, fewer than someone trying stolen cards wants. */
const MOST_ATTEMPTS = 30;

const triesOf = (number) => [...attempts.values()].filter(({ order }) => order === number);

const isText = (value) => typeof value === "string";

const refuse = (http, code, message, charged = false) => ({ http, code, message, charged });

/** The page shown at TermUrl. Its script is its own, so the policy names it by its hash. */
function page(http, words, script = "") {
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`;
  return { http, policy, type: TYPES[".html"], body: `<!doctype html><meta charset="utf-8"><title>Payment</title><p>${words}</p><script>${script}</script>` };
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** A file of the folder and of nothing around it; none whose name begins with a dot. */
async function file(pathname) {
  const path = normalize(decodeURIComponent(pathname)).replace(/[\\/]$/, "/index.html");
  const body = /[\\/]\./.test(path) ? undefined : await readFile(join(PAGES, path)).catch(() => {});
  return body ? { body, type: TYPES[extname(path)] ?? "application/octet-stream" } : page(404, "There is no such file.");
}

async function route({ method, url, headers, socket }, text) {
  const { pathname, searchParams } = new URL(url, ORIGIN);
  const [, id, action] = /^\/api\/payments(?:\/([0-9a-z]+)(?:\/([0-9a-z]+))?)?$/.exec(pathname) ?? [];
  const json = () => (headers["content-type"]?.startsWith("application/json") ? JSON.parse(text) : undefined);
  // The bank's answer comes from another site, without cookies: its token is the check. Everything else must be of our own page.
  if (method === "POST" && id === "term") return returned(action, new URLSearchParams(text));
  if (headers.origin && headers.origin !== ORIGIN) return refuse(403, "store.bad_request", `the page is of another origin than ${ORIGIN}`);
  if (method === "POST" && pathname === "/api/payments") return charge(json(), socket.remoteAddress); // behind a proxy of your own: the address that it tells
  if (method === "GET" && id && !action) return status(id, searchParams.get("order"));
  if (method === "POST" && action === "abandon") return abandon(id, json());
  if (method === "GET" && PAGES && !pathname.startsWith("/api/")) return file(pathname);
  return refuse(404, "store.bad_request", "there is nothing at this address");
}

/** The text of a request; without an end of its own, or too long to be one of ours, it throws. */
async function read(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 256 * 1024) throw new Error("too long");
  }
  return text;
}

createServer(async (request, response) => {
  const told = await read(request).then((text) => route(request, text)).catch(() => refuse(400, "store.bad_request", "no JSON", true));
  const { http = 200, type = "application/json", body, policy, ...rest } = told;
  response.writeHead(http, {
    "content-type": type,
    "cache-control": "no-store",
    ...(policy && { "content-security-policy": policy }),
  });
  response.end(body ?? JSON.stringify(rest));
}).listen(Number(PORT), "127.0.0.1", () => console.log(`ready ${ORIGIN}`));
