// The component for React where its page does more than the example's: it is hidden, given other words, and taken away.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { projects } from "./projects.mjs";
import { stand } from "./stand.mjs";

const folder = projects.find(({ name }) => name === "vite-react")?.folder;

describe("the component for React", { skip: !folder && "its packages are those of the example vite-react" }, () => {
  let browser;
  let place;
  before(async () => {
    await built();
    [browser, place] = await Promise.all([launch(), stand({ folder, www: "dist-moods" })]);
  });
  after(() => Promise.all([browser?.close(), place?.stop()]));

  test("a payment that ends while it is hidden is told, each thing once", () => onPage(browser, place.url, async (page) => {
    const checkout = checkoutPage(page);
    await sandbox(place.sandboxUrl).fail({ charge: { delay: 1000 } });
    await checkout.payWith(testCards.visa);
    await page.waitForFunction(() => window.heard.includes("charging"));
    await page.evaluate(() => window.give({ mode: "hidden" }));
    await page.waitForFunction(() => getComputedStyle(document.querySelector("cloudpayments-checkout")).display === "none");
    await page.waitForFunction(() => window.heard.includes("paid"));
    await page.evaluate(() => window.give({ mode: "visible" }));
    await page.waitForFunction(() => getComputedStyle(document.querySelector("cloudpayments-checkout")).display !== "none");
    assert.deepEqual(await page.evaluate(said, "editing"), ["encrypting", "charging", "settled", "paid", "editing"]);
  }));

  test("one that was taken away is not heard any more, hidden or not", async () => {
    for (const mode of ["visible", "hidden"]) {
      await onPage(browser, place.url, async (page) => {
        await checkoutPage(page).ready();
        await page.evaluate((mode) => {
          window.node = document.querySelector("cloudpayments-checkout");
          window.give({ mode });
        }, mode);
        await page.waitForFunction((hidden) => (getComputedStyle(window.node).display === "none") === hidden, mode === "hidden");
        assert.deepEqual(await page.evaluate(said, "editing"), ["editing"]);
        await page.evaluate(() => window.give({ gone: true }));
        await page.waitForFunction(() => !window.node.isConnected);
        assert.deepEqual(await page.evaluate(said, "charging"), ["editing"]);
      });
    }
  });

  test("words of the store's own are said, and other ones after them", () => onPage(browser, place.url, async (page) => {
    const words = (verb) => ({ en: { "Pay {amount}": `${verb} {amount}` } });
    const shown = async (verb) => {
      await page.locator("cloudpayments-checkout #pay").filter({ hasText: verb }).waitFor();
      assert.equal(await page.locator("cloudpayments-checkout").getAttribute("texts"), null);
    };
    // From the start, when the element is not defined yet.
    await page.goto(`${place.url}/?words=${encodeURIComponent(JSON.stringify(words("Donate")))}`);
    await shown("Donate");
    await page.evaluate((texts) => window.give({ texts }), words("Give"));
    await shown("Give");
    await page.evaluate(() => window.give({ texts: undefined }));
    await shown("Pay");
  }));
});

/** Runs in the page: has the element say a phase, and gives all that was heard. */
function said(phase) {
  const node = window.node ?? document.querySelector("cloudpayments-checkout");
  node.dispatchEvent(new CustomEvent("checkout-phase", { detail: { phase, attempt: null } }));
  return window.heard;
}

/** Builds the page beside the example, with its packages. */
async function built() {
  const source = join(folder, "moods");
  await mkdir(source, { recursive: true });
  await copyFile(new URL("react.jsx", import.meta.url), join(source, "main.jsx"));
  await writeFile(join(source, "index.html"), '<!doctype html><html lang="en"><title>Moods</title><div id="root"></div><script type="module" src="main.jsx"></script></html>');
  const vite = [join(folder, "node_modules/vite/bin/vite.js"), "build", source, "--config", join(folder, "vite.config.js")];
  execFileSync(process.execPath, [...vite, "--outDir", join(folder, "dist-moods"), "--emptyOutDir", "--logLevel", "warn"], { cwd: folder, stdio: "inherit" });
}
