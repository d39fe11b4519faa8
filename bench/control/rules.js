// The same checks as a good programmer would write them by hand for one page, in plain JavaScript and for speed: the measure of all others.

/** Spaces, dashes, dots and underscores between digits; Visa or Mastercard, their lengths, the check digit. */
export function checkNumber(text) {
  const digits = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits.push(code - 48);
    else if (code !== 32 && code !== 45 && code !== 46 && code !== 95) return { valid: false, brand: "unknown" };
  }
  const brand = brandOf(digits);
  const { length } = digits;
  const fits = brand === "visa" ? length === 13 || length === 16 || length === 19 : brand === "mastercard" && length === 16;
  return { valid: fits && luhn(digits), brand };
}

function brandOf(digits) {
  if (digits[0] === 4) return "visa";
  if (digits[0] === 5 && digits[1] >= 1 && digits[1] <= 5) return "mastercard";
  const first = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
  return first >= 2221 && first <= 2720 ? "mastercard" : "other";
}

function luhn(digits) {
  let sum = 0;
  let doubled = false;
  for (let at = digits.length - 1; at >= 0; at--) {
    let value = digits[at];
    if (doubled && (value *= 2) > 9) value -= 9;
    sum += value;
    doubled = !doubled;
  }
  return sum % 10 === 0;
}

/** `MM / YY` in its usual spellings; good through its month, and for 20 years at most. */
export function checkExpiry(text, today = new Date()) {
  const found = /^\s*(\d{1,2})\s*[/\-. ]?\s*(\d{4}|\d{2})\s*$/.exec(text);
  if (!found) return { valid: false, month: null, year: null };
  const month = Number(found[1]);
  const year = found[2].length === 2 ? 2000 + Number(found[2]) : Number(found[2]);
  const months = (year - today.getFullYear()) * 12 + month - 1 - today.getMonth();
  return { valid: month >= 1 && month <= 12 && months >= 0 && year <= today.getFullYear() + 20, month, year };
}

/** Groups of four, and the caret kept behind the digit it was behind. */
export function formatNumber(text, caret) {
  let shown = "";
  let count = 0;
  let end = caret;
  for (let at = 0; at < text.length && count < 19; at++) {
    if (at === caret) end = shown.length;
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) continue;
    if (count > 0 && count % 4 === 0) shown += " ";
    shown += text[at];
    count++;
  }
  if (caret >= text.length) end = shown.length;
  return { text: shown, caret: end };
}

/** `MM / YY`, with the zero of a month that can have no second digit. */
export function formatExpiry(text, caret) {
  let digits = text.replace(/\D/g, "");
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  const shown = digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
  return { text: shown, caret: caret >= text.length ? shown.length : caret };
}
