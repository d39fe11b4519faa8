// The servers of examples/servers: each does the store's half of a payment against the sandbox, for a shopper in Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { serverStand } from "./stand.mjs";

/** How each is started, for a file in its folder. */
const PROGRAMS = {
  node: (file) => ["node", [file("server.mjs")]],
  python: (file) => ["python3", [file("server.py")]],
  // One process answers one request at a time, and the bank's page asks while a charge is under way.
  php: (file) => ["php", ["-S", (port) => `127.0.0.1:${port}`, file("server.php")], { PHP_CLI_SERVER_WORKERS: "4" }],
  // Built first: `go run` would leave the server running when it is ended.
  go: (file) => [built(file("server.go")), []],
  // Built by who runs this: it is of the checkout's own workspace.
  rust: () => [process.env.SERVER_IN_RUST, []],
};

const names = (process.env.SERVERS ?? "").split(",").filter(Boolean);
let browser;
// Without a test between them, the second is never called.
if (names.length) {
  before(async () => { browser = await launch(); });
  after(() => browser?.close());
}

for (const name of names) {
  const server = { files: folderOf("html"), start: () => PROGRAMS[name]((file) => join(process.env.SERVER_FILES, name, file)) };

  describe(`the server in ${name}`, () => {
    test("a confirmed card is charged once, and the order is paid for good", () => onStand(server, async ({ place, page, checkout }) => {
      await checkout.payWith(testCards.visa3ds);
      await checkout.approve3ds();
      await checkout.shows("paid");
      await page.reload();
      await checkoutPage(page).payWith(testCards.visa);
      await checkoutPage(page).shows("failed");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["Completed"]);
    }, ["409 (Conflict)"]));

    test("after a declined card another one pays", () => onStand(server, async ({ place, checkout }) => {
      await checkout.payWith(testCards.visa3dsPoor);
      await checkout.approve3ds();
      await checkout.shows("declined");
      await checkout.payWith(testCards.mastercard);
      await checkout.shows("paid");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["Declined", "Completed"]);
    }));

    test("a lost answer is asked about, not sent again", () => onStand(server, async ({ place, checkout }) => {
      await sandbox(place.sandboxUrl).fail({ charge: { drop: "after" } });
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.equal((await charges(place)).length, 1);
    }));

    test("giving up at the bank closes the attempt, and a new one pays", () => onStand(server, async ({ place, checkout }) => {
      await checkout.payWith(testCards.visa3ds);
      await checkout.leave3ds();
      await checkout.shows("cancelled");
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["AwaitingAuthentication", "Completed"]);
    }));

    test("what the contract refuses is refused, in its words", () => onStand(server, async ({ place }) => {
      const right = { attempt: "a".repeat(32), order: "A-1042", amount: "12500.00", currency: "KZT", cryptogram: "none", lang: "en" };
      const says = async (body, headers = {}) => {
        const request = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
        const response = await fetch(`${place.url}/api/payments`, request);
        const { code, charged, amount } = await response.json();
        return [response.status, code, charged, amount];
      };
      assert.deepEqual(await says({ ...right, order: "A-1" }), [404, "store.order_unknown", false, undefined]);
      assert.deepEqual(await says({ ...right, amount: "1.00" }), [409, "store.price_changed", false, "12500.00"]);
      assert.equal((await says({ ...right, attempt: "A" }))[0], 400);
      assert.equal((await says(right, { origin: "https://evil.example" }))[0], 403);
      // The sandbox refuses this cryptogram without a Model: nothing was charged.
      assert.deepEqual(await says(right), [502, "store.gateway_refused", false, undefined]);
      assert.deepEqual(await says({ ...right, lang: "ru" }), [409, "store.attempt_conflict", true, undefined]);
      assert.deepEqual(await charges(place), []);
      const unknown = await fetch(`${place.url}/api/payments/${"b".repeat(32)}`);
      assert.deepEqual([unknown.status, (await unknown.json()).code], [404, "store.attempt_unknown"]);
      const forged = await fetch(`${place.url}/api/payments/term/${"0".repeat(64)}`, { method: "POST", body: new URLSearchParams({ MD: "1", PaRes: "x" }) });
      assert.equal(forged.status, 404);
    }));
  });
}

async function onStand(server, work, expected = []) {
  const place = await serverStand(server);
  try {
    await onPage(browser, place.url, (page) => work({ place, page, checkout: checkoutPage(page) }), expected);
  } finally {
    await place.stop();
  }
}

const charges = (place) => sandbox(place.sandboxUrl).transactions();

function built(source) {
  const program = join(process.env.EXAMPLES, "server-in-go");
  execFileSync("go", ["build", "-o", program, source], { stdio: "inherit" });
  return program;
}
