// From a press to the first field: the secure window, whose payment page is of another site, beside the element in the page itself.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { chance } from "./chance.js";
import { packaged, page } from "./forms.js";
import { serve } from "./serve.js";
import { median, ratio, shuffle, spread } from "./statistics.js";
import { table } from "./table.js";

export const title = "Window";

const INLINE = "the element, loaded and drawn at the press";
const COLD = "the window, opened with no hover or touch before";
const WARM = "the window, the button hovered a second before";

export async function run({ root, pkg, rounds, browser }) {
  const store = await serve(storePage(pkg), "localhost");
  const pay = await serve(paymentPage(root, pkg, store.origin));
  const times = { [INLINE]: [], [COLD]: [], [WARM]: [] };
  const dice = chance(5);
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of shuffle(Object.keys(times), dice)) times[name].push(await press(browser, name, store.origin, pay.origin));
    }
  } finally {
    await Promise.all([store.end(), pay.end()]);
  }
  return [
    `Milliseconds from the press to a field that can be typed into, nothing cached; medians of ${rounds} rounds, everyone once a round in`,
    "another order. The store's page is on localhost and the payment page on 127.0.0.1, so that the browser takes them for two sites.",
    "",
    ...table(["", "ms", "ratio", ""], Object.keys(times).map((name) => [
      name, median(times[name]).toFixed(0), ratio(times[name], times[INLINE]).toFixed(2), `± ${(spread(times[name]) * 100).toFixed(0)} %`,
    ])),
  ].join("\n");
}

async function press(browser, name, store, pay) {
  const context = await browser.newContext();
  try {
    await context.addInitScript(watch);
    const shop = await context.newPage();
    await shop.goto(`${store}/?pay=${encodeURIComponent(pay)}`, { waitUntil: "load" });
    if (name === WARM) {
      await shop.hover("cloudpayments-window");
      await shop.waitForTimeout(1000);
    }
    const pressed = await shop.evaluate((inline) => {
      const at = performance.timeOrigin + performance.now();
      if (inline) globalThis.inline();
      else document.querySelector("cloudpayments-window").open();
      return at;
    }, name === INLINE);
    for (;;) {
      for (const frame of shop.frames()) {
        const seen = await frame.evaluate(() => globalThis.seen).catch(() => undefined);
        // A warm page draws its fields before the press; they can be typed into once the dialog shows them.
        if (seen) return Math.max(seen, pressed) - pressed;
      }
      await shop.waitForTimeout(5);
    }
  } finally {
    await context.close();
  }
}

/** In every page and frame: when the number's field was there to be typed into. */
function watch() {
  const look = () => {
    const field = document.querySelector("cloudpayments-checkout")?.shadowRoot?.getElementById("number");
    const box = field?.getBoundingClientRect();
    const whole = document.querySelector("cloudpayments-checkout")?.phase === "editing";
    if (box?.width && box.height && whole && document.visibilityState === "visible") globalThis.seen = performance.timeOrigin + performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function storePage(pkg) {
  const script = `
    import { define } from "/pkg/window.js";
    const there = document.querySelector("cloudpayments-window");
    there.setAttribute("src", new URLSearchParams(location.search).get("pay") + "/pay.html");
    define();
    globalThis.inline = async () => {
      const { default: init, define } = await import("/pkg/element.js");
      document.body.append(document.createElement("cloudpayments-checkout"));
      define();
      await init();
    };`;
  const element = '<cloudpayments-window order="A-1042" amount="12500.00" currency="KZT" lang="en"></cloudpayments-window>';
  const files = { "/": ["text/html", page([], element)], "/page.js": ["text/javascript", script], ...packaged(pkg, ["window.js", "element.js", "element_bg.wasm"]) };
  return Object.fromEntries(Object.entries(files).map(([path, [type, content]]) => [path, [type, content, OPEN]]));
}

function paymentPage(root, pkg, store) {
  const read = (name) => readFileSync(join(root, "www", name));
  const settings = { publicId: "test_api_00000000000000000000001", script: "http://127.0.0.1:9/checkout.js", supportEmail: "", stores: [store], testMode: false };
  const files = {
    "/pay.html": ["text/html", read("pay.html")],
    "/pay.css": ["text/css", read("pay.css")],
    "/pay.js": ["text/javascript", read("pay.js")],
    "/pay-words.js": ["text/javascript", read("pay-words.js")],
    "/pay.json": ["application/json", JSON.stringify(settings)],
    ...packaged(pkg, ["pay.js", "pay_bg.wasm"]),
  };
  return Object.fromEntries(Object.entries(files).map(([path, [type, content]]) => [path, [type, content, OPEN]]));
}

/** The window needs its opener, and a frame of another site its parent. */
const OPEN = { "cross-origin-opener-policy": "unsafe-none", "cross-origin-embedder-policy": "unsafe-none" };
