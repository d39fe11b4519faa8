/** A hand on Playwright's `Page`. Its CSS reaches into the open shadow root by itself. */
export function playwright(page, selector) {
  const part = (id) => page.locator(`${selector} #${id}`);
  return {
    ask: (question, argument) =>
      page.evaluate(`(${question})(document.querySelector(${JSON.stringify(selector)}), ${JSON.stringify(argument) ?? "undefined"})`),
    sees: (id) => part(id).isVisible(),
    press: (id) => part(id).click(),
    type: (id, text) => type(part(id), text),

    async atBank(wait, act, answered = 0) {
      const frame = await wait("the bank's page", () => bank(page, answered));
      await act({
        text: (id) => frame.locator(`#${id}`).textContent(),
        type: (id, text) => type(frame.locator(`#${id}`), text),
        press: (id) => frame.locator(`#${id}`).click(),
      });
    },

    async everyPage(script) {
      await page.addInitScript(script);
      await page.evaluate(script);
    },
  };
}

async function type(input, text) {
  await input.click();
  await input.press("ControlOrMeta+a");
  await input.press("Backspace");
  await input.pressSequentially(text);
}

/** The frame that holds the bank's question, or the window itself; after a wrong answer, the question that says so. */
async function bank(page, answered) {
  for (const frame of page.frames()) {
    try {
      const is = answered ? await frame.locator("#remark").count() : 1;
      if (is && (await frame.locator("#sms").count()) && (await frame.locator("#approve").count())) return frame;
    } catch {
      // The frame went away while it was looked at.
    }
  }
  return undefined;
}
