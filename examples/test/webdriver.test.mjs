// The kit by WebDriver, which most test suites that are not Playwright's speak.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";

import { folderOf } from "./projects.mjs";
import { stand } from "./stand.mjs";

let driver;
let place;
before(async () => {
  const options = new chrome.Options();
  options.setChromeBinaryPath(process.env.CHROMIUM);
  options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900");
  const service = new chrome.ServiceBuilder(process.env.CHROMEDRIVER);
  place = await stand({ folder: folderOf("html"), www: "." });
  driver = await new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(service).build();
});
after(async () => {
  await driver?.quit();
  await place?.stop();
});

async function open() {
  await driver.get(place.url);
  return checkoutPage(driver);
}

test("a card is confirmed at the bank and paid", async () => {
  const checkout = await open();
  await checkout.payWith(testCards.mastercard3ds);
  await checkout.approve3ds();
  await checkout.shows("paid");
});

test("what the bank does not confirm is declined", async () => {
  const checkout = await open();
  await checkout.payWith(testCards.visa3ds);
  await checkout.decline3ds();
  await checkout.shows("declined");
});

test("leaving the bank's page is a question to the store", async () => {
  const checkout = await open();
  await checkout.payWith(testCards.visa3ds);
  await checkout.leave3ds();
  await checkout.shows("cancelled");
});

test("a fault ordered of the sandbox is met once", async () => {
  const switches = sandbox(place.sandboxUrl);
  const checkout = await open();
  await switches.fail({ charge: { reason: 5030 } });
  await checkout.payWith(testCards.visa);
  await checkout.shows("declined");
  await checkout.payWith(testCards.visa);
  await checkout.shows("paid");
  await assert.rejects(switches.fail({ charge: { reason: 1 } }), /not a documented reason code/);
});

test("on another day a card is too old", async () => {
  const checkout = await open();
  await checkout.setClock("2099-01");
  await checkout.fillCard(testCards.visa);
  await checkout.pay();
  assert.notEqual(await checkout.error("expiry"), "");
  assert.equal(await checkout.phase(), "editing");
  assert.equal(await checkout.error("code"), "");
  await checkout.setClock(null);
  await checkout.pay();
  await checkout.shows("paid");
});

test("what autofill writes is read and grouped", async () => {
  const checkout = await open();
  await checkout.autofill(testCards.visa3ds);
  assert.equal(await checkout.value("number"), testCards.visa3ds.number);
  assert.equal(await checkout.value("expiry"), testCards.visa3ds.expiry);
  await checkout.pay();
  await checkout.approve3ds();
  await checkout.shows("paid");
});
