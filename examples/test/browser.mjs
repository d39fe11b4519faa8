import assert from "node:assert/strict";

import { chromium } from "playwright-core";

/** Chromium as it is installed here; no name but this machine's resolves. A page that a test answers itself (`policy`) may ask this machine all the same. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-features=LocalNetworkAccessChecks,WebUIOmniboxPopup,WebUIOmniboxAimPopup", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
  });

/**
 * Does something on a page of its own. It fails on any console error that was not expected by a piece of it, and a failure tells what the console showed; the browser's asking for a
 * picture of the site is not about us. `policy` is one that holds beside the page's own.
 */
export async function onPage(browser, url, work, expected = [], policy = undefined) {
  const context = await browser.newContext({ locale: "en" });
  const errors = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    if (policy) await page.route((asked) => asked.href === `${url}/`, (route) => under(policy, route));
    await page.goto(url);
    await work(page);
  } catch (error) {
    error.message += `\nthe console showed: ${errors.join("\n") || "nothing"}`;
    throw error;
  } finally {
    await context.close();
  }
  assert.deepEqual(errors.filter((error) => !expected.some((piece) => error.includes(piece))), []);
}

async function under(policy, route) {
  const response = await route.fetch();
  const headers = response.headers();
  const all = [headers["content-security-policy"], policy].filter(Boolean).join(", ");
  await route.fulfill({ response, headers: { ...headers, "content-security-policy": all } });
}
