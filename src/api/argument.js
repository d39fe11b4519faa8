// Arguments as a caller passed them. `what` names one for the sentence an error is, "checkNumber wants text"; what was passed is
// never repeated, nor what a getter throws: either may hold a card's digits.
import { CheckoutError } from "./error.js";

/** The error for an argument that cannot be used; `found` describes it. */
export function refused(what, wanted, found) {
  return new CheckoutError("component.bad_argument", `${what} to be ${wanted}, found ${found}`, "store", false);
}

/** The same for one of another kind than wanted. */
export function wrong(what, wanted, value) {
  const kinds = { string: "a string", number: "a number", object: "an object" };
  return refused(what, wanted, value == null ? String(value) : kinds[typeof value] ?? "a value of another type");
}

export function text(what, value) {
  if (typeof value !== "string") throw wrong(what, "a string", value);
  // Nobody types more, and a book should not stop the page.
  if (value.length > 4095) throw refused(what, "a string of less than 4096 characters", "a longer one");
  return value;
}

/** A number; Rust cuts what is too large for it. */
export function number(what, value, least, wanted) {
  if (typeof value === "number" && value >= least) return value;
  throw wrong(what, wanted, value);
}

/** Milliseconds since 1970: of the machine's clock where `value` is left out, else of a month `"YYYY-MM"` or a Date of any realm. */
export function time(what, value) {
  const wanted = 'left out, a month "YYYY-MM" or a valid Date';
  if (value == null) return Date.now();
  if (typeof value === "string") {
    // Mid-month: one month everywhere on earth.
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return Date.parse(`${value}-15`);
    throw refused(what, wanted, "another string");
  }
  if (typeof value !== "object") throw wrong(what, wanted, value);
  let at;
  try {
    at = value.getTime();
  } catch {
    // Whatever it was, it is no Date.
  }
  if (typeof at !== "number") throw refused(what, wanted, "another object");
  if (!Number.isFinite(at)) throw refused(what, wanted, "an invalid Date");
  return at;
}

/** A property, read once. */
export function property(what, object, name) {
  if (typeof object !== "object" || !object) throw wrong(what, "an object", object);
  try {
    return object[name];
  } catch {
    throw refused(what, "an object that can be read", "a getter that throws");
  }
}
