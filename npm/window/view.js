// The button and the dialog. By createElement alone: strict CSP and Trusted Types allow no markup in strings.

import { style } from "./style.js";

export class View {
  #nodes = {};

  constructor(root) {
    style(root);
    root.append(
      this.#make("slot", { id: "slot" }, this.#make("button", { id: "pay", part: "button" })),
      this.#make("dialog", { id: "dialog", part: "dialog", "aria-labelledby": "title" },
        this.#make("header", {},
          // Not Close, where Enter pressed once more would be taken for it.
          this.#make("h2", { id: "title", tabindex: -1, autofocus: "" }, this.#make("span", { id: "what" }), this.#make("b", { id: "whose" })),
          this.#make("button", { id: "close" })),
        this.#make("div", { id: "note", hidden: "" },
          this.#make("p", { id: "said", role: "status" }), this.#make("div", { id: "actions" })),
        this.#make("div", { id: "frame" })));
  }

  /** A node by its id. */
  node(id) {
    return this.#nodes[id];
  }

  words(words, pay, whose) {
    this.#nodes.pay.textContent = pay;
    this.#nodes.what.textContent = words.title;
    this.#nodes.whose.textContent = whose;
    this.#nodes.close.textContent = words.close;
    this.#nodes.pay.lang = this.#nodes.dialog.lang = words.lang;
  }

  /** Says something above the payment page, or, `over` being false, in its place; `actions` are the buttons, as [words, done]. */
  note(text, actions = [], over = false) {
    const { note, said, frame } = this.#nodes;
    note.hidden = !text;
    note.classList.toggle("over", over);
    frame.hidden = text && !over;
    said.textContent = text;
    const buttons = actions.map(([words, done]) => {
      const button = this.#make("button", {});
      button.textContent = words;
      button.addEventListener("click", done);
      return button;
    });
    this.#nodes.actions.replaceChildren(...buttons);
    if (over) buttons[0].focus();
  }

  #make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    if (attributes.id) this.#nodes[attributes.id] = element;
    return element;
  }
}
