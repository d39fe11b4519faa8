// The store's look, handed to the payment page as the custom properties of the element.

const NAMES = "accent on-accent text muted surface field border danger good wait radius gap font".split(" ");

/** The properties that are set, and whether the store's page is light or dark. */
export function themeOf(element) {
  const look = getComputedStyle(element);
  const theme = { "color-scheme": look.colorScheme };
  for (const name of NAMES) {
    const value = look.getPropertyValue(`--checkout-${name}`).trim();
    if (value) theme[`--checkout-${name}`] = value;
  }
  return theme;
}
