// The store's own words, and the number as it is spoken.

/**
 * The `count` lines after the first `before`, with the store's words in the place of some; nothing where it has none. The store names a
 * line by the English one, and English comes first.
 */
export function ownWords(texts, lang, lines, before, count) {
  const own = texts[lang];
  if (!own) return;
  const all = lines.split("\n");
  const names = all.slice(0, count);
  const unknown = Object.keys(own).filter((name) => !names.includes(name));
  if (unknown.length) console.warn(`cloudpayments-checkout: texts.${lang} names what is not said here: "${unknown.join('", "')}"`);
  return names.map((name, at) => `${own[name] ?? all[before + at]}`.replaceAll("\n", " ") + "\n").join("");
}

/** Digits one by one, with a pause after each group. */
export function spelled(text) {
  return text.replace(/\d+/g, "$&,").replace(/\d/g, "$& ");
}
