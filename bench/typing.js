// A card typed with real keys: what the page's main thread does for each of them, painting included.

import { AGAIN, OURS, PLAIN, REACT, forms } from "./forms.js";
import { chance } from "./chance.js";
import { layouts } from "./layouts.js";
import { median, ratio, shuffle, spread } from "./statistics.js";
import { table } from "./table.js";

export const title = "Typing";

const NAMES = [PLAIN, AGAIN, OURS, "cleave-zen", "imask", "payform", "payment", "restricted-input", REACT];

/** A field each; Tab goes to the next. */
const CARD = ["4111111111111111", "1231", "123", "IVAN IVANOV"];

export async function run({ pkg, rounds, browser, open }) {
  const typists = [];
  for (const [name, files] of await forms(NAMES, pkg)) typists.push(await typist(name, await open(files)));
  const dice = chance(4);
  for (let round = -1; round < rounds; round++) {
    for (const one of shuffle([...typists], dice)) {
      await one.page.bringToFront();
      await clear(one);
      const before = await measured(one.tools);
      const keys = await type(one);
      const after = await measured(one.tools);
      // The first is for warming up.
      if (round < 0) continue;
      for (const [what, key, unit] of MEASURES) one[what].push(((after[key] - before[key]) * unit) / keys);
    }
  }
  for (const one of typists) {
    await one.page.bringToFront();
    await clear(one);
    one.boxes = await layouts(browser, one.page, () => type(one));
    await one.page.close();
  }
  const base = typists.find(({ name }) => name === PLAIN);
  const rows = NAMES.map((name) => typists.find((one) => one.name === name)).map((one) => [
    one.name, median(one.all).toFixed(0), ratio(one.all, base.all).toFixed(2), `± ${(spread(one.all) * 100).toFixed(0)} %`,
    median(one.script).toFixed(0), ratio(one.script, base.script).toFixed(2), median(one.laidOut).toFixed(2), one.boxes,
  ]);
  return [
    `Microseconds a key, ${CARD.join("").length} keys a card, sent to the browser as a keyboard's; medians of ${rounds} rounds, everyone once a round`,
    "in another order. \"All\" is everything the page's main thread did: script, style, layout and paint; the ratio is to the plain form.",
    "\"Layouts\" are those a key, \"boxes\" how many boxes the largest of them had to lay out again.",
    "payform writes in a timer, which keys this fast overtake: it loses a digit or two of them.",
    "",
    ...table(["", "all", "ratio", "", "script", "ratio", "layouts", "boxes"], rows),
  ].join("\n");
}

const MEASURES = [["all", "TaskDuration", 1e6], ["script", "ScriptDuration", 1e6], ["laidOut", "LayoutCount", 1]];

async function typist(name, page) {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name === OURS ? "whole" : "usable");
  const tools = await page.context().newCDPSession(page);
  // The thread's own time: what other programs take of the machine is not counted.
  await tools.send("Performance.enable", { timeDomain: "threadTicks" });
  return { name, page, tools, all: [], script: [], laidOut: [] };
}

async function measured(tools) {
  const { metrics } = await tools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Types the card, and says how many keys that were. */
async function type({ name, page, tools }) {
  let keys = 0;
  for (const [place, text] of CARD.entries()) {
    if (place) await press(tools, { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
    for (const letter of text) {
      await press(tools, { key: letter, text: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) });
      keys++;
    }
  }
  const found = await page.evaluate(values);
  // payform writes in a timer, which keys this fast overtake.
  const isExact = [PLAIN, AGAIN, OURS].includes(name);
  if (isExact && found.replace(/\D/g, "") !== CARD.slice(0, 3).join("")) throw new Error(`${name}: the fields hold ${found}`);
  return keys;
}

async function press(tools, key) {
  await tools.send("Input.dispatchKeyEvent", { type: "keyDown", ...key });
  await tools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key, text: undefined });
}

/** Empties the fields by keys, too, and goes to the first. */
async function clear({ page, tools }) {
  for (const id of ["holder", "code", "expiry", "number"]) {
    await page.evaluate((id) => {
      const root = document.querySelector("cloudpayments-checkout")?.shadowRoot ?? document;
      root.getElementById(id).focus();
    }, id);
    await press(tools, { key: "a", code: "KeyA", windowsVirtualKeyCode: 65, modifiers: 2, commands: ["selectAll"] });
    await press(tools, { key: "Backspace", code: "Backspace", windowsVirtualKeyCode: 8 });
  }
}

function values() {
  const root = document.querySelector("cloudpayments-checkout")?.shadowRoot ?? document;
  return ["number", "expiry", "code"].map((id) => root.getElementById(id).value).join("|");
}
