// The sum on the button, by the same rule as the payment form's: src/money. Both are held to tests/vectors/amounts.json.

/** `12500.00` as people read it, with as many decimals as the currency has; tenge without tiyn show none. Empty where it is no amount. */
export function money(amount, currency, lang) {
  const [, whole, fraction = ""] = /^0*(\d{1,12})(?:\.(\d+))?$/.exec(amount) ?? [];
  const decimals = NONE.includes(currency) ? 0 : THREE.includes(currency) ? 3 : 2;
  const digits = fraction.padEnd(decimals, 0).slice(0, decimals);
  if (!/^[A-Z]{3}$/.test(currency) || !(whole + digits > 0) || fraction.slice(decimals) > 0) return "";
  const english = lang === "en";
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, english ? "," : "\u00a0");
  const number = digits && (currency !== "KZT" || digits > 0) ? groups + (english ? "." : ",") + digits : groups;
  const symbol = SYMBOLS[currency];
  if (!english || /KZT|RUB/.test(currency)) return `${number}\u00a0${symbol ?? currency}`;
  return symbol ? symbol + number : `${currency}\u00a0${number}`;
}

const SYMBOLS = { KZT: "₸", RUB: "₽", USD: "$", EUR: "€", GBP: "£" };
const NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE = "BHD IQD JOD KWD LYD OMR TND";
