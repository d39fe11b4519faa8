// The codes in index.d.ts are those in the sources: a code that only one of them knows is a mistake.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const CODE = /"((?:number|expiry|cvv|name|script|cryptogram|config|acs|challenge|store|bank|component)\.[a-z_]+)"/g;
/** Never leave the crate: each refused field has a code of its own, and what keeps the bank's page shut is one of `challenge.*`. */
const INSIDE = ["cryptogram.fields", "acs.form_refused", "acs.term_url_invalid"];

test("every error code of the sources is in the types, and no other", async () => {
  const declared = codes(await readFile(new URL("npm/index.d.ts", ROOT), "utf8"));
  const used = new Set();
  const sources = (await readdir(new URL("src/", ROOT), { recursive: true })).filter((path) => /\.(rs|js)$/.test(path)).map((path) => `src/${path}`);
  const loading = (await readdir(new URL("npm/module/", ROOT))).map((path) => `npm/module/${path}`);
  for (const path of [...sources, ...loading, "npm/advice/index.js"]) {
    const text = await readFile(new URL(path, ROOT), "utf8");
    for (const code of codes(text.replace(/#\[cfg\(test\)\][\s\S]*/, ""))) used.add(code);
  }
  for (const code of INSIDE) used.delete(code);
  assert.deepEqual([...declared].sort(), [...used].sort());
});

function codes(text) {
  return new Set(Array.from(text.matchAll(CODE), ([, code]) => code));
}

test("every finding of diagnose() is in its types and in the documentation, and no other", async () => {
  const text = async (path) => readFile(new URL(path, ROOT), "utf8");
  const all = (from, pattern) => Array.from(from.matchAll(pattern), ([, code]) => code).sort();
  const found = all(await text("npm/diagnose/findings.js"), /^  "([a-z_.]+)": \(/gm);
  assert.ok(found.length > 20);
  assert.deepEqual(all(await text("npm/diagnose/index.d.ts"), /\| "([a-z]+\.[a-z_]+)"/g), found);
  const [, table] = (await text("docs/INTEGRATION.md")).split("### What will break here");
  assert.deepEqual(all(table.split("\n## ")[0], /^\| `([a-z_.]+)` \|/gm), found);
});
