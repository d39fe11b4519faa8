// Runs the rows against a script: the sandbox's (CHECKOUT_SCRIPT is its address), or with CHECKOUT_REAL=1 the provider's own.
// CHECKOUT_SCRIPT may also name a file.

import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "./page.mjs";
import { rows } from "./rows.mjs";

const REAL = "https://checkout.tiptoppay.kz/checkout.js";
const real = process.env.CHECKOUT_REAL === "1";
const where = process.env.CHECKOUT_SCRIPT ?? (real ? REAL : undefined);
const source = await load(where);

for (const { fact, name, check, page = {}, sandbox = false } of rows) {
  test(`${fact} ${name}`, { timeout: 20_000, skip: sandbox && real ? "the provider's script takes real cards" : false }, () =>
    check(openPage(source, page), { source }));
}

async function load(address) {
  if (address === undefined) throw new Error("CHECKOUT_SCRIPT names no script: give an address or a file, or set CHECKOUT_REAL=1");
  if (!/^https?:/.test(address)) return readFile(address, "utf8");
  const answer = await fetch(address).catch((error) => {
    throw new Error(`no answer from ${address}: ${error.cause?.message ?? error.message}. These rows need a network.`);
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}, wanted 200`);
  return answer.text();
}
