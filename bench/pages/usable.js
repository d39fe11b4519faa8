/** Marks the time at which a page's first field can be typed into: it is laid out, and it takes the focus. */
export function usable(input, name = "usable") {
  input.focus();
  if (input.getBoundingClientRect().width > 0 && deepest(document).activeElement === input) performance.mark(name);
  else throw new Error("the first field cannot be typed into");
}

function deepest(root) {
  return root.activeElement?.shadowRoot ? deepest(root.activeElement.shadowRoot) : root;
}
