// What a page says of what stands in it: addresses as it writes them, and in which language.

/** An address, or one from a `base`; none where it cannot be read. */
export function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {}
}

/** The `lang` of the nearest element around that has one, out of any shadow roots; else the page's. */
export function langAround(element) {
  const named = element.closest('[lang]:not([lang=""])');
  const { host } = element.getRootNode();
  return named || !host ? (named ?? document.documentElement).getAttribute("lang") : langAround(host);
}
