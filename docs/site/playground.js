// Custom properties by controls, and the style sheet to copy. The package lies where the demo serves it.
import init, { define } from "/pkg/index.js";

const checkout = document.querySelector("cloudpayments-checkout");
const choices = document.getElementById("choices");
const css = document.getElementById("css");
const stage = document.getElementById("stage");

const CONTROLS = [
  ["Accent", "--checkout-accent", "color", "#0b6e4f"],
  ["Text on it", "--checkout-on-accent", "color", "#ffffff"],
  ["Text", "--checkout-text", "color", "#17212b"],
  ["Field", "--checkout-field", "color", "#ffffff"],
  ["Border", "--checkout-border", "color", "#8793a0"],
  ["Corners, px", "--checkout-radius", "range", "10", { min: 0, max: 28, unit: "px" }],
  ["Gap, px", "--checkout-gap", "range", "14", { min: 4, max: 32, unit: "px" }],
  ["Width, rem", "--checkout-width", "range", "30", { min: 18, max: 44, unit: "rem" }],
  ["Font", "--checkout-font", "select", "system-ui, sans-serif", { options: ["system-ui, sans-serif", "Georgia, serif", "ui-monospace, monospace"] }],
];

for (const [words, property, type, usual, more = {}] of CONTROLS) {
  choices.append(control(words, type, usual, more, (value) => set(property, value === usual ? "" : value + (more.unit ?? ""))));
}
choices.append(control("Language", "select", "en", { options: ["kk", "ru", "en"] }, (lang) => checkout.setAttribute("lang", lang)));
choices.append(control("Scheme", "select", "the page's", { options: ["the page's", "light", "dark"] }, (scheme) => {
  stage.style.colorScheme = scheme === "the page's" ? "" : scheme;
}));

document.getElementById("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(css.textContent);
  document.getElementById("copied").textContent = "Copied";
});

show();
define();
await init();

function control(words, type, usual, { options, min, max }, chosen) {
  const label = document.createElement("label");
  const input = document.createElement(type === "select" ? "select" : "input");
  if (options) input.append(...options.map((option) => new Option(option)));
  else Object.assign(input, { type, min, max });
  input.value = usual;
  input.addEventListener("input", () => chosen(input.value));
  label.append(words, input);
  return label;
}

function set(property, value) {
  checkout.style.setProperty(property, value);
  show();
}

function show() {
  const lines = Array.from(checkout.style, (property) => `  ${property}: ${checkout.style.getPropertyValue(property)};\n`);
  css.textContent = lines.length ? `cloudpayments-checkout {\n${lines.join("")}}` : "/* nothing is changed yet */";
}
