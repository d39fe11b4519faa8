// The functions of the package that need no element. They read their arguments, and the rules in Rust answer.
import { SCRIPT, encrypt } from "../handoff/provider.js";
import { number, property, refused, text, time, wrong } from "./argument.js";
import { CheckoutError, notReady } from "./error.js";

export { CheckoutError };

/**
 * What the module answers: `rules` of a field's text, `words` for such an answer, `edit` of a text, `card` of a whole card, `failure`
 * of the number of one. Null until it runs.
 */
let rust = null;

/** Called once the module runs. */
export function adopt(rules, words, edit, card, failure) {
  rust = { rules, words, edit, card, failure };
}

export function checkNumber(value) {
  const { error, brand } = check("checkNumber", 0, value, 0);
  return { valid: !error, brand, error };
}

export function checkExpiry(value, now) {
  const { error, date } = check("checkExpiry", 1, value, time("checkExpiry wants now", now));
  const month = date & 255;
  return { valid: !error, error, month: month || null, year: month ? date >> 8 : null };
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
  const asked = {};
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
  number("createCryptogram wants options.timeLimit", limit, 1, "a number of milliseconds from 1");
  const now = Date.now();
  const readCard = () => ask.card(asked.number, asked.expiry, asked.code, asked.holder ?? "", asked.holder != null, now);
  const error = readCard();
  if (error instanceof CheckoutError) throw error;
  if (!globalThis.document) {
    throw new CheckoutError("component.no_document", "createCryptogram needs a page: call it in a browser", "store", false);
  }
  return new Promise((resolve, reject) => {
    encrypt(asked.script, asked.publicId, limit, readCard, (made) => {
      if (typeof made === "string") resolve(made);
      else reject(ask.failure(made));
    });
  });
}

/** Error, brand and date of one of the fields, which count in Tab order. */
function check(caller, field, value, now) {
  const ask = running(caller);
  const checked = text(`${caller} wants text`, value);
  const answer = ask.rules(field, checked, now);
  // Words cross slowly: once each.
  const key = (field << 8) | (answer & 255);
  let words = WORDS[key];
  if (!words) {
    const [error, brand] = ask.words(field, checked, now).split("\n");
    WORDS[key] = words = { error: error || null, brand };
  }
  return { error: words.error, brand: words.brand, date: answer >>> 8 };
}

function checked(caller, field, value) {
  const { error } = check(caller, field, value, 0);
  return { valid: !error, error };
}

function edited(caller, field, value, caret, edit) {
  const ask = running(caller);
  const typed = text(`${caller} wants text`, value);
  // What an input without a selection reports is the end; a text is shorter than this.
  const at = Math.min(number(`${caller} wants caret`, caret ?? Infinity, 0, "a number from 0"), 4096);
  const what = `${caller} wants edit`;
  const kind = EDITS.indexOf(edit ?? "insert");
  if (kind < 0) throw typeof edit === "string" ? refused(what, WANTED, "another string") : wrong(what, WANTED, edit);
  const shown = ask.edit(field, typed, kind, at);
  return { text: shown.slice(1), caret: shown.charCodeAt(0) };
}

function running(caller) {
  if (rust) return rust;
  throw notReady(`${caller} needs the WebAssembly module: call await init() first`);
}

const WORDS = [];
const EDITS = ["insert", "backward", "forward"];
const WANTED = '"insert", "backward" or "forward"';
const DEFAULTS = { holder: undefined, script: SCRIPT };
