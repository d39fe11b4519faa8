// Every subpath of the built package can be imported where there is no page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const PKG = new URL("../../pkg/", import.meta.url);

test("importing a subpath does nothing and works without a page", async () => {
  const { exports } = JSON.parse(await readFile(new URL("package.json", PKG), "utf8"));
  const scripts = Object.entries(exports).filter(([name, target]) => target.default && name !== "./react");
  assert.ok(scripts.length > 4);
  for (const [name, { default: file, types }] of scripts) {
    await import(new URL(file, PKG));
    await readFile(new URL(types, PKG));
    assert.ok(name);
  }
});

test("own fields are the same module with and without the element", async () => {
  const [whole, headless] = await Promise.all([import(new URL("index.js", PKG)), import(new URL("headless/index.js", PKG))]);
  for (const name of Object.keys(headless)) assert.equal(headless[name], whole[name], name);
  assert.ok(!("define" in headless));
});

test("the element alone is the whole package without the functions for own fields, and as much of it as a page needs", async () => {
  const [whole, alone] = await Promise.all([import(new URL("index.js", PKG)), import(new URL("element.js", PKG))]);
  assert.deepEqual(Object.keys(alone).sort(), ["CheckoutError", "default", "define"]);
  for (const name of Object.keys(alone)) assert.equal(typeof alone[name], typeof whole[name], name);
  await alone.default(await readFile(new URL("element_bg.wasm", PKG)));
});

test("the payment page has the element and its line to the store", async () => {
  const pay = await import(new URL("pay.js", PKG));
  assert.deepEqual(Object.keys(pay).sort(), ["CheckoutError", "authorize", "default", "define", "holdUnseen", "shakeHands"]);
  await pay.default(await readFile(new URL("pay_bg.wasm", PKG)));
});
