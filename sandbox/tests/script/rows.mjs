// What is true of a checkout script, one row per statement of the facts about the provider's own. The rows say what a page can see
// and nothing else, so they hold for the provider's script as they do for the sandbox's.
//
// `sandbox: true` marks what only the sandbox's script does. `passes` means: nothing was wrong with the card. The provider's script
// then gives a packet; the sandbox's does so for test cards, and refuses other numbers last and by an error of its own.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";

export const PUBLIC_ID = "test_api_00000000000000000000001";
const CARD = { cardNumber: "4242 4242 4242 4242", cvv: "911", expDateMonth: "12", expDateYear: "30" };
const card = (changes = {}) => ({ ...CARD, ...changes });
const without = (...keys) => Object.fromEntries(Object.entries(CARD).filter(([key]) => !keys.includes(key)));
const dated = (expDateMonthYear) => ({ ...without("expDateMonth", "expDateYear"), expDateMonthYear });

// ---- what the rows look with -------------------------------------------------------------------------------------------

const make = (page, settings = {}) => new page.window.cp.Checkout({ publicId: PUBLIC_ID, container: page.element("div"), ...settings });
const plain = (value) => JSON.parse(JSON.stringify(value));
const text = (error) => `${error?.name}: ${error?.message}`;
const opened = (packet) => JSON.parse(Buffer.from(packet, "base64").toString("utf8"));

/** How a promise of a packet ends: a packet, a refusal of the sandbox, or whatever it was rejected with. */
async function end(promise) {
  try {
    return { packet: await promise };
  } catch (error) {
    return error?.name === "SandboxRefusesRealCards" ? { refused: error } : { rejected: error };
  }
}

async function passes(page, values, settings) {
  const { rejected } = await end(make(page, settings).createPaymentCryptogram(values));
  assert.equal(rejected, undefined, `refused although nothing is wrong: ${JSON.stringify(rejected)} ${text(rejected)}`);
}

async function rejects(page, values, codes, settings) {
  const { rejected } = await end(make(page, settings).createPaymentCryptogram(values));
  assert.deepEqual(plain(rejected ?? null), codes);
  assert.equal(rejected.message, undefined, "an object of codes has no message");
}

async function fails(page, values, message, checkout = make(page)) {
  const { rejected } = await end(checkout.createPaymentCryptogram(values));
  assert.equal(text(rejected), `Error: ${message}`);
}

function throws(page, action, message) {
  let thrown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  assert.equal(text(thrown), `Error: ${message}`);
}

/** The synchronous method's answer; a number the sandbox refuses counts as right. */
function packetOf(checkout, values) {
  try {
    return plain(checkout.createCryptogramPacket(values));
  } catch (error) {
    if (error?.name === "SandboxRefusesRealCards") return { success: true };
    throw error;
  }
}

/** Waits until the stub has answered a request, and everything that follows from it has happened. */
async function answered(page) {
  for (let turn = 0; turn < 1000 && !page.seen.answered; turn += 1) await new Promise(setImmediate);
  assert.ok(page.seen.answered, "no request was made");
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

// ---- the table -----------------------------------------------------------------------------------------------------------

const rows = [];
const row = (fact, name, check, options = {}) => rows.push({ fact, name, check, ...options });

// 1.1 and 1.2: globals and constructors

row("1.1", "tiptop and cp are one object", ({ window }) => {
  assert.equal(window.tiptop, window.cp);
  assert.equal(typeof window.tiptop.Checkout, "function");
});
row("1.1", "a cp that was there before is lost", ({ window }) => assert.equal(window.cp.CloudPayments, undefined), {
  page: { globals: { cp: { CloudPayments: 1 } } },
});
row("1.1", "it is a classic script: as a module it throws", async (page, { source }) => {
  const run = page.run(`(function () { "use strict"; ${"return function () {"} ${source}\n}; })()`);
  assert.throws(() => run.call(undefined));
});
row("1.2", "CheckoutMode is there", ({ window }) => {
  const modes = Object.values(plain(window.cp.CheckoutMode));
  assert.ok(modes.includes("default") && modes.includes("cvv"), modes.join());
});
row("1.2", "the older constructor takes publicId, container, mode, language", async (page) => {
  const checkout = new page.window.cp.Checkout(PUBLIC_ID, page.element("div"), "default", "kk-KZ");
  assert.ok((await end(checkout.createPaymentCryptogram(card()))).packet);
});
row("1.2", "without a container the whole body is scanned, once, at construction", async (page) => {
  page.input("cardNumber", "4242424242424242");
  const checkout = new page.window.cp.Checkout({ publicId: PUBLIC_ID });
  page.input("cvv", "911");
  await fails(page, without("cardNumber", "cvv"), "Field 'cvv' must be provided", checkout);
});
row("1.2", "a given container keeps the rest of the page out", async (page) => {
  page.input("cvv", "911", { name: "cvv" });
  await passes(page, card());
});
for (const [what, settings, message] of [
  ["no publicId", {}, "Argument 'publicId' must be specified"],
  ["an empty publicId", { publicId: "" }, "Argument 'publicId' must be specified"],
  ["a publicId that is no string", { publicId: 17 }, "Argument 'publicId' must be a string"],
  ["validators that are no object", { publicId: PUBLIC_ID, validators: "x" }, "Argument 'validators' must be an object"],
  ["a container that is no element", { publicId: PUBLIC_ID, container: {} }, "Argument 'container' must be an HTMLElement"],
]) {
  row("1.2", `the constructor throws on ${what}`, (page) => throws(page, () => new page.window.cp.Checkout(settings), message));
}
for (const field of ["cardNumber", "cvv", "expDateMonth", "expDateYear", "expDateMonthYear", "name"]) {
  row("1.2", `the constructor throws when the bound ${field} has a name`, (page) => {
    const container = page.element("form");
    page.input(field, "", { name: "x" }, container);
    throws(page, () => make(page, { container }), "Private card data elements must not contain attribute 'name'");
  });
}
row("1.2", "an element that came after the constructor is not read", async (page) => {
  const container = page.element("form");
  const checkout = make(page, { container });
  page.input("cvv", "911", {}, container);
  await fails(page, without("cvv"), "Field 'cvv' must be provided", checkout);
});

// 1.3: fields

row("1.3", "spaces in the number do not matter", (page) => passes(page, card({ cardNumber: " 4242 4242  42424242" })));
row("1.3", "month and year together are read by their count of digits", async (page) => {
  for (const [given, month, year] of [
    ["1230", "12", "30"], ["12/30", "12", "30"], ["12 / 30", "12", "30"], ["12/2030", "12", "30"], ["122030", "12", "30"],
    ["130", "01", "30"], ["1/2030", "01", "30"], ["19", "01", "09"],
  ]) {
    const { packet, rejected } = await end(make(page).createPaymentCryptogram(dated(given)));
    assert.ok(packet, `${given}: ${JSON.stringify(rejected)}`);
    const { ExpDateMonth, ExpDateYear } = opened(packet).CardInfo;
    assert.deepEqual([ExpDateMonth, ExpDateYear], [month, year], given);
  }
});
for (const given of ["1", "1234567", "12/20305"]) {
  row("1.3", `a month and year of ${given.replace(/\D/g, "").length} digits is invalid`, (page) =>
    rejects(page, dated(given), { expDateMonthYear: "ExpDateMonthYear_Invalid" }));
}
row("1.3", "a year of four digits is taken modulo 100", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card({ expDateYear: "2030" })));
  assert.equal(opened(packet).CardInfo.ExpDateYear, "30");
});
for (const key of ["cardNumber", "cvv"]) {
  row("1.3", `a ${key} that is no string is a TypeError`, async (page) => {
    const { rejected } = await end(make(page).createPaymentCryptogram(card({ [key]: 4242 })));
    assert.equal(rejected?.name, "TypeError", text(rejected));
  });
}
row("1.3", "unknown keys are ignored", (page) => passes(page, card({ cardHolderName: "!", holder: 1 })));

// 1.4: createPaymentCryptogram

row("1.4", "a right card gives a packet in base64", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card()));
  assert.match(packet, /^[A-Za-z0-9+/]+=*$/);
});
row("1.4", "bound values are written into the object that was passed", async (page) => {
  const container = page.element("form");
  page.input("cardNumber", "4242424242424242", {}, container);
  page.input("cvv", "911", {}, container);
  const values = without("cardNumber", "cvv");
  await end(make(page, { container }).createPaymentCryptogram(values));
  assert.deepEqual([values.cardNumber, values.cvv], ["4242424242424242", "911"]);
});
row("1.4", "bound inputs alone are enough, and are not emptied", async (page) => {
  const container = page.element("form");
  const inputs = Object.entries(CARD).map(([field, value]) => page.input(field, value, {}, container));
  assert.ok((await end(make(page, { container }).createPaymentCryptogram())).packet);
  assert.deepEqual(inputs.map((input) => input.value), Object.values(CARD));
});
row("1.4", "a field both bound and passed is an Error", async (page) => {
  const container = page.element("form");
  page.input("cardNumber", "4242424242424242", {}, container);
  const message = "Data for field 'cardNumber' is both found in element and passed as direct value";
  await fails(page, card(), message, make(page, { container }));
});
row("1.4", "a wrong number is reported alone, before any request", async (page) => {
  await rejects(page, card({ cardNumber: "4242424242424241", cvv: "1", expDateMonth: "13" }), { cardNumber: "CardNumber_Invalid" });
  assert.equal(page.requests.length, 0);
});
row("1.4", "with a right number all other mistakes are reported together", (page) =>
  rejects(page, card({ cvv: "1", expDateMonth: "13", expDateYear: "" }), {
    cvv: "Cvv_Invalid", expDateMonth: "ExpDateMonth_Invalid", expDateYear: "ExpDateYear_Empty",
  }));
row("1.4", "bins/info is asked with the first six digits and two hashes", async (page) => {
  await passes(page, card());
  const hash = (head) => createHash("sha512").update(head).digest("hex");
  const [{ method, url }] = page.requests;
  assert.equal(method, "GET");
  assert.equal(url.pathname, "/bins/info");
  assert.deepEqual([...url.searchParams], [
    ["Bin", "424242"], ["SevenNumberHash", hash("4242424")], ["EightNumberHash", hash("42424242")],
  ]);
});
row("1.4", "its content type makes a browser send a preflight, and it has no time limit", async (page) => {
  await passes(page, card());
  assert.equal(page.requests[0].headers["content-type"], "application/json");
  assert.equal(page.requests[0].timeout, 0);
});
row("1.4", "bins/info is asked again for the same card", async (page) => {
  await passes(page, card());
  await passes(page, card());
  assert.equal(page.requests.length, 2);
});
row("1.4", "HideCvvInput lets any CVV pass and writes none into the object", async (page) => {
  const values = card({ cvv: "" });
  await passes(page, values);
  assert.equal(values.cvv, "none");
}, { page: { reply: { status: 200, body: '{"Model":{"HideCvvInput":true},"Success":true}' } } });
row("1.4", "a key that is missing is an Error: cvv", (page) => fails(page, without("cvv"), "Field 'cvv' must be provided"));
row("1.4", "a key that is missing is an Error: the date, with two spaces", (page) =>
  fails(page, without("expDateMonth"), "Field 'expDateMonthYear' or both fields 'expDateMonth' and 'expDateYear'  must be provided"));
row("1.4", "a request that fails is an Error", (page) => fails(page, card(), "HTTP xhr error"), { page: { reply: "error" } });
row("1.4", "a request that is aborted is an Error", (page) => fails(page, card(), "HTTP xhr abort"), { page: { reply: "abort" } });
row("1.4", "another status with JSON rejects with that JSON", async (page) => {
  const { rejected } = await end(make(page).createPaymentCryptogram(card()));
  assert.deepEqual(plain(rejected), { Success: false, Message: "down" });
}, { page: { reply: { status: 503, body: '{"Success":false,"Message":"down"}' } } });
for (const [what, reply] of [["200", { status: 200, body: "<html>" }], ["502", { status: 502, body: "<html>" }], ["an empty body", { status: 200, body: "" }]]) {
  row("1.4", `an answer that is no JSON never settles: ${what}`, async (page) => {
    let settled = false;
    end(make(page).createPaymentCryptogram(card())).then(() => { settled = true; });
    await answered(page);
    assert.equal(settled, false);
    assert.equal(page.seen.uncaught.length, 1, "the parser's error goes to the page");
  }, { page: { reply } });
}
row("1.4", "silence never settles", async (page) => {
  let settled = false;
  end(make(page).createPaymentCryptogram(card())).then(() => { settled = true; });
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  assert.equal(settled, false);
  assert.equal(page.requests.length, 1);
}, { page: { reply: "never" } });

// 1.4: what is checked and what is not

for (const [number, code] of [
  ["", "CardNumber_Empty"], ["   ", "CardNumber_Empty"], ["4242424242424241", "CardNumber_Invalid"],
  ["4222222222222", "CardNumber_Invalid"], ["4242-4242-4242-4242", "CardNumber_Invalid"], ["4242a4242424242424", "CardNumber_Invalid"],
]) {
  row("1.4", `the number ${JSON.stringify(number)} is ${code}`, (page) => rejects(page, card({ cardNumber: number }), { cardNumber: code }));
}
for (const [what, number] of [
  ["15 digits that pass Luhn, the documentation's own bad example", "4242 4242 4242 424"], ["24 digits", "424242424242424242424242"],
  ["14 digits", "30569309025904"], ["a scheme the store does not take", "6011111111111117"],
]) {
  row("1.4", `a number passes: ${what}`, (page) => passes(page, card({ cardNumber: number })));
}
for (const [key, value, code] of [
  ["cvv", "", "Cvv_Empty"], ["cvv", "12", "Cvv_Invalid"], ["cvv", "abc", "Cvv_Invalid"],
  ["expDateMonth", "", "ExpDateMonth_Empty"], ["expDateMonth", "0", "ExpDateMonth_Invalid"], ["expDateMonth", "13", "ExpDateMonth_Invalid"],
  ["expDateYear", "", "ExpDateYear_Empty"], ["expDateYear", "abc", "ExpDateYear_Invalid"],
  ["name", "", "Name_Empty"], ["name", "ИВАН", "Name_Invalid"], ["name", "A", "Name_TooShort"], ["name", "A".repeat(27), "Name_TooLong"],
]) {
  row("1.4", `${key} ${JSON.stringify(value)} is ${code}`, (page) => rejects(page, card({ [key]: value }), { [key]: code }));
}
row("1.4", "an empty month and year is ExpDateMonthYear_Empty", (page) =>
  rejects(page, dated(""), { expDateMonthYear: "ExpDateMonthYear_Empty" }));
row("1.4", "a wrong month of a joint field has the joint field's key and the month's code", (page) =>
  rejects(page, dated("13/30"), { expDateMonthYear: "ExpDateMonth_Invalid" }));
for (const [what, changes] of [
  ["an expired date", { expDateYear: "01" }], ["a CVV of five digits", { cvv: "12345" }], ["a CVV of four digits", { cvv: "1234" }],
  ["a name with a dash, dots and digits", { name: "J.-P. O, 2nd – X" }], ["26 letters beside spaces", { name: `${"A".repeat(13)} ${"B".repeat(13)}` }],
]) {
  row("1.4", `passes: ${what}`, (page) => passes(page, card(changes)));
}
row("1.4", "American Express wants four digits", async (page) => {
  await rejects(page, card({ cardNumber: "378282246310005", cvv: "123" }), { cvv: "Cvv_Invalid" });
  await passes(page, card({ cardNumber: "378282246310005", cvv: "1234" }));
});
row("1.4", "the name is not part of the packet", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card({ name: "CARD HOLDER" })));
  assert.ok(!JSON.stringify(opened(packet)).includes("HOLDER"));
});
row("1.4", "validators of one's own do nothing here", (page) =>
  passes(page, card(), { validators: { cvv: () => "Cvv_Invalid" } }));

// 1.5: createCryptogramPacket

row("1.5", "it answers at once with success, packet and messages, and asks nobody", (page) => {
  const answer = packetOf(make(page), card());
  assert.equal(answer.success, true);
  assert.match(answer.packet, /^[A-Za-z0-9+/]+=*$/);
  assert.equal(page.requests.length, 0);
});
row("1.5", "it warns that it is deprecated", (page) => {
  packetOf(make(page), card());
  assert.equal(page.warnings.length, 1);
});
for (const [what, changes, messages] of [
  ["empty number", { cardNumber: "" }, { cardNumber: "Введите номер карты" }],
  ["wrong number", { cardNumber: "1234" }, { cardNumber: "В номере карты допущены ошибки" }],
  ["empty cvv", { cvv: "" }, { cvv: "Введите CVC код" }],
  ["wrong cvv", { cvv: "1" }, { cvv: "Код с обратной стороны карты должен состоять из трёх или четырех цифр" }],
  ["empty date", { expDateMonth: "", expDateYear: "" }, { expDateMonth: "Укажите месяц", expDateYear: "Укажите год" }],
  ["wrong month", { expDateMonth: "13" }, { expDateMonth: "Некорректное значение месяца" }],
  ["wrong year", { expDateYear: "x" }, { expDateYear: "Некорректное значение года" }],
  ["empty name", { name: "" }, { name: "Введите имя" }],
  ["wrong name", { name: "Ж" }, { name: "В имени допущены ошибки" }],
  ["long name", { name: "A".repeat(27) }, { name: "Слишком много символов" }],
  ["short name", { name: "A" }, { name: "Слишком мало символов" }],
]) {
  row("1.5", `messages are Russian: ${what}`, (page) => {
    const answer = packetOf(make(page), card(changes));
    assert.equal(answer.success, false);
    assert.deepEqual(answer.messages, messages);
  });
}
for (const [what, date, message] of [
  ["empty", "", "Укажите год/месяц"], ["wrong", "1", "Некорректное значение года/месяца"], ["wrong month", "13/30", "Некорректное значение месяца"],
]) {
  row("1.5", `messages are Russian: a joint date, ${what}`, (page) =>
    assert.deepEqual(packetOf(make(page), dated(date)).messages, { expDateMonthYear: message }));
}
row("1.5", "all mistakes are reported together, the number's too", (page) => {
  const { messages } = packetOf(make(page), card({ cardNumber: "1", cvv: "1" }));
  assert.deepEqual(Object.keys(messages).sort(), ["cardNumber", "cvv"]);
});
row("1.5", "success empties the bound inputs", (page) => {
  const container = page.element("form");
  const inputs = Object.entries(CARD).map(([field, value]) => page.input(field, value, {}, container));
  assert.equal(packetOf(make(page, { container })).success, true);
  assert.deepEqual(inputs.map((input) => input.value), ["", "", "", ""]);
});
row("1.5", "failure leaves them", (page) => {
  const container = page.element("form");
  const input = page.input("cvv", "1", {}, container);
  packetOf(make(page, { container }), without("cvv"));
  assert.equal(input.value, "1");
});
row("1.5", "after createPaymentCryptogram the same instance takes any number", async (page) => {
  const checkout = make(page);
  await end(checkout.createPaymentCryptogram(card()));
  assert.equal(packetOf(checkout, card({ cardNumber: "1234" })).success, true);
});
row("1.5", "a fresh instance checks the number again", async (page) => {
  await end(make(page).createPaymentCryptogram(card()));
  assert.equal(packetOf(make(page), card({ cardNumber: "1234" })).success, false);
});

// 2: the packet

row("2", "the packet is the current JSON envelope", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card()));
  const envelope = opened(packet);
  assert.deepEqual(Object.keys(envelope).sort(), ["BrowserInfoBase64", "CardInfo", "Format", "KeyVersion", "Type", "Value", "metaData"]);
  assert.equal(envelope.Type, "CloudCard");
  assert.equal(envelope.Format, 1);
  assert.equal(typeof envelope.KeyVersion, "string");
  assert.deepEqual(envelope.CardInfo, { FirstSixDigits: "424242", LastFourDigits: "4242", ExpDateYear: "30", ExpDateMonth: "12" });
  assert.equal(Buffer.from(envelope.Value, "base64").length, 256);
});
row("2", "the browser's description is all strings but two flags", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card()));
  const info = opened(opened(packet).BrowserInfoBase64);
  const kinds = Object.fromEntries(Object.entries(info).map(([key, value]) => [key, typeof value]));
  assert.deepEqual(kinds, {
    AcceptHeader: "string", JavaEnabled: "boolean", JavaScriptEnabled: "boolean", Language: "string", ColorDepth: "string",
    Height: "string", Width: "string", TimeZone: "string", UserAgent: "string",
  });
  assert.deepEqual([info.AcceptHeader, info.JavaScriptEnabled], ["*/*", true]);
});
row("2", "PaymentUrl is the page, with its query", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card()));
  assert.equal(opened(packet).metaData.PaymentUrl, "https://shop.test/pay?order=A-1042");
});
row("2", "PaymentUrl in a frame is the referrer", async (page) => {
  const { packet } = await end(make(page).createPaymentCryptogram(card()));
  assert.equal(opened(packet).metaData.PaymentUrl, "https://shop.test/");
}, { page: { framed: true } });
row("2", "the same card encrypts differently each time", async (page) => {
  const values = [];
  for (let turn = 0; turn < 2; turn += 1) values.push(opened((await end(make(page).createPaymentCryptogram(card()))).packet).Value);
  assert.notEqual(values[0], values[1]);
});
row("2", "mode cvv makes the short packet: 03, the key's version in hex, base64", (page) => {
  const { success, packet } = packetOf(make(page, { mode: page.window.cp.CheckoutMode.Cvv ?? "cvv" }), { cvv: "911" });
  assert.equal(success, true);
  assert.match(packet, /^03[0-9a-f]{2}[A-Za-z0-9+/]+=*$/);
  assert.equal(Buffer.from(packet.slice(4), "base64").length, 256);
});
row("4", "prepareMD packs its settings", ({ window }) => {
  const settings = { SuccessUrl: "https://a.test/?a=ж", FailUrl: "https://b.test/", TransactionId: 5, ThreeDsCallbackId: "c" };
  const md = window.cp.Checkout.prepareMD(settings);
  assert.deepEqual(JSON.parse(decodeURIComponent(atob(md))), settings);
});

// the sandbox alone

for (const [what, number] of [
  ["a number that passes Luhn", "4000000000000002"], ["24 digits", "424242424242424242424242"], ["American Express", "378282246310005"],
]) {
  row("sandbox", `no real card is encrypted: ${what}`, async (page) => {
    const cvv = "1234";
    const { refused } = await end(make(page).createPaymentCryptogram(card({ cardNumber: number, cvv })));
    assert.equal(refused?.name, "SandboxRefusesRealCards");
    assert.ok(!/\d{4}/.test(`${refused.message}${refused.stack}`.replace(/:\d+/g, "")), "the number is not in the error");
    assert.throws(() => make(page).createCryptogramPacket(card({ cardNumber: number, cvv })), { name: "SandboxRefusesRealCards" });
  }, { sandbox: true });
}
row("sandbox", "the refusal comes after the real checks", (page) =>
  rejects(page, card({ cardNumber: "4000000000000002", cvv: "1" }), { cvv: "Cvv_Invalid" }), { sandbox: true });
row("sandbox", "a switched-off number check lets no real card through", async (page) => {
  const checkout = make(page);
  await end(checkout.createPaymentCryptogram(card()));
  for (const number of ["4000000000000002", "4000000000000001", "400000000002"]) {
    assert.throws(() => checkout.createCryptogramPacket(card({ cardNumber: number })), { name: "SandboxRefusesRealCards" }, number);
  }
}, { sandbox: true });
row("sandbox", "the console is told once", (page) => {
  assert.equal(page.infos.length, 1);
  assert.match(page.infos[0], /sandbox/i);
}, { sandbox: true });
row("sandbox", "bins/info of the sandbox answers a page of another origin", async (page) => {
  assert.ok((await end(make(page).createPaymentCryptogram(card()))).packet);
}, { sandbox: true, page: { reply: "live" } });

export { rows };
