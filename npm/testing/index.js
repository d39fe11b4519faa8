// The test kit: page objects for Playwright and WebDriver, the test cards, and the sandbox's switches. Runs in Node.js; needs no DOM.
export { testCards } from "./cards.js";
export { checkoutPage } from "./page.js";
export { sandbox } from "./sandbox.js";
