// The functions of the package that need no element. They read their arguments, and the rules in Rust answer.
import { number, property, refused, text, time, wrong } from "./argument.js";
import { CheckoutError } from "./error.js";

/** `checkField`, `editField` and `createCryptogram` of the module; null until it runs. */
let rules = null;

/** Called once the module runs. */
export function adopt(functions) {
  rules = functions;
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
  return edited("editNumber", false, value, caret, edit);
}

export function editExpiry(value, caret, edit) {
  return edited("editExpiry", true, value, caret, edit);
}

/** The card is read before this returns, each part once: the caller may wipe its fields right away. */
export async function createCryptogram(card, options) {
  const { createCryptogram } = running("createCryptogram");
  const part = (from, name, isOptional) => {
    const object = from === "card" ? card : options;
    const value = property(`createCryptogram wants ${from}`, object, name);
    return isOptional && value == null ? undefined : text(`createCryptogram wants ${from}.${name}`, value);
  };
  const parts = [part("card", "number"), part("card", "expiry"), part("card", "code"), part("card", "holder", true)];
  const [publicId, script] = [part("options", "publicId"), part("options", "script", true)];
  const asked = property("createCryptogram wants options", options, "timeLimit") ?? 20000;
  const limit = number("createCryptogram wants options.timeLimit", asked, 1, "a number of milliseconds from 1");
  return new Promise((resolve, reject) => createCryptogram(...parts, publicId, script, limit, resolve, reject));
}

/** Error, brand, month and year of one of the fields, which count in Tab order. */
function check(caller, field, value, now) {
  const { checkField } = running(caller);
  return checkField(field, text(`${caller} wants text`, value), time(`${caller} wants now`, now));
}

function checked(caller, field, value) {
  const [error] = check(caller, field, value);
  return { valid: !error, error };
}

function edited(caller, isExpiry, value, caret, edit) {
  const { editField } = running(caller);
  const before = text(`${caller} wants text`, value);
  // What an input without a selection reports is the end.
  const at = number(`${caller} wants caret`, caret ?? Infinity, 0, "a number from 0");
  const what = `${caller} wants edit`;
  const kind = EDITS.indexOf(edit ?? "insert");
  if (kind < 0) throw typeof edit === "string" ? refused(what, WANTED, "another string") : wrong(what, WANTED, edit);
  const [shown, , end] = editField(isExpiry, before, at, kind);
  return { text: shown, caret: end };
}

function running(caller) {
  if (rules) return rules;
  throw new CheckoutError("component.not_ready", `${caller} needs the WebAssembly module: call await init() first`, "store", true);
}

const EDITS = ["insert", "backward", "forward"];
const WANTED = '"insert", "backward" or "forward"';
