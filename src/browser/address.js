// Addresses, as a page writes them.

/** An address, or one from a `base`; none where it cannot be read. */
export function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {}
}
