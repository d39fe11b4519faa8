import { chromium } from "playwright-core";

import { serve } from "./serve.js";

/** The browser, and pages of servers of their own that end with it. */
export async function launch(program) {
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--js-flags=--expose-gc"],
  });
  const servers = [];
  return {
    browser,
    version: `Chromium ${browser.version()}`,
    async open(files) {
      const server = await serve(files);
      servers.push(server);
      const page = await browser.newPage();
      page.on("pageerror", (error) => console.error(`page: ${error.message}`));
      await page.goto(server.origin);
      return page;
    },
    async end() {
      await browser.close();
      await Promise.all(servers.map((server) => server.end()));
    },
  };
}
