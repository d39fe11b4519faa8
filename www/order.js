/** The order's page: what is being paid, the payment form, and the receipt once the store says the order is paid. */
import { date } from "./date.js";
import { lang, speak } from "./language.js";
import { money } from "./money.js";
import * as store from "./store.js";
import { say } from "./words.js";

const id = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
let checkout = document.getElementById("checkout");
const receipt = document.getElementById("receipt");

let order = null;
let settings = null;
let state = "statusWaiting";
let problem = null;

speak(draw);
start();

/**
 * Loads the order, then the form; an order that is paid already goes straight to its receipt. A payment still open at the
 * store, begun in a tab that is gone, goes on. The form is the secure window where the store has a payment page.
 */
async function start() {
  const returned = takeAttempt();
  try {
    [order, settings] = await Promise.all([store.order(id), store.settings()]);
  } catch (error) {
    return fail(error.status === 404 ? "orderMissing" : "orderLoadFailed");
  }
  for (const link of document.querySelectorAll("a[href^='mailto:']")) {
    link.href = `mailto:${settings.supportEmail}`;
    link.textContent = settings.supportEmail;
  }
  const inline = new URLSearchParams(location.search).get("form") === "inline";
  if (settings.payPage && !inline) checkout = secureWindow();
  listen();
  if (order.paid) return showReceipt();
  draw();
  try {
    await (checkout.localName === "cloudpayments-window" ? openWindow : openForm)(returned ?? order.attempt);
  } catch (error) {
    console.error(error);
    fail("formFailed");
  }
}

async function openForm(attempt) {
  const { default: init, define } = await import("/pkg/element.js");
  checkout.setAttribute("public-id", settings.publicId);
  checkout.setAttribute("script", settings.script);
  checkout.setAttribute("endpoint", settings.endpoint);
  checkout.setAttribute("support-email", settings.supportEmail);
  checkout.setAttribute("order", id);
  price();
  // In this order the form comes with its words at once: until then a grey place of its size is kept for it.
  await init();
  define();
  if (attempt) checkout.resume(attempt);
}

/** The card is typed on the payment page, of another origin: no script of this page can read it. */
async function openWindow(attempt) {
  const { define } = await import("/pkg/window.js");
  checkout.setAttribute("src", settings.payPage);
  checkout.setAttribute("endpoint", settings.endpoint);
  checkout.setAttribute("token-url", `/api/orders/${encodeURIComponent(id)}/token`);
  checkout.setAttribute("order", id);
  price();
  define();
  document.getElementById("window-safe").hidden = false;
  if (attempt) checkout.resume(attempt);
}

/** Takes the place of the form in the page. */
function secureWindow() {
  const element = document.createElement("cloudpayments-window");
  element.id = "window";
  checkout.replaceWith(element);
  return element;
}

/** The attempt a whole-window challenge came back with. It leaves the address, so that a bookmark does not ask again. */
function takeAttempt() {
  const url = new URL(location.href);
  const attempt = url.searchParams.get("attempt");
  url.searchParams.delete("attempt");
  history.replaceState(history.state, "", url);
  return attempt;
}

function listen() {
  checkout.addEventListener("checkout-phase", (event) => follow(event.detail.phase));
  checkout.addEventListener("checkout-declined", () => mark("statusDeclined"));
  checkout.addEventListener("checkout-paid", settle);
  checkout.addEventListener("checkout-close", settleSoon);
  checkout.addEventListener("checkout-error", (event) => {
    if (event.detail.code === "store.order_paid") settle();
    if (event.detail.code === "store.price_changed") reprice();
  });
  document.getElementById("print").addEventListener("click", () => print());
  document.getElementById("problem-reload").addEventListener("click", () => location.reload());
  // Back from the bank's page brings this one from memory: the store may know more by now.
  addEventListener("pageshow", (event) => event.persisted && settle());
}

/** The summary goes along with the form; what was declined stays so until the next try. */
function follow(phase) {
  if (BUSY.has(phase)) mark("statusChecking");
  else if (state !== "statusDeclined") mark("statusWaiting");
}

/** Asks the store, whose word alone makes a receipt. No answer: the form's own result stays on the screen. */
async function settle() {
  try {
    order = await store.order(id);
  } catch (error) {
    return;
  }
  if (order.paid) showReceipt();
  else draw();
}

/** A payment in a tab that was closed, or went on to the bank and back to the shop, is the store's to tell, if not at once. */
async function settleSoon() {
  const under = checkout.phase;
  for (const pause of PAUSES) {
    await new Promise((over) => setTimeout(over, pause));
    await settle();
    // Opened again, the window tells by itself.
    if (order.paid || checkout.phase !== under || state !== "statusChecking") return;
  }
  mark("statusWaiting");
}

/** The store's price is another one now: show it in both places; the shopper presses Pay again, or does not. */
async function reprice() {
  await settle();
  price();
}

function price() {
  checkout.setAttribute("amount", order.amount);
  checkout.setAttribute("currency", order.currency);
}

function showReceipt() {
  draw();
  document.getElementById("problem").hidden = true;
  document.getElementById("paying").hidden = true;
  receipt.hidden = false;
  scrollTo(0, 0);
  // What had the focus is gone with the form: screen readers go on from the receipt's heading.
  document.getElementById("receipt-title").focus({ preventScroll: true });
}

function fail(word) {
  problem = word;
  document.getElementById("paying").hidden = true;
  document.getElementById("problem").hidden = false;
  draw();
}

function mark(word) {
  state = word;
  draw();
}

function draw() {
  checkout.setAttribute("lang", lang);
  if (problem) put("problem-text", say(problem, lang));
  if (!order) return;
  document.getElementById("columns").removeAttribute("data-waiting");
  document.getElementById("test-mode").hidden = !settings.testMode;
  const title = order.title?.[lang] ?? order.title;
  const total = money(order.amount, order.currency, lang);
  put("title", title);
  put("total", total);
  put("order", order.order);
  const word = order.paid ? "statusPaid" : state;
  put("state", say(word, lang)).dataset.state = word;
  put("receipt-total", total);
  put("receipt-program", title);
  put("receipt-order", order.order);
  document.getElementById("receipt-transaction-row").hidden = !order.transaction;
  put("receipt-transaction", order.transaction ?? "");
  document.getElementById("receipt-date-row").hidden = !order.paidAt;
  put("receipt-date", order.paidAt ? date(order.paidAt, lang) : "");
  document.getElementById("receipt-refunded-row").hidden = !order.refunded;
  put("receipt-refunded", order.refunded ? money(order.refunded, order.currency, lang) : "");
}

function put(where, words) {
  const element = document.getElementById(where);
  element.textContent = words;
  return element;
}

/** Between questions about a payment that nobody tells of any more, in ms. */
const PAUSES = [0, 1_000, 3_000, 6_000, 10_000, 20_000];
const BUSY = new Set(["encrypting", "charging", "challenging", "confirming", "unclear"]);
