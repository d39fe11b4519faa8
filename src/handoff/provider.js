// The provider's script: found or loaded once per address, and asked for a packet. The one place that knows its names and manners.
//
// What the page and that script hand in may throw at a touch, so it is read by `read` alone. Rust is told a packet, a class, or one
// of these numbers; below 8 they are the refused fields, a bit each.
const LATE = 8, PUBLIC_ID = 9, LOOK_UP = 10, FAILED = 11, BLOCKED = 12, WRONG = 13, LOAD_LATE = 14;
const FIELDS = { cardNumber: 1, expDateMonthYear: 2, expDateMonth: 2, expDateYear: 2, cvv: 4 };

/** Both names are the Kazakhstan script's, one object; the Russian one defines `cp` alone. */
const GLOBALS = ["tiptop", "cp"];

/** Where Kazakhstan has it. */
export const SCRIPT = "https://checkout.tiptoppay.kz/checkout.js";

/** The tag that brought the class, or is to bring it, by address. */
const loads = new Map();
/** Tags of the page that failed or never came. */
const dead = new WeakSet();
/** Our Trusted Types policy, and the one address it lets through. One per page: a second one of the same name may be refused. */
let policy, allowed;
/** How many loads did not come in time. A browser has a new request for an address wait for the one under way: the next asks another. */
let late = 0;

/**
 * Calls `done` once, within `limit` milliseconds: with the script's `Checkout` class, or with LOAD_LATE, BLOCKED or WRONG.
 * A failed load leaves nothing behind and may be tried again.
 */
export async function load(src, limit, done) {
  const found = await find(src, limit).catch(() => BLOCKED);
  done(found === LATE ? LOAD_LATE : found);
}

/**
 * Loads the script and has it encrypt the card. Calls `done` once, within `limit` milliseconds for each of the two: with the packet,
 * or with a number. Nothing is charged, and only the script's own look-up of the card's first digits is sent.
 *
 * `card` gives number, code and date, a line each, when the script is there and asked, no sooner: strings cannot be wiped, the engine
 * frees them when it likes. It gives nothing where the packet is not wanted any more. Never the holder's name: no cryptogram holds it.
 */
export function encrypt(src, publicId, limit, card, done) {
  if (!publicId.trim()) return done(PUBLIC_ID);
  load(src, limit, (found) => {
    if (!isFunction(found)) return done(found);
    const values = card()?.split("\n");
    if (values) ask(found, publicId, limit, ...values, done);
  });
}

/**
 * Asks the script for the packet, and blanks the values it gave it.
 *
 * The asynchronous call looks the card's first digits up over the network, without a limit, and may fail where the encryption
 * would not: then, or after half the time, the documented synchronous call is asked. A late answer to the first is dropped.
 */
async function ask(Checkout, publicId, limit, cardNumber, cvv, expDateMonthYear, done) {
  const given = [{ cardNumber, cvv, expDateMonthYear }];
  const answer = await packetOf(Checkout, publicId, limit / 2, given).catch(() => FAILED);
  // The script keeps and changes what it is given.
  for (const values of given) for (const name of Reflect.ownKeys(values)) safely(() => { values[name] = ""; });
  done(answer);
}

async function packetOf(Checkout, publicId, limit, given) {
  // A fresh one per question: the asynchronous call breaks the number check of the instance it is made on.
  const call = (method) => {
    // Without a container of its own it would scan the whole page, and throw at any card field with a `name`.
    const checkout = new Checkout({ publicId, container: document.createElement("div") });
    if (!isFunction(read(checkout, method))) throw LOOK_UP;
    const values = { ...given[0] };
    given.push(values);
    return checkout[method](values);
  };
  const slow = (async () => packet(await call("createPaymentCryptogram")))().catch(refusal);
  const first = await within(limit, slow);
  if (first !== LATE && first !== LOOK_UP) return first;
  const quick = safely(() => {
    const answer = call("createCryptogramPacket");
    return read(answer, "success") === true ? packet(read(answer, "packet")) : refused(read(answer, "messages")) || FAILED;
  }, refusal);
  return first === LATE && (quick === LOOK_UP || quick === FAILED) ? within(limit, slow) : quick;
}

function packet(answer) {
  return typeof answer == "string" && answer.trim() ? answer : FAILED;
}

/** What a rejection, or a thrown value, comes to. */
function refusal(thrown) {
  const message = read(thrown, "message");
  // Inherited by every `Error`, of this page or of a frame's; JSON from a server has hardly ever both.
  if (typeof message == "string" && typeof read(thrown, "name") == "string") {
    return /^HTTP /.test(message) ? LOOK_UP : /\bpublicId\b/.test(message) ? PUBLIC_ID : FAILED;
  }
  // Else a plain object with a code per field, or whatever JSON the address of the look-up answered.
  return (read(thrown, "Success") !== false && refused(thrown)) || LOOK_UP;
}

/** The fields that the object has a code or a message for. */
function refused(object) {
  let fields = 0;
  for (const name in FIELDS) {
    const said = read(object, name);
    if (said && typeof said == "string") fields |= FIELDS[name];
  }
  return fields;
}

async function find(src, limit) {
  const { href, hostname } = new URL(src, document.baseURI);
  const tag = !loads.has(href) && tagOfPage(href);
  if (tag) {
    // Whether it failed before we looked cannot be known: it gets half the time.
    limit /= 2;
    const theirs = present(hostname) ?? await wait(watch(href, tag), limit);
    if (isFunction(theirs)) return theirs;
    dead.add(tag);
  }
  return wait(loads.get(href) ?? insert(href), limit);
}

/** A tag that the page wrote: a consent tool's `text/plain` never runs, a module cannot define what is wanted. */
function tagOfPage(href) {
  const tags = [...document.querySelectorAll("script[src]")];
  return tags.find((tag) => tag.src === href && /^((text|application)\/javascript)?$/.test(tag.type) && !dead.has(tag));
}

/** The class that a tag of the page has defined. Another region's script has another key, so its `cp` is not taken for ours. */
function present(host) {
  const [tiptop, cp] = GLOBALS.map(seen);
  const labels = host.split(".");
  if (labels.includes("tiptoppay")) return tiptop.Checkout;
  if (labels.includes("cloudpayments")) return cp.value === tiptop.value ? undefined : cp.Checkout;
  return tiptop.Checkout ?? cp.Checkout;
}

function insert(href) {
  const tag = document.createElement("script");
  const load = watch(href, tag, true);
  // Throws where the page requires Trusted Types and allows no policy of ours.
  tag.src = trusted(late && /^http/.test(href) ? `${href}${/\?/.test(href) ? "&" : "?"}${late}` : href);
  document.head.appendChild(tag);
  loads.set(href, load);
  return load;
}

function trusted(href) {
  allowed = href;
  return safely(() => {
    policy ??= trustedTypes.createPolicy("cloudpayments-checkout", { createScriptURL: (url) => (url === allowed ? url : null) });
    return policy.createScriptURL(href);
  }, () => href);
}

/** A tag until it has run or failed, and the globals as they were before. */
function watch(href, tag, ours) {
  const load = { href, tag };
  const before = GLOBALS.map(seen);
  load.outcome = new Promise((settle) => { load.settle = settle; });
  const ended = (outcome) => {
    const latest = loads.get(href);
    load.settle(outcome);
    if (isFunction(outcome)) {
      // An older tag for the same address may be the first to arrive.
      latest?.settle(outcome);
      loads.set(href, load);
    } else if (ours) {
      tag.remove();
      if (latest === load) loads.delete(href);
    }
  };
  // This event follows the script's last statement with nothing in between.
  tag.addEventListener("load", () => {
    // A class that was there before is another script's, and may do something else.
    const made = GLOBALS.map(seen).find(({ Checkout }, i) => Checkout && Checkout !== before[i].Checkout);
    // So is a global of the same name: it gets its own back.
    if (ours) before.forEach(({ value }, i) => {
      if (value !== undefined) safely(() => { globalThis[GLOBALS[i]] = value; });
    });
    ended(made?.Checkout ?? WRONG);
  });
  tag.addEventListener("error", () => ended(BLOCKED));
  return load;
}

async function wait(load, limit) {
  const outcome = await within(limit, load.outcome);
  if (outcome !== LATE) return outcome;
  late += 1;
  // Given up: the next try gets a fresh tag. This one may still run one day, for whoever waits for it.
  if (loads.get(load.href) === load) {
    loads.delete(load.href);
    load.tag.remove();
  }
  return LATE;
}

/** The promise, or LATE. A browser reads a longer time than the longest as none. */
function within(limit, promise) {
  return Promise.race([promise, new Promise((late) => setTimeout(late, Math.min(limit, 0x7fffffff), LATE))]);
}

/** A global as it is now, and its class. */
function seen(name) {
  const value = read(globalThis, name), Checkout = read(value, "Checkout");
  return { value, Checkout: isFunction(Checkout) ? Checkout : undefined };
}

function read(value, name) {
  return safely(() => value[name]);
}

function safely(work, otherwise = () => undefined) {
  try {
    return work();
  } catch (thrown) {
    return otherwise(thrown);
  }
}

function isFunction(value) {
  return typeof value == "function";
}
