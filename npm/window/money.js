// The sum on the button, by the same rule as the payment form's.

/** `12500.00` as people read it; tenge without tiyn show none. */
export function money(amount, currency, lang) {
  const english = lang === "en";
  const [whole, fraction = ""] = amount.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, english ? "," : "\u00a0");
  const number = currency === "KZT" && /^0*$/.test(fraction) ? groups : groups + (english ? "." : ",") + fraction;
  const symbol = SYMBOLS[currency];
  if (!english || AFTER.includes(currency)) return `${number}\u00a0${symbol ?? currency}`;
  return symbol ? symbol + number : `${currency}\u00a0${number}`;
}

const SYMBOLS = { KZT: "₸", RUB: "₽", USD: "$", EUR: "€", GBP: "£" };
const AFTER = ["KZT", "RUB"];
