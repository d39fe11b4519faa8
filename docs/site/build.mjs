// Builds the documentation as a small site: node build.mjs TOOLS OUTPUT. No script or style stands in a page: a strict policy allows all of it.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { contract } from "./contract.mjs";
import { reference } from "./reference.mjs";

const [tools, output] = process.argv.slice(2);
const MarkdownIt = createRequire(join(tools, "node_modules/"))("markdown-it");
const DOCS = fileURLToPath(new URL("../", import.meta.url));
const ROOT = join(DOCS, "..");

/** Groups of pages: file, and what it is called in the list; `parts` gives each section of the file a page of its own. */
const PLAN = [
  ["Start", [["QUICKSTART.md", "Quick start"], ["EXAMPLES.md", "Examples"]]],
  ["Integration", [["INTEGRATION.md", "Overview", { parts: true }]]],
  ["Reference", [["reference", "Attributes, events, errors"], ["contract", "The store's addresses"], ["playground", "Look: try it"]]],
  ["Operate", [["TESTING.md", "Testing"], ["GOING-LIVE.md", "Going live"], ["SERVERS.md", "Sandbox and store"]]],
  ["Answers", [["FAQ.md", "Questions"], ["MIGRATION.md", "Migration"], ["ARCHITECTURE.md", "How it works"], ["DESIGN.md", "Why it is so"]]],
];

/** Pages that are no document. */
const MADE = { reference, contract, playground: () => "" };
const PLAYGROUND = await readFile(fileURLToPath(new URL("playground.html", import.meta.url)), "utf8");
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
const pages = [];
for (const [group, files] of PLAN) {
  for (const [file, title, { parts } = {}] of files) {
    const text = await (MADE[file]?.(ROOT) ?? readFile(join(DOCS, file), "utf8"));
    if (parts) pages.push(...parted(group, file, title, text));
    else pages.push({ group, file, title, address: address(file), text });
  }
}
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
const made = new Map(pages.map((page) => [`${page.address}.html`, whole(page)]));
for (const [name, html] of made) {
  links(name, html);
  await writeFile(join(output, name), html);
}
for (const asset of ["site.css", "site.js", "playground.js"]) await cp(fileURLToPath(new URL(asset, import.meta.url)), join(output, asset));
await cp(join(DOCS, "images"), join(output, "images"), { recursive: true });
await writeFile(join(output, "search.json"), JSON.stringify(pages.map(({ title, address, text }) => ({ title, address, text: plain(text) }))));

/** Every link to a page of the site leads to something. */
function links(name, html) {
  for (const [, href] of html.matchAll(/href="([^"]*\.html[^"]*|#[^"]*)"/g)) {
    if (/^[a-z]+:/.test(href)) continue;
    const [file, anchor] = href.split("#");
    const there = made.get(file || name);
    if (!there || (anchor && !there.includes(`id="${anchor}"`))) throw new Error(`${name}: ${href} leads nowhere`);
  }
}

/** One page for what stands before the first section, and one for each section. */
function parted(group, file, title, text) {
  const [before, ...sections] = text.split(/^(?=## )/m);
  const first = { group, file, title, address: address(file), text: before };
  const rest = sections.map((section) => {
    const [, number, name] = /^## (?:(\d+)\. )?(.*)$/m.exec(section);
    return { group, file, title: name.replaceAll("`", ""), number, address: `${address(file)}-${slug(name)}`, text: section.replace(/^## /, "# ").replace(/^###/gm, "##") };
  });
  first.text += `\n${rest.map(({ title, address }) => `- [${title}](${address}.html)`).join("\n")}\n`;
  return [first, ...rest];
}

function whole(page) {
  const content = page.file === "playground" ? PLAYGROUND : body(page);
  const at = pages.indexOf(page);
  const step = (other, words) => (other ? `<a href="${other.address}.html">${words} ${escape(other.title)}</a>` : "<span></span>");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)} · cloudpayments-checkout</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css">
<script type="module" src="site.js"></script>
<a class="skip" href="#main">Skip to the text</a>
<header><a href="index.html">cloudpayments-checkout</a><button id="open" type="button" aria-expanded="false" aria-controls="list">Contents</button></header>
<nav id="list" aria-label="Contents"><input id="search" type="search" placeholder="Search" aria-label="Search"><ul id="found" hidden></ul>${list(page)}</nav>
<main id="main">${content}
<footer>${step(pages[at - 1], "←")}${step(pages[at + 1], "→")}</footer></main>
</html>
`;
}

function list(current) {
  return PLAN.map(([group]) => {
    const items = pages.filter((page) => page.group === group).map((page) =>
      `<li><a href="${page.address}.html"${page === current ? ' aria-current="page"' : ""}>${escape(page.title)}</a></li>`);
    return `<h2>${group}</h2><ul>${items.join("")}</ul>`;
  }).join("");
}

function body({ text, file }) {
  const tokens = markdown.parse(text, {});
  for (const [at, token] of tokens.entries()) {
    if (token.type === "heading_open") token.attrSet("id", slug(tokens[at + 1].content));
    for (const child of token.children ?? []) {
      if (child.type !== "link_open") continue;
      const to = target(child.attrGet("href"), file);
      child.attrSet("href", to);
    }
  }
  return markdown.renderer.render(tokens, markdown.options, {})
    .replace(/<a href="">([\s\S]*?)<\/a>/g, "$1")
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
}

/** Where a link of a document leads here; nowhere, where it leads into the checkout. */
function target(href, file) {
  if (/^[a-z]+:|^[^/]*\.html/.test(href)) return href;
  const [path, anchor] = href.split("#");
  const name = path ? path.replace(/^docs\//, "") : file;
  if (path.startsWith("../") && !pages.some((page) => `../docs/${page.file}` === path)) return "";
  const page = pages.find((page) => page.file === name.replace(/^\.\.\/docs\//, ""));
  if (!page) return "";
  const inside = anchor && pages.find((page) => page.file === name && (page.address.endsWith(`-${anchor.replace(/^\d+-/, "")}`)));
  return inside ? `${inside.address}.html` : `${page.address}.html${anchor ? `#${anchor}` : ""}`;
}

function address(file) {
  return file === "QUICKSTART.md" ? "index" : file.replace(/\.md$/, "").toLowerCase();
}

function slug(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, "").trim().replace(/\s+/g, "-");
}

function plain(text) {
  return text.replace(/```[a-z]*|[`*#|]|\]\([^)]*\)|\[/g, " ").replace(/\s+/g, " ").trim();
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
