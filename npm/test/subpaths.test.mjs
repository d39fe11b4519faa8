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
