/** The page of looks: the form three times, each in its own clothes, with the style rules to copy. Nothing is charged here. */
import { speak } from "./language.js";
import * as store from "./store.js";

const themes = [...document.querySelectorAll(".theme")];

speak();
start();

async function start() {
  const [{ default: init, define }, settings, sheet] = await Promise.all([
    import("/pkg/element.js"),
    store.settings(),
    fetch("/themes.css").then((answer) => answer.text()),
  ]);
  await init();
  define();
  for (const theme of themes) {
    const checkout = theme.querySelector("cloudpayments-checkout");
    // Without an endpoint the form stops once the card is encrypted.
    checkout.publicId = settings.publicId;
    checkout.script = settings.script;
    checkout.supportEmail = settings.supportEmail;
    checkout.amount = "12500.00";
    theme.querySelector("pre").textContent = rules(sheet, theme.querySelector("h2").id);
  }
}

/** The rules of a sheet whose selectors begin with this class. */
function rules(sheet, name) {
  return sheet.match(new RegExp(`^\\.${name}[ {][^}]*}`, "gm")).join("\n");
}
