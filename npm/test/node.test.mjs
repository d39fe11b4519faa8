// The built package in Node, where there is no DOM. Built first by `cargo xtask build`.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

const PKG = new URL("../../pkg/", import.meta.url);
const VECTORS = new URL("../../tests/vectors/", import.meta.url);
const HEADLESS = ["checkNumber", "checkExpiry", "checkSecurityCode", "checkHolder", "editNumber", "editExpiry", "createCryptogram"];
const CARD = { number: "4111 1111 1111 1111", expiry: "04 / 31", code: "123" };

const copies = await mkdtemp(join(tmpdir(), "cloudpayments-checkout-"));
const bytes = await readFile(new URL("core_bg.wasm", PKG));
const globals = new Set(Reflect.ownKeys(globalThis));
const checkout = await fresh();

test("importing has no side effect", () => {
  assert.deepEqual(Reflect.ownKeys(globalThis).filter((key) => !globals.has(key)), []);
});

test("the package root exports what is documented and nothing else", () => {
  assert.deepEqual(Object.keys(checkout).sort(), ["CheckoutError", "default", "define", ...HEADLESS].sort());
});

describe("before init", () => {
  for (const name of HEADLESS) {
    test(`${name} says to call init first`, async () => {
      const error = await thrown(() => checkout[name]("4111"));
      assertError(error, { code: "component.not_ready", fault: "store", retry: true });
      assert.match(error.message, new RegExp(`^${name} .*call await init\\(\\) first$`));
    });
  }

  test("define says that there is no page", async () => {
    assertError(await thrown(() => checkout.define()), { code: "component.no_document", fault: "store", retry: false });
  });
});

describe("init", () => {
  test("takes nothing, bytes, a buffer, a module, a file URL", async () => {
    const inputs = [
      undefined,
      bytes,
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      await WebAssembly.compile(bytes),
      new URL("core_bg.wasm", PKG),
      Promise.resolve(bytes),
    ];
    for (const input of inputs) assert.equal(await works(await fresh(), input), true);
  });

  test("takes an http URL, as URL or text, a request and a response", async () => {
    const server = createServer((_, response) => response.writeHead(200, { "content-type": "application/wasm" }).end(bytes));
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${server.address().port}/core_bg.wasm`;
    try {
      for (const input of [url, new URL(url), new Request(url), await fetch(url), fetch(url)]) {
        assert.equal(await works(await fresh(), input), true);
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test("calls at the same time share one promise, and later ones too", async () => {
    const { default: init } = await fresh();
    const first = init(bytes);
    assert.equal(init(bytes), first);
    assert.equal(await first, undefined);
    assert.equal(init(), first);
  });

  test("can be tried again after it failed", async () => {
    const module = await fresh();
    const failed = await thrown(() => module.default(new Uint8Array([1, 2, 3])));
    assertError(failed, { code: "component.load_failed", fault: "store", retry: true });
    assert.equal(failed.cause.name, "CompileError");
    assertError(await thrown(() => module.checkNumber("4111")), { code: "component.not_ready" });
    assert.equal(await works(module, bytes), true);
  });

  test("tells a server's refusal from a bad module", async () => {
    const { default: init } = await fresh();
    const failed = await thrown(() => init(new Response("<!doctype html>", { status: 404 })));
    assertError(failed, { code: "component.load_failed", fault: "store", retry: true });
    assert.match(failed.message, /answered 404, text/);
  });

  test("tells an unreachable server", async () => {
    const { default: init } = await fresh();
    const server = createServer();
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address();
    await new Promise((closed) => server.close(closed));
    const failed = await thrown(() => init(`http://127.0.0.1:${port}/core_bg.wasm`));
    assertError(failed, { code: "component.load_failed", fault: "network", retry: true });
  });

  test("tells a connection that breaks in the middle of the file", async () => {
    for (const type of ["application/wasm", "application/octet-stream"]) {
      const { default: init } = await fresh();
      const server = createServer((_, response) => {
        response.writeHead(200, { "content-type": type, "content-length": bytes.length });
        response.write(bytes.subarray(0, 1000), () => response.destroy());
      });
      await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
      const failed = await thrown(() => init(`http://127.0.0.1:${server.address().port}/core_bg.wasm`));
      server.close();
      assertError(failed, { code: "component.load_failed", fault: "network", retry: true });
    }
  });

  test("is not fooled by what is no module", async () => {
    for (const input of [null, 1, true, {}, [], () => {}, Symbol("wasm")]) {
      const module = await fresh();
      // null is like nothing: JavaScript's way to leave an argument out.
      if (input === null) assert.equal(await works(module, input), true);
      else assertError(await thrown(() => module.default(input)), { code: "component.load_failed", fault: "store" });
    }
  });
});

describe("after init", () => {
  before(() => checkout.default(bytes));

  test("numbers are judged as the vectors say", async () => {
    for (const { input, expected } of await cases("card-number")) {
      const { valid, brand, error } = expected;
      assert.deepEqual(checkout.checkNumber(input), { valid, brand, error }, input);
    }
  });

  test("brands are told by prefix as the vectors say", async () => {
    for (const { input, expected } of await cases("brand-prefix")) {
      assert.equal(checkout.checkNumber(input).brand, expected.brand, input);
    }
  });

  test("expiry dates are judged as the vectors say", async () => {
    for (const { input, expected } of await cases("expiry")) {
      const got = checkout.checkExpiry(input, "2026-11");
      assert.deepEqual([got.valid, got.error], [expected.valid, expected.error], input);
      if (expected.month) assert.deepEqual([got.month, got.year], [expected.month, expected.year], input);
      assert.deepEqual(checkout.checkExpiry(input, new Date("2026-11-23T12:00:00Z")), got, input);
    }
  });

  test("security codes are judged as the vectors say", async () => {
    for (const { input, expected } of await cases("cvv")) {
      const { valid, error } = expected;
      assert.deepEqual(checkout.checkSecurityCode(input), { valid, error }, input);
    }
  });

  test("holders' names are judged as the vectors say, Latin only", async () => {
    const codes = { cyr: "name.latin_only", "other-script": "name.latin_only", mixed: "name.mixed_alphabets" };
    for (const { input, expected } of await cases("cardholder-name")) {
      if (expected.valid === "test-mode") continue;
      const error = codes[expected.valid] ?? expected.error;
      assert.deepEqual(checkout.checkHolder(input), { valid: error === null, error }, input);
    }
  });

  test("results are plain objects with null for what is absent", () => {
    const checked = checkout.checkExpiry("");
    assert.equal(Object.getPrototypeOf(checked), Object.prototype);
    assert.deepEqual(checked, { valid: false, error: "expiry.empty", month: null, year: null });
  });

  test("the machine's clock is asked when no time is given", () => {
    const soon = new Date();
    soon.setUTCFullYear(soon.getUTCFullYear() + 1);
    assert.equal(checkout.checkExpiry(soon.toISOString().slice(0, 7)).valid, true);
    assert.equal(checkout.checkExpiry(soon.toISOString().slice(0, 7), undefined).valid, true);
  });

  test("numbers and dates are masked while they are typed", () => {
    assert.deepEqual(checkout.editNumber("41111", 5), { text: "4111 1", caret: 6 });
    assert.deepEqual(checkout.editNumber("41111", null, "insert"), { text: "4111 1", caret: 6 });
    assert.deepEqual(checkout.editNumber("41111", Infinity), { text: "4111 1", caret: 6 });
    assert.deepEqual(checkout.editNumber("41111", 1e9), { text: "4111 1", caret: 6 });
    assert.deepEqual(checkout.editNumber("41111", 0), { text: "4111 1", caret: 0 });
    assert.deepEqual(checkout.editExpiry("4", 1), { text: "04 / ", caret: 5 });
    assert.deepEqual(checkout.editExpiry("04 / ", 5, "insert"), { text: "04 / ", caret: 5 });
    // The field held "4123 4567" and Backspace took the space.
    assert.deepEqual(checkout.editNumber("41234567", 4, "backward"), { text: "4124 567", caret: 3 });
  });

  test("wrong arguments are told apart without a word of what was passed", async () => {
    const secret = "4111111111111111";
    const rows = [
      [() => checkout.checkNumber(), "checkNumber wants text to be a string, found undefined"],
      [() => checkout.checkNumber(null), "checkNumber wants text to be a string, found null"],
      [() => checkout.checkNumber(Number(secret)), "checkNumber wants text to be a string, found a number"],
      [() => checkout.checkNumber(BigInt(secret)), "checkNumber wants text to be a string, found a value of another type"],
      [() => checkout.checkNumber(Symbol(secret)), "checkNumber wants text to be a string, found a value of another type"],
      [() => checkout.checkNumber(Object(secret)), "checkNumber wants text to be a string, found an object"],
      [() => checkout.checkNumber([secret]), "checkNumber wants text to be a string, found an object"],
      [() => checkout.checkSecurityCode(123), "checkSecurityCode wants text to be a string, found a number"],
      [() => checkout.checkHolder({}), "checkHolder wants text to be a string, found an object"],
      [() => checkout.checkExpiry(431), "checkExpiry wants text to be a string, found a number"],
      [() => checkout.checkExpiry("04/31", secret), /^checkExpiry wants now to be .*, found another string$/],
      [() => checkout.checkExpiry("04/31", "2026-13"), /^checkExpiry wants now to be .*, found another string$/],
      [() => checkout.checkExpiry("04/31", "2026-1"), /^checkExpiry wants now to be .*, found another string$/],
      [() => checkout.checkExpiry("04/31", new Date(NaN)), /^checkExpiry wants now to be .*, found an invalid Date$/],
      [() => checkout.checkExpiry("04/31", Date.now()), /^checkExpiry wants now to be .*, found a number$/],
      [() => checkout.checkExpiry("04/31", {}), /^checkExpiry wants now to be .*, found another object$/],
      [() => checkout.checkExpiry("04/31", { getTime: () => secret }), /^checkExpiry wants now to be .*, found another object$/],
      [() => checkout.editNumber(secret, "3"), "editNumber wants caret to be a number from 0, found a string"],
      [() => checkout.editNumber(secret, -1), "editNumber wants caret to be a number from 0, found a number"],
      [() => checkout.editNumber(secret, NaN), "editNumber wants caret to be a number from 0, found a number"],
      [() => checkout.editNumber(secret, 3, secret), /^editNumber wants edit to be "insert".*, found another string$/],
      [() => checkout.editExpiry(secret, 3, 4), /^editExpiry wants edit to be "insert".*, found a number$/],
      [() => checkout.editExpiry({}, 3), "editExpiry wants text to be a string, found an object"],
      [() => checkout.checkNumber(secret.repeat(1000)), /found a longer one$/],
    ];
    for (const [call, message] of rows) {
      const error = await thrown(call);
      assertError(error, { code: "component.bad_argument", fault: "store", retry: false });
      if (typeof message === "string") assert.equal(error.message, message);
      else assert.match(error.message, message);
      assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /1111/);
    }
  });
});

describe("the module's memory", () => {
  test("holds nothing of a card once the call is over", async () => {
    const copy = join(copies, "memory");
    await cp(PKG, copy, { recursive: true });
    const module = await import(pathToFileURL(join(copy, "index.js")));
    const memory = await memoryOf(() => module.default());
    const [number, grouped, code] = ["4539578763621486", "4539 5787 6362 1486", "947"];
    const digits = grouped.split(" ");
    const rows = {
      checkNumber: () => [number, grouped].map(module.checkNumber),
      checkSecurityCode: () => module.checkSecurityCode(code),
      checkHolder: () => module.checkHolder(grouped),
      editNumber: () => ["insert", "backward", "forward"].map((edit) => module.editNumber(grouped, 5, edit)),
      "editNumber, other digits": () => module.editNumber(`${grouped.slice(0, -1)}\uff16`, 19),
      "createCryptogram, a whole card": () => thrown(() => module.createCryptogram({ number, expiry: "04/31", code }, { publicId: "x" })),
      "createCryptogram, half a card": () => thrown(() => module.createCryptogram({ number: grouped, expiry: "", code }, { publicId: "x" })),
    };
    const before = Buffer.from(memory.buffer).includes(code);
    for (const [what, call] of Object.entries(rows)) {
      await call();
      const bytes = Buffer.from(memory.buffer);
      for (const part of digits) assert.equal(bytes.includes(part), false, `${what}: ${part}`);
      // Three digits may stand anywhere by chance.
      if (!before) assert.equal(bytes.includes(code), false, `${what}: the code`);
    }
  });
});

describe("createCryptogram", () => {
  before(() => checkout.default(bytes));
  const options = { publicId: "test_api_00000000000000000000001" };

  test("has no page to work in here, and says so", async () => {
    const error = await thrown(() => checkout.createCryptogram(CARD, options));
    assertError(error, { code: "component.no_document", fault: "store", retry: false });
    assert.ok(error instanceof checkout.CheckoutError);
  });

  test("names the first wrong field in Tab order", async () => {
    const rows = [
      [{ ...CARD, number: "4111 1111 1111 1112", code: "1" }, "number.luhn", "number"],
      [{ ...CARD, expiry: "13/31", code: "1" }, "expiry.month", "expiry"],
      [{ ...CARD, expiry: "01/20" }, "expiry.past", "expiry"],
      [{ ...CARD, code: "12", holder: "1" }, "cvv.incomplete", "code"],
      [{ ...CARD, holder: "Иван" }, "name.latin_only", "holder"],
    ];
    for (const [card, code, field] of rows) {
      const error = await thrown(() => checkout.createCryptogram(card, options));
      assertError(error, { code, field, fault: "shopper", retry: true });
      assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /1111/);
    }
  });

  test("wrong arguments reject, they never throw at once and never say what was passed", async () => {
    const hostile = Object.defineProperty({ ...CARD }, "number", { get: () => { throw new Error("4111"); } });
    const rows = [
      [[], /wants card to be an object, found undefined$/],
      [[null, options], /wants card to be an object, found null$/],
      [["4111111111111111", options], /wants card to be an object, found a string$/],
      [[{}, options], /wants card\.number to be a string, found undefined$/],
      [[{ ...CARD, number: 4111111111111111 }, options], /wants card\.number to be a string, found a number$/],
      [[{ ...CARD, code: 123 }, options], /wants card\.code to be a string, found a number$/],
      [[{ ...CARD, holder: 1 }, options], /wants card\.holder to be a string, found a number$/],
      [[hostile, options], /found a getter that throws$/],
      [[CARD], /wants options to be an object, found undefined$/],
      [[CARD, {}], /wants options\.publicId to be a string, found undefined$/],
      [[CARD, { ...options, timeLimit: "1" }], /wants options\.timeLimit to be .*, found a string$/],
      [[CARD, { ...options, timeLimit: 0 }], /wants options\.timeLimit to be .*, found a number$/],
      [[CARD, { ...options, script: 1 }], /wants options\.script to be a string, found a number$/],
    ];
    for (const [args, message] of rows) {
      const promise = checkout.createCryptogram(...args);
      assert.ok(promise instanceof Promise);
      const error = await thrown(() => promise);
      assertError(error, { code: "component.bad_argument", fault: "store", retry: false });
      assert.match(error.message, message);
      assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /1111/);
    }
  });
});

after(async () => {
  await rm(copies, { recursive: true });
  // Node's own fetch leaves a symbol there.
  assert.deepEqual(Object.getOwnPropertyNames(globalThis).filter((key) => !globals.has(key)), [], "nothing was left on globalThis");
});

// A copy of the package for each call, because Node runs a module once.
async function fresh() {
  fresh.count = (fresh.count ?? 0) + 1;
  const copy = join(copies, String(fresh.count));
  await cp(PKG, copy, { recursive: true });
  return import(pathToFileURL(join(copy, "index.js")));
}

// The module's memory is nobody's business, so it is caught where it is made.
async function memoryOf(start) {
  const { instantiate } = WebAssembly;
  const instances = [];
  WebAssembly.instantiate = async (...args) => {
    const made = await instantiate(...args);
    instances.push(made.instance ?? made);
    return made;
  };
  await start();
  WebAssembly.instantiate = instantiate;
  assert.equal(instances.length, 1);
  return Object.values(instances[0].exports).find((value) => value instanceof WebAssembly.Memory);
}

async function works(module, input) {
  await module.default(input);
  return module.checkNumber("4111 1111 1111 1111").valid;
}

async function cases(name) {
  const vectors = JSON.parse(await readFile(new URL(`${name}.json`, VECTORS), "utf8"));
  assert.ok(vectors.cases.length > 9);
  return vectors.cases;
}

async function thrown(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail("it did not throw");
}

function assertError(error, expected) {
  assert.equal(error?.name, "CheckoutError", String(error?.stack ?? error));
  assert.ok(error instanceof Error);
  for (const [key, value] of Object.entries(expected)) assert.equal(error[key], value, `${key} of ${error}`);
}
