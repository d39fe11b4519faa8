// The form as a good programmer would write it by hand: formats while someone types, says what is wrong once a field is left.

import { fields } from "./fields.js";
import { checkExpiry, checkNumber, formatExpiry, formatNumber } from "./rules.js";

export function form() {
  const { inputs, lines } = fields();
  const wrong = {
    number: (text) => (checkNumber(text).valid ? "" : "Check the card number."),
    expiry: (text) => (checkExpiry(text).valid ? "" : "Check the date."),
    code: (text) => (/^\d{3}$/.test(text) ? "" : "Three digits from the back of the card."),
    holder: (text) => (/^[A-Za-z .'-]{2,}$/.test(text) ? "" : "The name as on the card, in Latin letters."),
  };
  const format = { number: formatNumber, expiry: formatExpiry };
  for (const name in inputs) {
    const input = inputs[name];
    let left = false;
    const judge = () => {
      const words = left ? wrong[name](input.value) : "";
      if (lines[name].textContent !== words) lines[name].textContent = words;
      input.setAttribute("aria-invalid", Boolean(words));
    };
    input.addEventListener("input", () => {
      if (format[name]) {
        const { text, caret } = format[name](input.value, input.selectionStart);
        if (text !== input.value) {
          input.value = text;
          input.setSelectionRange(caret, caret);
        }
      }
      judge();
    });
    input.addEventListener("blur", () => {
      left = input.value !== "";
      judge();
    });
  }
  return inputs.number;
}
