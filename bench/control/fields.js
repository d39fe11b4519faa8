// Four fields with labels, a line for what is wrong, and a button: what every form here has, whoever formats it.

const FIELDS = [
  ["number", "Card number", "cc-number", "0000 0000 0000 0000"],
  ["expiry", "Expiry date", "cc-exp", "MM / YY"],
  ["code", "CVV2 / CVC2", "cc-csc", "123"],
  ["holder", "Name on the card", "cc-name", "NAME SURNAME"],
];

const STYLE = `
  form { max-width: 30rem; font: 16px/1.4 system-ui, sans-serif; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input { min-height: 3rem; padding: 0 14px; border: 1px solid #8793a0; border-radius: 10px; }
  input[aria-invalid=true] { border-color: #b3261e; }
  p { min-height: 1.4em; margin: 3px 0 5px; color: #b3261e; font-size: .8125rem; }
`;

/** Draws them; gives the inputs and the lines below them by name. */
export function fields() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [sheet];
  const form = document.createElement("form");
  const inputs = {};
  const lines = {};
  for (const [name, text, autocomplete, placeholder] of FIELDS) {
    const label = document.createElement("label");
    label.textContent = text;
    label.htmlFor = name;
    const input = Object.assign(document.createElement("input"), { id: name, placeholder, autocomplete });
    if (name !== "holder") input.inputMode = "numeric";
    const line = document.createElement("p");
    line.id = `${name}-line`;
    input.setAttribute("aria-describedby", line.id);
    form.append(label, input, line);
    inputs[name] = input;
    lines[name] = line;
  }
  const pay = document.createElement("button");
  pay.textContent = "Pay 12 500 ₸";
  form.append(pay);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.body.append(form);
  return { inputs, lines };
}
