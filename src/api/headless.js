// The functions of the package that need no element. They read their arguments, and the rules in Rust answer.
import { number, property, refused, text, time, wrong } from "./argument.js";
import { CheckoutError } from "./error.js";

export { CheckoutError };

/** `ask_rules` of the module; null until it runs. */
let rules = null;

/** Called once the module runs. */
export function adopt(askRules) {
  rules = askRules;
}

export function checkNumber(value) {
  const [error, brand] = check("checkNumber", 0, value);
  return { valid: !error, brand, error };
}

export function checkExpiry(value, now) {
  const [error, , month, year] = check("checkExpiry", 1, value, now);
  return { valid: !error, error, month: month || null, year: month ? year : null };
}

export function checkSecurityCode(value) {
  return checked("checkSecurityCode", 2, value);
}

export function checkHolder(value) {
  return checked("checkHolder", 3, value);
}

export function editNumber(value, caret, edit) {
  return edited("editNumber", 0, value, caret, edit);
}

export function editExpiry(value, caret, edit) {
  return edited("editExpiry", 1, value, caret, edit);
}

/** The card is read before this returns, each part once: the caller may wipe its fields right away. */
export async function createCryptogram(card, options) {
  const ask = running("createCryptogram");
  const asked = { now: Date.now() };
  const read = (of, object, names) => {
    for (const name of names) {
      const value = property(`createCryptogram wants ${of}`, object, name);
      const isLeftOut = value == null && name in DEFAULTS;
      asked[name] = isLeftOut ? DEFAULTS[name] : text(`createCryptogram wants ${of}.${name}`, value);
    }
  };
  read("card", card, ["number", "expiry", "code", "holder"]);
  read("options", options, ["publicId", "script"]);
  const limit = property("createCryptogram wants options", options, "timeLimit") ?? 20000;
  asked.limit = number("createCryptogram wants options.timeLimit", limit, 1, "a number of milliseconds from 1");
  return new Promise((resolve, reject) => ask({ ...asked, resolve, reject }));
}

/** Error, brand, month and year of one of the fields, which count in Tab order. */
function check(caller, field, value, now) {
  const ask = running(caller);
  return ask({ field, text: text(`${caller} wants text`, value), now: time(`${caller} wants now`, now) });
}

function checked(caller, field, value) {
  const [error] = check(caller, field, value);
  return { valid: !error, error };
}

function edited(caller, field, value, caret, edit) {
  const ask = running(caller);
  const asked = { field, text: text(`${caller} wants text`, value) };
  // What an input without a selection reports is the end.
  asked.caret = number(`${caller} wants caret`, caret ?? Infinity, 0, "a number from 0");
  const what = `${caller} wants edit`;
  asked.edit = EDITS.indexOf(edit ?? "insert");
  if (asked.edit < 0) throw typeof edit === "string" ? refused(what, WANTED, "another string") : wrong(what, WANTED, edit);
  const [shown, , end] = ask(asked);
  return { text: shown, caret: end };
}

function running(caller) {
  if (rules) return rules;
  throw new CheckoutError("component.not_ready", `${caller} needs the WebAssembly module: call await init() first`, "store", true);
}

const EDITS = ["insert", "backward", "forward"];
const WANTED = '"insert", "backward" or "forward"';
/** The script is where Kazakhstan has it. */
const DEFAULTS = { holder: undefined, script: "https://checkout.tiptoppay.kz/checkout.js" };
