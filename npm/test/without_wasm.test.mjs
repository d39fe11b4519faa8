// The built package where WebAssembly is not to be had: the functions for fields of one's own work by the script.
import assert from "node:assert/strict";
import { test } from "node:test";

delete globalThis.WebAssembly;
const warnings = [];
console.warn = (words) => warnings.push(words);
const { default: init, CheckoutError, checkExpiry, checkHolder, checkNumber, checkSecurityCode, createCryptogram, editExpiry, editNumber } = await import("../../pkg/index.js");

test("every function works by the script, and the console says so once", async () => {
  await init();
  assert.deepEqual(checkNumber("4111 1111 1111 1112"), { valid: false, brand: "visa", error: "number.luhn" });
  assert.deepEqual(checkExpiry("04/31", "2026-11"), { valid: true, error: null, month: 4, year: 2031 });
  assert.deepEqual(checkSecurityCode("12"), { valid: false, error: "cvv.incomplete" });
  assert.deepEqual(checkHolder("IVAN PETROV"), { valid: true, error: null });
  assert.deepEqual(editNumber("41111", 5), { text: "4111 1", caret: 6 });
  assert.equal(editExpiry("0431", 4).text, "04 / 31");
  const card = { number: "4111 1111 1111 1112", expiry: "04/31", code: "123" };
  await assert.rejects(createCryptogram(card, { publicId: "pk" }), (error) => {
    assert.deepEqual([error.code, error.field], ["number.luhn", "number"]);
    return error instanceof CheckoutError;
  });
  assert.deepEqual(warnings, ["cloudpayments-checkout: this browser has no WebAssembly; a larger and slower script is used instead"]);
});
