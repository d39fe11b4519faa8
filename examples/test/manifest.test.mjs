// What editors and documents say about the element, held against the element that runs: neither can know more than the other.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { checkoutPage } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { stand } from "./stand.mjs";

const read = async (file) => JSON.parse(await readFile(createRequire(import.meta.url).resolve(`cloudpayments-checkout/${file}`), "utf8"));

let browser;
let place;
let running;
let manifest;
before(async () => {
  const { modules } = await read("custom-elements.json");
  manifest = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "cloudpayments-checkout");
  [browser, place] = await Promise.all([launch(), stand({ folder: folderOf("html"), www: "." })]);
  await onPage(browser, place.url, async (page) => {
    // With its words, of which some are a link.
    await checkoutPage(page).ready();
    running = await page.evaluate(look);
  });
});
after(() => Promise.all([browser?.close(), place?.stop()]));

test("attributes, properties and methods of the manifest are those of the element", () => {
  assert.deepEqual(names(manifest.attributes), running.attributes);
  const fields = manifest.members.filter(({ kind }) => kind === "field");
  const methods = manifest.members.filter(({ kind }) => kind === "method");
  assert.deepEqual(names(fields), running.fields);
  assert.deepEqual(names(methods), running.methods);
  for (const { name, fieldName } of manifest.attributes) assert.ok(names(fields).includes(fieldName), `${name} has no property`);
});

test("parts and custom properties of the manifest are those of the shadow root", () => {
  assert.deepEqual(names(manifest.cssParts), running.parts);
  assert.deepEqual(names(manifest.cssProperties), running.properties);
});

test("events of the manifest are those that the package sends", async () => {
  const script = await readFile(createRequire(import.meta.url).resolve("cloudpayments-checkout"), "utf8");
  const types = await readFile(new URL("index.d.ts", import.meta.resolve("cloudpayments-checkout")), "utf8");
  const declared = [...types.matchAll(/"(checkout-[a-z]+)": CustomEvent/g)].map(([, name]) => name);
  assert.deepEqual(names(manifest.events), declared.sort());
  for (const name of names(manifest.events)) assert.ok(script.includes(`"${name.slice("checkout-".length)}"`), `${name} is sent nowhere`);
});

test("an editor's data have the element's attributes, and flags are flags", async () => {
  const { tags } = await read("html-custom-data.json");
  const [tag] = tags.filter(({ name }) => name === "cloudpayments-checkout");
  assert.deepEqual(names(tag.attributes), running.attributes);
  assert.deepEqual(names(tag.attributes.filter(({ valueSet }) => valueSet === "v")), running.flags);
});

const names = (things) => things.map(({ name }) => name).sort();

/** Runs in the page. */
async function look() {
  await customElements.whenDefined("cloudpayments-checkout");
  const { observedAttributes, prototype } = customElements.get("cloudpayments-checkout");
  const element = document.querySelector("cloudpayments-checkout");
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([name]) => !/Callback$|^constructor$/.test(name));
  const { shadowRoot } = element;
  const css = shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join("\n");
  return {
    attributes: [...observedAttributes].sort(),
    fields: own.filter(([, { get }]) => get).map(([name]) => name).sort(),
    methods: own.filter(([, { value }]) => typeof value === "function").map(([name]) => name).sort(),
    flags: observedAttributes.filter((name) => typeof element[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] === "boolean").sort(),
    parts: [...new Set([...shadowRoot.querySelectorAll("[part]")].flatMap((node) => [...node.part]))].sort(),
    properties: [...new Set(css.match(/--checkout-[a-z-]+/g))].sort(),
  };
}
