// The first page, as the documents tell it: what they show is written into a folder, served as they say, and paid in.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { serverStand } from "./stand.mjs";

const CHECKOUT = join(process.env.SERVER_FILES, "../..");

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const document of ["README.md", "docs/QUICKSTART.md"]) {
  test(`the page of ${document} pays`, () => onShop(document, async ({ place, page }) => {
    const checkout = checkoutPage(page);
    await checkout.payWith(testCards.visa3ds);
    await checkout.approve3ds();
    await checkout.shows("paid");
    assert.deepEqual((await sandbox(place.sandboxUrl).transactions()).map(({ Status }) => Status), ["Completed"]);
  }));
}

test("the server in Node.js shows a folder's files, and nothing that is around it or begins with a dot", () => onShop("README.md", async ({ place, pages }) => {
  await writeFile(join(pages, ".env"), "secret");
  const status = async (path) => (await fetch(place.url + path)).status;
  assert.deepEqual(await Promise.all(["/", "/pay.js", "/none.js", "/.env", "/%2eenv", "/..%2f..%2fetc%2fhostname", "/node_modules"].map(status)), [200, 200, 404, 404, 404, 404, 404]);
}));

async function onShop(document, work) {
  const text = await readFile(join(CHECKOUT, document), "utf8");
  const pages = await mkdtemp(join(tmpdir(), "first-page-"));
  const server = join(process.env.SERVER_FILES, "node/server.mjs");
  const place = await serverStand({ start: () => ["node", [server], { PAGES: pages }] });
  try {
    await symlink(join(folderOf("html"), "node_modules"), join(pages, "node_modules"));
    await writeFile(join(pages, "index.html"), shown(text, "html").replaceAll("http://127.0.0.1:8401", place.sandboxUrl));
    await writeFile(join(pages, "pay.js"), shown(text, "js"));
    await onPage(browser, place.url, (page) => work({ place, page, pages }));
  } finally {
    await place.stop();
    await rm(pages, { recursive: true });
  }
}

/** The document's first block of a kind. */
function shown(text, kind) {
  const [, block] = new RegExp(`^\\\`{3}${kind}\n(.*?)^\\\`{3}$`, "ms").exec(text) ?? assert.fail(`no ${kind} is shown`);
  return block;
}
