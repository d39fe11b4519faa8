// The element's static template, drawn before the WebAssembly module is there, so that the fields can be typed into at once.

import { style } from "./style.js";

/** Draws into the shadow root and gives the nodes by their ids. By createElement alone: strict CSP and Trusted Types allow no markup in strings. */
export function draw(root) {
  style(root);
  const p = (id, attributes) => make("p", { id, ...attributes });
  const title = (id) => make("h2", { id, tabindex: "-1" });
  const button = (id, attributes, ...children) => make("button", { id, type: "button", ...attributes }, ...children);
  const picture = (id) => make("span", { id, "aria-hidden": "true" });
  const field = (id, attributes, ...extra) =>
    make("div", { id: `${id}-field`, class: "field", part: "field" },
      make("label", { id: `${id}-label`, for: id, part: "label" }),
      make("div", { class: "box" },
        make("input", {
          id, part: "input", type: "text", spellcheck: "false", enterkeyhint: "next", "aria-describedby": `${id}-line`, ...attributes,
        }),
        ...extra),
      make("div", { id: `${id}-line`, class: "line" },
        p(`${id}-error`, { class: "message", part: "message" }), button(`${id}-offer`, { class: "offer", part: "offer" })));
  const digits = { inputmode: "numeric", autocapitalize: "off" };

  root.append(
    make("section", { id: "result", part: "result", tabindex: "-1", hidden: "", "aria-labelledby": "result-title" },
      picture("result-mark"), title("result-title"), p("result-text"), p("result-reference"), button("check-again"), p("result-support")),
    make("form", { id: "form", part: "form", novalidate: "" },
      field("number", { ...digits, autocomplete: "cc-number", placeholder: "0000 0000 0000 0000" },
        make("span", { id: "brand", part: "brand", role: "img", "data-brand": "unknown" })),
      make("div", { class: "pair" },
        field("expiry", { ...digits, autocomplete: "cc-exp", placeholder: "MM / YY" }),
        field("code", { ...digits, autocomplete: "cc-csc", placeholder: "123" }, picture("back"))),
      field("holder", { autocapitalize: "characters", autocomplete: "cc-name", placeholder: "NAME SURNAME", enterkeyhint: "go" }),
      button("pay", { type: "submit", part: "button" }, picture("spinner"), make("span", { id: "pay-text" })),
      p("safe", { part: "hint" }),
      button("read")),
    make("details", { id: "why", part: "why" },
      make("summary", { id: "why-title" }),
      make("ul", {}, ...[1, 2, 3, 4, 5, 6, 7].map((number) => make("li", { id: `why-${number}` })))),
    make("dialog", { id: "challenge", part: "challenge", "aria-labelledby": "challenge-title" },
      make("header", {}, title("challenge-title"), button("challenge-cancel")),
      p("challenge-text"),
      make("div", { id: "leave", role: "alertdialog", hidden: "", "aria-labelledby": "leave-title", "aria-describedby": "leave-text" },
        title("leave-title"), p("leave-text"), button("leave-stay"), button("leave-go")),
      make("div", { id: "challenge-frame" }),
      button("challenge-open", { hidden: "" })),
    p("status", { part: "status", role: "status" }),
    p("aloud", { role: "status" }),
  );
  const nodes = {};
  for (const node of root.querySelectorAll("[id]")) nodes[node.id] = node;
  return nodes;
}

/** An element of a tag, with its attributes and what is in it. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

/** The nodes whose words stay, in the order of text/key.rs. What is told about safety comes in this order. */
export const WORDS = [
  "number-label", "expiry-label", "code-label", "holder-label", "safe", "read", "why-title", "why-1", "why-2", "why-3", "why-4",
  "why-5 challenge-text", "why-6", "challenge-title", "challenge-cancel", "challenge-open", "leave-title", "leave-text", "leave-stay",
  "leave-go", "check-again", "why-7 result-support",
];
