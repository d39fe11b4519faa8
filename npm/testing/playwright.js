import { ANSWERED, ASKS } from "./bank.js";

/** A hand on Playwright's `Page`, or on a `Frame` of it. Its selectors reach into open shadow roots by themselves. */
export function playwright(place, selector) {
  const page = place.page?.() ?? place;
  const elements = place.locator(selector);
  const part = (id) => elements.first().locator(`#${id}`);
  return {
    ask: (question, argument) => asked(() => elements.evaluateAll(question, argument)),
    sees: (id) => part(id).isVisible(),
    press: (id) => part(id).click(),
    type: (id, text) => type(part(id), text),

    async atBank(wait, act) {
      const frame = await wait("the bank's page", () => bank(page));
      await act({
        text: (id) => frame.locator(`#${id}`).textContent(),
        type: (id, text) => type(frame.locator(`#${id}`), text),
        press: async (id) => {
          await frame.evaluate(ANSWERED);
          await frame.locator(`#${id}`).click();
        },
      });
    },

    async everyPage(script) {
      await page.addInitScript(script);
      await place.evaluate(script);
    },
  };
}

/** A page that is on its way to another in the middle of a question is asked once it is there. */
async function asked(question) {
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (!/context was destroyed/.test(error.message)) throw error;
    }
  }
}

async function type(input, text) {
  await input.click();
  await input.press("ControlOrMeta+a");
  await input.press("Backspace");
  await input.pressSequentially(text);
}

/** The frame that holds a question of the bank which was not answered yet, or the window itself. */
async function bank(page) {
  for (const frame of page.frames()) {
    try {
      if (await frame.evaluate(ASKS)) return frame;
    } catch {
      // The frame went away while it was looked at.
    }
  }
  return undefined;
}
