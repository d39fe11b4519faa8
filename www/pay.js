/** The payment page: shakes hands with the store that opened it, takes the card for one order, tells how it ended. */
import init, { authorize, define, holdUnseen, shakeHands } from "./pkg/pay.js";
import { WORDS } from "./pay-words.js";

const checkout = document.getElementById("checkout");
const $ = (id) => document.getElementById(id);

let lang = spoken(new URLSearchParams(location.search).get("lang"));
let refusal = null;
let line = null;
let token = "";
let asked = null;
let handed = null;
let resumed;

// A window that is closed while this page still loads breaks its requests off: nothing is wrong then.
let isTaken = false;
addEventListener("pagehide", () => (isTaken = true));

speak();
start().catch((error) => {
  if (!isTaken) console.error(error);
  refuse("failed");
});

async function start() {
  const running = init();
  // Awaited below: until then nobody else hears that it failed.
  running.catch(() => {});
  const settings = await told("pay.json");
  // Where the browser says who frames us, all of them must be stores; everywhere else the policy in the headers sees to it.
  if ([...(location.ancestorOrigins ?? [])].some((origin) => !settings.stores.includes(origin))) return refuse("refused");
  checkout.setAttribute("public-id", settings.publicId);
  checkout.setAttribute("script", settings.script);
  checkout.setAttribute("support-email", settings.supportEmail);
  if (parent !== self) checkout.setAttribute("three-ds", "press");
  $("test").hidden = !settings.testMode;
  define();
  await running;
  listen();
  line = shakeHands(settings.stores, hear, () => refuse("refused"));
  if (!line.isOpened) return refuse("alone");
  setTimeout(() => line.isOpen || refuse("alone"), PATIENCE);
}

async function told(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** From the store. */
function hear(message) {
  if (message.type === "order") take(message);
  else if (message.type === "leave") checkout.leave();
  else handed?.(String(message.token));
}

/** The order, or the same one in another language, at another price. */
function take({ order, amount, currency, endpoint, holder, attempt, lang: tag, theme }) {
  refuse(null);
  lang = spoken(tag);
  dress(theme ?? {});
  for (const [name, value] of Object.entries({ order, amount, currency, endpoint, holder })) {
    if (value) checkout.setAttribute(name, String(value));
    else checkout.removeAttribute(name);
  }
  speak();
  $("card").hidden = false;
  if (line.say("ready") && document.hasFocus()) settle();
  // Also of a page that was ready before it was opened; the same order may come again, in another language.
  if (attempt && attempt !== resumed) checkout.resume(String(attempt));
  resumed = attempt;
  measure();
}

function listen() {
  checkout.addEventListener("checkout-phase", ({ detail }) => {
    line.say("phase", detail);
    // Fetched while the card is encrypted, so that the charge need not wait for it.
    if (detail.phase === "encrypting") pass(false);
    measure();
  });
  for (const outcome of ["paid", "declined", "error", "cryptogram"]) {
    checkout.addEventListener(`checkout-${outcome}`, ({ detail }) => {
      line.say("result", { ...detail, outcome: outcome === "cryptogram" ? "encrypted" : outcome });
      // In a tab, the store's page is gone, or has gone on to another: only a new one can hand a token over.
      if (detail.code === "store.token_invalid" && !token && parent === self) refuse("alone");
    });
  }
  authorize(pass);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && checkout.phase !== "challenging") line.say("close");
    // WebKit lets no script focus anything in a frame of another origin before the shopper has done something there.
    if (event.key?.length === 1) settle();
  });
  // The store's page hands the focus to the frame; here it goes on to the card.
  addEventListener("focus", settle);
  new ResizeObserver(measure).observe($("main"));
  holdUnseen($("card"), (covered) => {
    $("covered").hidden = !covered || !["editing", "settled"].includes(checkout.phase);
  });
  $("covered-open").addEventListener("click", () => line.say("tab"));
}

/** The order token: the store hands one over when it is asked, and another when it takes the first no more. */
async function pass(stale) {
  if (stale) token = "";
  if (token) return token;
  asked ??= new Promise((done) => {
    handed = done;
    setTimeout(() => done(""), PATIENCE);
    if (isLeft() || !line.say("token")) done("");
  });
  token = await asked;
  asked = null;
  return token;
}

/** Whether this is a tab whose store's page was closed. */
function isLeft() {
  return parent === self && (opener?.closed ?? true);
}

function settle() {
  // The number is the first thing on the page. In a frame that still grows to its height, the browser would scroll what is above out of sight.
  if (document.activeElement === document.body && !$("card").hidden) checkout.focus({ preventScroll: true });
}

/** The bank's page needs more room than the form. */
function measure() {
  const height = $("main").getBoundingClientRect().height;
  line?.say("height", { height: checkout.phase === "challenging" ? Math.max(height, BANK) : Math.max(height, 1) });
}

/** The store's colours: custom properties of the element, and nothing that fetches. */
function dress(theme) {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(theme)) {
    const known = name === "color-scheme" || name.startsWith("--checkout-");
    if (known && /^[\w\s#%.,()'"-]{1,200}$/.test(value) && !/url|image/i.test(value)) style.setProperty(name, value);
  }
}

/** Says why nothing can be paid here, instead of the form. */
function refuse(word) {
  refusal = word;
  $("refusal").hidden = !word;
  if (word) $("card").hidden = true;
  speak();
  measure();
}

function speak() {
  const words = WORDS[lang];
  document.documentElement.lang = lang;
  document.title = words.page;
  $("covered-text").textContent = words.covered;
  $("covered-open").textContent = words.open;
  $("test").textContent = words.test;
  if (!refusal) return;
  $("refusal-title").textContent = words[refusal];
  $("refusal-text").textContent = words[`${refusal}Text`];
}

/** As `text/locale.rs` reads it. */
function spoken(tag) {
  const [, language, kazakh] = /^\s*(k(k|az|z)|rus?)([-_]|\s*$)/i.exec(tag) ?? [];
  return kazakh ? "kk" : language ? "ru" : "en";
}

/** How long an opener has to answer the hello, and a store to hand over a token, in ms. */
const PATIENCE = 10_000;
/** The height of the bank's page, in CSS pixels. */
const BANK = 720;
