// What a developer meets first: each gives one sentence with the fix, in the console once, and `checkout-error` where there is an element.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { checkoutPage, testCards } from "cloudpayments-checkout/testing";

import { launch } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { stand } from "./stand.mjs";

const PACKAGE = join(folderOf("html"), "node_modules/cloudpayments-checkout");
const ELEMENT = (attributes, lang = "en") => `<cloudpayments-checkout lang="${lang}" ${attributes}></cloudpayments-checkout>`;
const START = 'import init, { define } from "/pkg/index.js"; define(); await init();';

let browser;
let place;
let server;
/** What the next page is, and how the package is sent. */
let site;
before(async () => {
  [browser, place] = await Promise.all([launch(), stand({ folder: folderOf("html"), www: "." })]);
  server = createServer(async ({ url }, response) => {
    const answer = await send(url);
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(async () => {
  server?.closeAllConnections();
  server?.close();
  await Promise.all([browser?.close(), place?.stop()]);
});

async function send(url) {
  if (url === "/") return { headers: { "content-type": "text/html", ...site.policy }, body: page(site) };
  if (url === "/pay" && site.refusal) return { status: 409, headers: { "content-type": "application/json" }, body: JSON.stringify(site.refusal) };
  if (url === "/start.js") return { headers: { "content-type": "text/javascript" }, body: site.script ?? START };
  if (url.startsWith("/pkg/advice/") && site.wordless || url === "/pkg/fallback.js" && site.alone) return { status: 404, headers: {}, body: "" };
  if (url.endsWith(".wasm") && site.wasm) return site.wasm(await readFile(join(PACKAGE, "core_bg.wasm")));
  const types = { js: "text/javascript", wasm: "application/wasm" };
  if (!url.startsWith("/pkg/")) return { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found</h1>" };
  return { headers: { "content-type": types[url.split(".").at(-1)] }, body: await readFile(join(PACKAGE, url.slice("/pkg/".length))) };
}

const page = ({ attributes = "", lang }) => `<!doctype html><title>shop</title>${ELEMENT(attributes, lang)}<script type="module" src="/start.js"></script>`;

/** Opens the site, does something, and gives the hints of the console and the errors that the page was told. */
async function visit(wanted, work = async () => {}) {
  site = wanted;
  const context = await browser.newContext({ locale: "en" });
  const hints = [];
  try {
    const tab = await context.newPage();
    tab.on("console", (message) => message.text().startsWith("cloudpayments-checkout:") && hints.push(message.text()));
    await tab.addInitScript("globalThis.told = []; addEventListener('checkout-error', ({ detail }) => told.push(detail.code))");
    await tab.goto(wanted.file ?? `http://127.0.0.1:${server.address().port}/`);
    await work(tab);
    if (wanted.code) await seen(tab, `globalThis.told.includes("${wanted.code}")`);
    if (wanted.hint) await until(tab, () => hints.length);
    return { hints, told: await tab.evaluate("told") };
  } finally {
    await context.close();
  }
}

/** Asks from out here until it is so: what a page asks itself again and again is evaluated by it, which a strict policy forbids. */
const seen = (tab, expression) => until(tab, () => tab.evaluate(expression));

async function until(tab, isSo) {
  for (const end = performance.now() + 30_000; !(await isSo()) && performance.now() < end;) await tab.evaluate("new Promise(requestAnimationFrame)");
}

async function isTold(wanted, work) {
  const { hints, told } = await visit(wanted, work);
  assert.equal(hints.length, 1, `the console: ${hints.join("\n")}`);
  assert.match(hints[0], wanted.hint);
  if (wanted.code) assert.deepEqual(told, [wanted.code]);
}

const pay = async (tab) => checkoutPage(tab).payWith(testCards.visa);
test("no public-id", () => isTold({ code: "config.public_id", hint: /set public-id .* test_api_/ }, pay));

test("no order, no amount", async () => {
  await isTold({ attributes: 'public-id="pk" endpoint="/pay" amount="1"', code: "config.order", hint: /set order / }, pay);
  await isTold({ attributes: 'public-id="pk" endpoint="/pay" order="A"', code: "config.amount", hint: /set amount .* 12500\.00/ }, pay);
});

test("define without init: Pay says so", () => isTold(
  { script: 'import { define } from "/pkg/index.js"; define();', code: "component.not_ready", hint: /await init\(\)/ },
  (tab) => tab.locator("cloudpayments-checkout #pay").click(),
));

test("init without define", () => isTold({ script: 'import init from "/pkg/index.js"; await init();', hint: /call define\(\)/ }));

test("init of one entry, define of another", () => isTold({
  script: 'import { define } from "/pkg/element.js"; import init from "/pkg/index.js"; define(); await init();',
  hint: /init and define from the same entry/,
}));

test("either order of define and init is right, with a wait in between, too, and nothing is said", async () => {
  const late = 'await init(); await fetch("/pkg/advice/shopper.js"); await import("/pkg/advice/index.js"); define();';
  for (const order of ["define(); await init();", "await init(); define();", late]) {
    const script = `import init, { define } from "/pkg/index.js"; ${order}`;
    const { hints } = await visit({ script }, (tab) => checkoutPage(tab).ready());
    assert.deepEqual(hints, []);
  }
});

test("a wasm file of the wrong type works, and the console knows the right one", () => isTold(
  { wasm: (body) => ({ headers: { "content-type": "application/octet-stream" }, body }), hint: /application\/octet-stream: sent as application\/wasm/ },
  (tab) => checkoutPage(tab).ready(),
));

test("a page where the wasm file should be", () => isTold(
  { wasm: () => ({ headers: { "content-type": "text/html" }, body: "<h1>Shop</h1>" }), code: "component.load_failed", hint: /text\/html; copy the package's \.wasm files there/ },
));

test("no wasm file", () => isTold(
  { wasm: () => ({ status: 404, headers: {}, body: "" }), code: "component.load_failed", hint: /answered 404.*; copy the package's \.wasm files there/ },
));

test("a policy that forbids WebAssembly works by the script, and the console says what is faster", () => isTold(
  { policy: { "content-security-policy": "script-src 'self'" }, hint: /script-src should allow 'wasm-unsafe-eval'; a larger and slower script/ },
  (tab) => checkoutPage(tab).ready(),
));

test("a policy that forbids WebAssembly, and no script for that", () => isTold(
  { policy: { "content-security-policy": "script-src 'self'" }, alone: true, code: "component.wasm_blocked", hint: /script-src should allow 'wasm-unsafe-eval'$/ },
));

test("what is typed before the module is there is kept, reads as its keys would, and nothing moves", async () => {
  let arrives;
  const arrived = new Promise((resolve) => { arrives = resolve; });
  const wasm = async (body) => (await arrived, { headers: { "content-type": "application/wasm" }, body });
  await visit({ wasm }, async (tab) => {
    const type = async (field, text) => (await tab.locator(`cloudpayments-checkout #${field}`).click(), tab.keyboard.type(text));
    await type("number", "4242424242424242");
    await type("holder", "CARD HOLDER");
    await type("expiry", "123");
    const look = () => tab.evaluate(`(() => {
      const root = ${SHOWN}, nodes = ["number", "expiry", "code", "holder"].map((id) => root.getElementById(id));
      const { id, selectionStart, selectionEnd } = root.activeElement;
      return { texts: nodes.map(({ value }) => value), at: [id, selectionStart, selectionEnd], moved: Math.round(globalThis.moved * 1000) };
    })()`);
    const watch = "globalThis.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { moved += value; }))";
    await tab.evaluate(`${watch}.observe({ type: "layout-shift", buffered: true })`);
    assert.deepEqual((await look()).texts, ["4242424242424242", "123", "", "CARD HOLDER"]);
    arrives();
    await checkoutPage(tab).ready();
    assert.deepEqual(await look(), { texts: ["4242 4242 4242 4242", "12 / 3", "", "CARD HOLDER"], at: ["expiry", 6, 6], moved: 0 });
    await tab.keyboard.type("9");
    assert.deepEqual((await look()).texts[1], "12 / 39");
  });
});

test("a page opened as a file", async () => {
  // A browser loads no module script from a file at all, so this is a page whose bundler made one plain script of it all.
  const files = ["advice/index.js", "advice/shopper.js", "index.js"];
  const [advice, shopper, whole] = await Promise.all(files.map((file) => readFile(join(PACKAGE, file), "utf8")));
  const words = `const { excuse } = (() => { ${shopper.replaceAll("export ", "")}; return { excuse }; })();`;
  const inlined = `(async () => { ${advice.replace(/^import .*/m, words).replaceAll("export ", "")}; return { advise, isForbidden, unloaded }; })()`;
  const script = whole.replace('import("./advice/index.js")', () => inlined).replaceAll("import.meta.url", "document.baseURI");
  const [, names] = /export\s*\{([^}]*)\}/.exec(script);
  const name = (wanted) => names.split(",").map((one) => one.trim().split(" as ")).find(([, as]) => as === wanted)[0];
  const plain = `${script.replace(/export\s*\{[^}]*\};?/, "")}; ${name("define")}(); ${name("default")}();`;
  const file = join(folderOf("html"), "as-a-file.html");
  await writeFile(file, `<!doctype html>${ELEMENT("")}<script src="as-a-file.js"></script>`);
  await writeFile(file.replace(".html", ".js"), plain);
  const { hints, told } = await visit({ file: `file://${file}`, code: "component.load_failed", hint: /./ });
  assert.match(hints[0], /by a web server, not as a file/);
  assert.deepEqual(told, ["component.load_failed"]);
});

const NO_WASM = () => ({ status: 404, headers: {}, body: "" });
const SHOWN = "document.querySelector('cloudpayments-checkout').shadowRoot";
/** Waits for the words in the place of the form, and gives what is shown. */
async function excused(tab) {
  await seen(tab, `${SHOWN}.querySelector('#result')?.hidden === false`);
  const texts = await tab.evaluate(`[...${SHOWN}.querySelectorAll('#result > :not(:empty)')].map((shown) => shown.textContent)`);
  return { texts, form: await tab.evaluate(`${SHOWN}.querySelector('#form').checkVisibility()`) };
}

for (const [lang, support, ...texts] of [
  ["kk-KZ", "", "Төлем нысаны жүктелмеді", "Интернет байланысын тексеріп, қайталап көріңіз", "Қайталау", "Сұрағыңыз бар ма? support@cloudpayments.kz"],
  ["ru", "help@shop.example", "Форма оплаты не загрузилась", "Проверьте подключение к интернету и попробуйте ещё раз", "Попробовать ещё раз", "Вопросы? help@shop.example"],
  ["de", "", "The payment form did not load", "Check your internet connection and try again", "Try again", "Questions? support@cloudpayments.kz"],
]) {
  test(`a shopper reads that the form did not load: ${lang}`, () => visit(
    { lang, attributes: `support-email="${support}"`, wasm: NO_WASM, code: "component.load_failed" },
    async (tab) => {
      await tab.setViewportSize({ width: 360, height: 480 });
      assert.deepEqual(await excused(tab), { texts, form: false });
      const address = texts.at(-1).split("? ")[1];
      assert.equal(await tab.evaluate(`${SHOWN}.querySelector('#result-support > a').href`), `mailto:${address}`);
      if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, `unloaded-${lang}.png`) });
    },
  ));
}

test("a shopper whose browser runs no WebAssembly is sent to another one", () => visit(
  { policy: { "content-security-policy": "script-src 'self'" }, alone: true, code: "component.wasm_blocked" },
  async (tab) => assert.match((await excused(tab)).texts[1], /Try another browser/),
));

test("a shopper presses for another try, and the form is there", () => visit({ wasm: NO_WASM }, async (tab) => {
  await excused(tab);
  site.wasm = undefined;
  await Promise.all([tab.waitForEvent("load"), tab.evaluate(`${SHOWN}.querySelector('#check-again').click()`)]);
  await checkoutPage(tab).ready();
  assert.equal(await tab.evaluate(`${SHOWN}.querySelector('#result').hidden`), true);
}));

test("a page that loads the module again by itself takes the words away", () => visit(
  { wasm: NO_WASM, script: 'import init, { define } from "/pkg/index.js"; define(); globalThis.again = init; init().catch(() => {});' },
  async (tab) => {
    await excused(tab);
    site.wasm = undefined;
    await tab.evaluate("globalThis.again()");
    await checkoutPage(tab).ready();
    const left = `[${SHOWN}.querySelector('#result').hidden, ${SHOWN}.querySelector('#why').hidden, ${SHOWN}.querySelector('#check-again').onclick]`;
    assert.deepEqual(await tab.evaluate(left), [true, false, null]);
  },
));

test("an element that comes after the failure has the words, too", () => visit({ wasm: NO_WASM, code: "component.load_failed" }, async (tab) => {
  await excused(tab);
  await tab.evaluate("document.querySelector('cloudpayments-checkout').replaceWith(document.createElement('cloudpayments-checkout'))");
  assert.equal((await excused(tab)).form, false);
}));

test("the words are in the language around the shadow root that the element is in", () => visit({ wasm: NO_WASM, code: "component.load_failed" }, async (tab) => {
  await excused(tab);
  const title = await tab.evaluate(() => {
    const around = document.createElement("div");
    around.lang = "kk";
    document.body.append(around);
    const element = document.createElement("cloudpayments-checkout");
    around.attachShadow({ mode: "open" }).append(element);
    return element.shadowRoot.getElementById("result-title").textContent;
  });
  assert.equal(title, "Төлем нысаны жүктелмеді");
}));

test("where not even words can be fetched, there is a line of them", () => visit({ wasm: NO_WASM, wordless: true, code: "component.load_failed" }, async (tab) => {
  await seen(tab, `${SHOWN}.querySelector('#safe').textContent.includes('Нет сети')`);
  assert.match(await tab.evaluate(`${SHOWN}.querySelector('#safe').textContent`), /No network/);
}));

const settings = async () => {
  const { publicId, script } = await (await fetch(`${place.url}/api/settings`)).json();
  return `public-id="${publicId}" script="${script}" order="A" amount="1"`;
};

test("an endpoint that is not there", async () => isTold(
  { attributes: `${await settings()} endpoint="/api/payment"`, hint: /\/api\/payment answered a charge with status 404, and not in the store's JSON: is this address your server's\?/ }, pay,
));

for (const [code, hint] of [
  ["store.bad_request", /\/pay refused the request itself: .* http:\/\/127\.0\.0\.1:\d+\?$/],
  ["store.order_unknown", /\/pay knows no such order/],
  ["store.gateway_refused", /what \/pay sent: public-id and script/],
]) {
  test(`a server that refuses: ${code}`, async () => isTold(
    { attributes: `${await settings()} endpoint="/pay"`, refusal: { code, message: "", charged: false }, code, hint }, pay,
  ));
}

test("an endpoint of another origin that does not allow it", async () => isTold(
  { attributes: `${await settings()} endpoint="${place.url}/api/payments"`, hint: /no answer from http:\/\/127\.0\.0\.1:\d+: .*CORS/ }, pay,
));
