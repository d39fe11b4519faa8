// The element's static template. The fields are drawn before the WebAssembly module is there, so that they can be typed into at once; what
// nobody sees before there are words is drawn when it runs.

import { FIELDS } from "./heard.js";
import { style } from "./style.js";

/** Draws the form into the shadow root and gives its nodes by their ids. By createElement alone: strict CSP and Trusted Types allow no markup in strings. */
export function draw(root) {
  style(root, 0);
  // Pressed, they have the focus themselves, which would go to the first field else: words can be marked, and a phone's page stays where it is.
  const still = { tabindex: "-1" };
  const field = (id, attributes, ...extra) =>
    make("div", { id: `${id}-field`, class: "field", part: "field" },
      make("label", { id: `${id}-label`, for: id, part: "label" }),
      make("div", { class: "box" },
        make("input", {
          id, part: "input", type: "text", spellcheck: "false", enterkeyhint: "next", "aria-describedby": `${id}-line`, ...attributes,
        }),
        ...extra),
      make("div", { id: `${id}-line`, class: "line", ...still }));
  const digits = { inputmode: "numeric", autocapitalize: "off" };

  root.append(
    make("form", { id: "form", part: "form", novalidate: "" },
      field("number", { ...digits, autocomplete: "cc-number", placeholder: "0000 0000 0000 0000" }),
      make("div", { class: "pair", ...still },
        field("expiry", { ...digits, autocomplete: "cc-exp", placeholder: "MM / YY" }),
        field("code", { ...digits, autocomplete: "cc-csc", placeholder: "123" }, make("span", { id: "back", "aria-hidden": "true" }))),
      field("holder", { autocapitalize: "characters", autocomplete: "cc-name", placeholder: "NAME SURNAME", enterkeyhint: "go" }),
      button("pay", { type: "submit", part: "button" }),
      make("p", { id: "safe", part: "hint", ...still })),
    make("details", { id: "why", part: "why" }, make("summary", { id: "why-title" })),
    make("p", { id: "status", part: "status", role: "status" }),
    make("p", { id: "aloud", role: "status" }),
  );
  return named(root, {});
}

/** Draws the rest around them, and adds its nodes to the others. */
export function drawRest(root, nodes) {
  style(root, 1);
  for (const id of FIELDS) {
    nodes[`${id}-line`].append(make("p", { id: `${id}-error`, part: "message" }), button(`${id}-offer`, { class: "offer", part: "offer" }));
  }
  nodes.number.after(make("span", { id: "brand", part: "brand", role: "img" }));
  nodes.pay.append(make("span", { id: "spinner", "aria-hidden": "true" }), make("span", { id: "pay-text" }));
  nodes.safe.after(button("read"));
  nodes.why.append(make("ul", { tabindex: "-1" }, ...[..."1234567"].map((number) => make("li", { id: `why-${number}` }))));
  nodes.form.before(
    make("section", { id: "result", part: "result", "aria-labelledby": "result-title", "aria-describedby": "result-text", tabindex: "-1" },
      make("span", { id: "result-mark", "aria-hidden": "true" }), make("h2", { id: "result-title", tabindex: "-1" }),
      make("p", { id: "result-text" }), make("p", { id: "result-reference" }), button("check-again"), make("p", { id: "result-support" })));
  nodes.why.after(
    make("dialog", { id: "challenge", part: "challenge", "aria-labelledby": "challenge-title" },
      make("div", { id: "challenge-head" }, make("h2", { id: "challenge-title", tabindex: "-1" }), button("challenge-cancel")),
      make("p", { id: "challenge-text" }),
      make("div", { id: "leave", "aria-labelledby": "leave-title", "aria-describedby": "leave-text", role: "alertdialog", hidden: "" },
        make("h2", { id: "leave-title", tabindex: "-1" }), make("p", { id: "leave-text" }), button("leave-stay"), button("leave-go")),
      make("div", { id: "challenge-frame" }),
      button("challenge-open", { hidden: "" })));
  named(root, nodes);
  // Not Cancel gets the focus, where Enter pressed once more would be taken for it. A page in a frame is told off for what has this from the beginning.
  nodes["challenge-title"].autofocus = true;
}

/** An element of a tag, with its attributes and what is in it. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

/** Adds to `nodes` those that have an id, by it. */
function named(root, nodes) {
  for (const node of root.querySelectorAll("[id]")) nodes[node.id] = node;
  return nodes;
}

function button(id, attributes) {
  return make("button", { id, type: "button", ...attributes });
}

/** The nodes whose words stay, in the order of text/key.rs. What is told about safety comes in this order. */
export const WORDS = [
  "number-label", "expiry-label", "code-label", "holder-label", "safe", "read", "why-title", "why-1", "why-2", "why-3", "why-4",
  "why-5 challenge-text", "why-6", "challenge-title", "challenge-cancel", "challenge-open", "leave-title", "leave-text", "leave-stay",
  "leave-go", "check-again", "why-7 result-support",
];
