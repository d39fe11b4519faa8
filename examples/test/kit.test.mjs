// The kit by Playwright, where it does more than the examples need.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { checkoutPage, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { stand } from "./stand.mjs";

let browser;
let place;
before(async () => { [browser, place] = await Promise.all([launch(), stand({ folder: folderOf("html"), www: "." })]); });
after(() => Promise.all([browser?.close(), place?.stop()]));

test("what the bank does not confirm, by wrong codes or by its Cancel, is declined", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.payWith(testCards.visa3ds);
  await checkout.decline3ds();
  await checkout.shows("declined");
  await checkout.payWith(testCards.visa3ds);
  await checkout.cancel3ds();
  await checkout.shows("declined");
}));

test("leaving the bank's page is a question to the store", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.payWith(testCards.visa3ds);
  await checkout.leave3ds();
  await checkout.shows("cancelled");
}));

test("on another day a card is too old", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.ready();
  await checkout.setClock("2099-01");
  // The hint under a field is no error.
  assert.equal(await checkout.error("expiry"), "");
  await checkout.payWith(testCards.visa);
  assert.notEqual(await checkout.error("expiry"), "");
}));

test("without an endpoint the card ends encrypted", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.ready();
  await page.evaluate(() => document.querySelector("cloudpayments-checkout").removeAttribute("endpoint"));
  await checkout.payWith(testCards.visa);
  await checkout.shows("encrypted");
}));

test("a module that does not come is told apart", () => onPage(browser, place.url, async (page) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await checkoutPage(page).shows("unloaded");
}, ["element_bg.wasm", "the WebAssembly module did not load"]));

test("an element in a shadow root is found, and the first where there are two", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.ready();
  await page.evaluate(() => {
    const element = document.querySelector("cloudpayments-checkout");
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    root.append(element, document.createElement("cloudpayments-checkout"));
  });
  await checkout.payWith(testCards.visa3ds);
  assert.equal(await checkout.value("expiry"), testCards.visa3ds.expiry);
  await checkout.approve3ds();
  await checkout.shows("paid");
}));

test("a shop's page in a frame is paid in, the bank's page in a frame of its own", () => onPage(browser, place.url, async (page) => {
  // The store itself wants to be in no frame.
  await page.route(`${place.url}/`, async (route) => route.fulfill({ response: await route.fetch(), headers: { "content-type": "text/html" } }));
  const inner = await page.evaluateHandle(() => Object.assign(document.body.appendChild(document.createElement("iframe")), { src: "/", width: 600, height: 900 }));
  const checkout = checkoutPage(await inner.contentFrame());
  await checkout.ready();
  await checkout.setClock("2099-01");
  await checkout.payWith(testCards.visa3ds);
  assert.notEqual(await checkout.error("expiry"), "");
  await checkout.setClock(null);
  await checkout.payWith(testCards.visa3ds);
  await checkout.approve3ds();
  await checkout.shows("paid");
  assert.equal(await checkoutPage(page).phase(), "editing");
}));

test("a page that goes to another in the middle of a question is asked there", async () => {
  const answers = [new Error("locator.evaluateAll: Execution context was destroyed, most likely because of a navigation"), "editing"];
  const evaluateAll = async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const page = { locator: () => ({ evaluateAll }), evaluate: async () => {}, frames: () => [] };
  assert.equal(await checkoutPage(page).phase(), "editing");
});

test("what autofill writes is read, and pays", () => onPage(browser, place.url, async (page) => {
  const checkout = checkoutPage(page);
  await checkout.autofill(testCards.visa);
  await checkout.pay();
  await checkout.shows("paid");
}));

test("the kit's cards are the documented ones", async () => {
  const file = process.env.TEST_CARDS;
  const documented = JSON.parse(await readFile(file, "utf8")).filter(({ scheme }) => scheme !== "mir");
  const told = ({ scheme, number, three_ds, result }) => [scheme, number, three_ds, result === "approved"];
  const ours = Object.entries(testCards).map(([name, { number }]) =>
    [name.match(/^[a-z]+?(?=3ds|Poor|Other|$)/)[0], number.replaceAll(" ", ""), name.includes("3ds"), !name.includes("Poor")]);
  assert.deepEqual(ours.map(String).sort(), documented.map(told).map(String).sort());
});
