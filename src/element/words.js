// The shopper's words, the store's own among them, and the number as it is spoken.

/**
 * The `count` lines after the first `before`, with words of the store's in the place of some. The store names a line by the English one,
 * and English comes first.
 */
export function spoken(own, lang, lines, before, count) {
  const all = lines.split("\n");
  const names = all.slice(0, count);
  const unknown = Object.keys(own).filter((name) => !names.includes(name));
  if (unknown.length) console.warn(`cloudpayments-checkout: texts.${lang} names what is not said here: "${unknown.join('", "')}"`);
  return names.map((name, at) => `${own[name] ?? all[before + at]}`);
}

/** A message with its placeholders filled in. One without a value stays, so that a mistake is seen. */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}

/** Digits one by one, with a pause after each group. */
export function spelled(text) {
  return text.replace(/\d+/g, "$&,").replace(/\d/g, "$& ");
}
