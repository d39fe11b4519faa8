import { ANSWERED, ASKS } from "./bank.js";

/** A hand on the `WebDriver` of selenium-webdriver. */
export function webdriver(driver, selector) {
  const part = (id) => driver.executeScript("return document.querySelector(arguments[0])?.shadowRoot?.getElementById(arguments[1])", selector, id);
  const here = (id) => driver.executeScript("return document.getElementById(arguments[0])", id);
  return {
    ask: (question, argument) =>
      driver.executeScript(`return (${question})([document.querySelector(arguments[0])], arguments[1])`, selector, argument),
    sees: async (id) => Boolean(await (await part(id))?.isDisplayed()),
    press: async (id) => press(driver, await part(id)),
    type: async (id, text) => type(await part(id), text),

    async atBank(wait, act) {
      const frame = await wait("the bank's page", async () => {
        const frame = await driver.executeScript("return document.querySelector(arguments[0])?.shadowRoot?.querySelector('#challenge iframe')", selector);
        if (frame) await driver.switchTo().frame(frame);
        if (await asks(driver)) return frame ?? true;
        await driver.switchTo().defaultContent();
        return undefined;
      });
      try {
        await act({
          text: async (id) => (await here(id)).getText(),
          type: async (id, text) => type(await here(id), text),
          press: async (id) => {
            await driver.executeScript(ANSWERED);
            await (await here(id)).click();
          },
        });
      } finally {
        if (frame !== true) await driver.switchTo().defaultContent();
      }
    },

    async everyPage(script) {
      // Chromium's own way; other browsers know this page only.
      await driver.sendDevToolsCommand?.("Page.addScriptToEvaluateOnNewDocument", { source: script });
      await driver.executeScript(script);
    },
  };
}

async function press(driver, element) {
  await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
  await element.click();
}

async function type(element, text) {
  // Key codes of the WebDriver standard: Control, Null (lets it go), Backspace.
  await element.sendKeys("\uE009a\uE000\uE003", text);
}

async function asks(driver) {
  try {
    return await driver.executeScript(`return ${ASKS}`);
  } catch {
    // The page went away while it was looked at.
    return false;
  }
}
