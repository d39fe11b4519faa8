/**
 * Runs in the page: fills the fields as Chromium's autofill does. What it sends has been looked at in Chromium: a `keydown` that is no
 * KeyboardEvent, an `input` that is no InputEvent, with the whole value there already, and `04/2031` for the date.
 */
export function autofill([element], { number, expiry, code, holder }) {
  const [month, year] = expiry.split("/").map((part) => part.trim());
  const values = { number: number.replace(/\s/g, ""), expiry: `${month}/${year.length === 2 ? `20${year}` : year}`, code, holder };
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  for (const [field, value] of Object.entries(values)) {
    const input = element.shadowRoot.querySelector(`#${field}`);
    if (value === undefined || input.closest("[hidden]")) continue;
    input.focus();
    input.dispatchEvent(new Event("keydown", { bubbles: true, composed: true }));
    write.call(input, value);
    for (const type of ["input", "change", "keyup"]) input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    input.blur();
  }
}
