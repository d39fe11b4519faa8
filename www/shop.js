/** The shop: the programs for sale, and the one clear step between choosing and paying. */
import { inLanguage, lang, speak } from "./language.js";
import { money } from "./money.js";
import * as store from "./store.js";
import { say } from "./words.js";

const list = document.getElementById("programs");
const status = document.getElementById("status");
const again = document.getElementById("again");
const dialog = document.getElementById("confirm");
const problem = document.getElementById("confirm-problem");
const pay = document.getElementById("confirm-pay");

let programs = [];
let chosen = null;
let ordering = false;

speak(show);
again.addEventListener("click", () => show());
document.getElementById("confirm-back").addEventListener("click", () => dialog.close());
document.getElementById("confirm-form").addEventListener("submit", (event) => {
  event.preventDefault();
  confirm();
});
// An order on its way cannot be called back by Esc: the page is about to change.
dialog.addEventListener("cancel", (event) => ordering && event.preventDefault());
dialog.addEventListener("click", (event) => event.target === dialog && !ordering && dialog.close());
// Back from the payment page brings this one from memory as it was left: mid-order.
addEventListener("pageshow", (event) => event.persisted && settle());

/** Loads the programs in the language in force and draws them; a late answer for another language is dropped. */
async function show() {
  const asked = lang;
  again.hidden = true;
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await store.programs(asked);
    if (asked !== lang) return;
    programs = answer;
    status.textContent = programs.length ? "" : say("programsNone", lang);
    list.replaceChildren(...programs.map(card));
    if (chosen) fill(programs.find((program) => program.id === chosen.id) ?? chosen);
  } catch (error) {
    if (asked !== lang) return;
    status.textContent = say("programsFailed", lang);
    again.hidden = false;
    list.replaceChildren();
  }
  list.removeAttribute("aria-busy");
}

function card(program) {
  const item = document.createElement("li");
  item.className = "program";
  item.dataset.program = program.id;
  const title = text("h2", program.title);
  const about = text("p", program.summary ?? "");
  about.className = "about";
  const price = text("p", money(program.amount, program.currency, lang));
  price.className = "price";
  const button = text("button", say("choose", lang));
  button.type = "button";
  button.className = "button";
  button.setAttribute("aria-label", `${say("choose", lang)}: ${program.title}`);
  button.addEventListener("click", () => open(program));
  const foot = document.createElement("div");
  foot.className = "foot";
  foot.append(price, button);
  item.append(title, about, foot);
  return item;
}

function open(program) {
  problem.textContent = "";
  fill(program);
  dialog.showModal();
  // The heading would be the usual place, but there is one thing to decide here, and this is it.
  pay.focus();
}

function fill(program) {
  chosen = program;
  document.getElementById("confirm-program").textContent = program.title;
  document.getElementById("confirm-price").textContent = money(program.amount, program.currency, lang);
}

async function confirm() {
  if (ordering) return;
  ordering = true;
  problem.textContent = "";
  pay.setAttribute("aria-disabled", "true");
  pay.textContent = say("ordering", lang);
  try {
    const placed = await store.placeOrder(chosen.id, lang);
    location.assign(inLanguage(`/orders/${encodeURIComponent(placed.order)}`));
  } catch (error) {
    settle();
    problem.textContent = say("orderFailed", lang);
  }
}

function settle() {
  ordering = false;
  pay.removeAttribute("aria-disabled");
  pay.textContent = say("confirmPay", lang);
}

function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
