/** Amounts as people read them, by the same rule as the payment form. The sum stays text from the store to the screen: no floating point touches money. */

/**
 * `amount` is a decimal with a dot, as the store sends it (`12500.00`). Tenge without tiyn show none. Kazakh and Russian:
 * `12 500 ₸`, `12 500,00 ₽`, `125,00 $`; English: `12,500 ₸`, `12,500.00 ₽`, `$125.00`.
 */
export function money(amount, currency, lang) {
  const english = lang === "en";
  const [whole, fraction = ""] = String(amount).split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, english ? "," : NBSP);
  const shown = currency === "KZT" && /^0*$/.test(fraction) ? "" : fraction;
  const number = shown ? groups + (english ? "." : ",") + shown : groups;
  const symbol = SYMBOLS[currency];
  if (english && !AFTER.has(currency)) return symbol ? symbol + number : currency + NBSP + number;
  return number + NBSP + (symbol ?? currency);
}

const NBSP = "\u00a0";
const SYMBOLS = { KZT: "₸", RUB: "₽", USD: "$", EUR: "€", GBP: "£" };
/** English writes these after the amount too, as Kazakhstan's shops do. */
const AFTER = new Set(["KZT", "RUB"]);
