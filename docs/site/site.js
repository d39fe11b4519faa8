// Contents on a phone, and search.
const open = document.getElementById("open");
const list = document.getElementById("list");
open.addEventListener("click", () => {
  const shown = list.classList.toggle("shown");
  open.setAttribute("aria-expanded", shown);
});

const search = document.getElementById("search");
const found = document.getElementById("found");
let pages;

search.addEventListener("input", async () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  found.hidden = !words.length;
  if (!words.length) return;
  pages ??= await (await fetch("search.json")).json();
  const hits = pages.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
  const inTitle = ({ title }) => words.some((word) => title.toLowerCase().includes(word));
  hits.sort((a, b) => inTitle(b) - inTitle(a));
  found.replaceChildren(...(hits.length ? hits.slice(0, 12).map((page) => item(page, words[0])) : [Object.assign(document.createElement("li"), { textContent: "Nothing found" })]));
});

function item({ title, address, text }, word) {
  const link = Object.assign(document.createElement("a"), { href: `${address}.html`, textContent: title });
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 30);
  const piece = Object.assign(document.createElement("small"), { textContent: `…${text.slice(at, at + 90)}…` });
  const entry = document.createElement("li");
  entry.append(link, piece);
  return entry;
}
