// A shopper in each example: pays with a card that the bank asks about, with one that has no money, and where WebAssembly is forbidden.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { projects } from "./projects.mjs";
import { stand } from "./stand.mjs";

let browser;
// Without a test between them, the second is never called.
if (projects.length) {
  before(async () => { browser = await launch(); });
  after(() => browser?.close());
}

for (const project of projects) {
  describe(project.name, () => {
    let place;
    before(async () => { place = await stand(project); });
    after(() => place?.stop());

    test("a card is confirmed at the bank and paid", () => onPage(browser, place.url, async (page) => {
      const checkout = checkoutPage(page);
      await checkout.payWith(testCards.visa3ds);
      await checkout.approve3ds();
      await checkout.shows("paid");
      const [payment] = await sandbox(place.sandboxUrl).transactions();
      assert.equal(payment.Status, "Completed");
      await page.getByText(`paid: ${payment.TransactionId}`).waitFor();
    }));

    test("a card without money is declined, and the shopper may try another", () => onPage(browser, place.url, async (page) => {
      const checkout = checkoutPage(page);
      await checkout.payWith(testCards.mastercardPoor);
      await checkout.shows("declined");
      await page.getByText("declined: 5051").waitFor();
      await checkout.payWith(testCards.mastercard);
      await checkout.shows("paid");
    }));

    test("a policy that forbids WebAssembly has the card paid by the script, which nobody else loads", { skip: project.needs }, async () => {
      const usual = new Set();
      await onPage(browser, place.url, async (page) => {
        page.on("request", (request) => usual.add(request.url()));
        await page.reload();
        await checkoutPage(page).ready();
      });
      const more = [];
      await onPage(browser, place.url, async (page) => {
        // Read as they come: what a frame had is gone with the frame.
        page.on("response", (response) => usual.has(response.url()) || more.push(response.body().then(({ length }) => length, () => 0)));
        await page.reload();
        const checkout = checkoutPage(page);
        await checkout.payWith(testCards.visa3ds);
        await checkout.approve3ds();
        await checkout.shows("paid");
        assert.ok(Math.max(...await Promise.all(more)) > 80_000, "the component as a script was not asked for");
      }, ["wasm-eval"], "script-src 'self' 'unsafe-inline' http:");
    });
  });
}
