/** Amounts as people read them. The sum stays text from the store to the screen: no floating point touches money. */

/**
 * `amount` is a decimal with a dot, as the store sends it (`12500.00`).
 * Tenge without tiyn show none: `12 500 ₸`; others keep their decimals: `12 500,00 ₽`, `$125.00`.
 */
export function money(amount, currency, lang) {
  const [whole, fraction = ""] = String(amount).split(".");
  const prefixed = PREFIXED[currency];
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, prefixed ? "," : NBSP);
  const shown = currency === "KZT" && /^0*$/.test(fraction) ? "" : fraction;
  const point = prefixed || lang === "en" ? "." : ",";
  const number = shown ? groups + point + shown : groups;
  return prefixed ? prefixed + number : `${number}${NBSP}${SUFFIXED[currency] ?? currency}`;
}

const NBSP = "\u00a0";
const SUFFIXED = { KZT: "₸", RUB: "₽" };
const PREFIXED = { USD: "$", EUR: "€" };
