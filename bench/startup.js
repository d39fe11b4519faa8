// From the start of a navigation, nothing cached, to the first field that can be typed into.

import { ADYEN, AGAIN, OURS, PLAIN, REACT, forms } from "./forms.js";
import { chance } from "./chance.js";
import { serve } from "./serve.js";
import { median, ratio, shuffle, spread } from "./statistics.js";
import { table } from "./table.js";

export const title = "Start-up";

const NAMES = [PLAIN, AGAIN, OURS, REACT, ADYEN];
const WHOLE = `${OURS}, the WebAssembly running`;

/** What DevTools calls slow 4G; the CPU as a cheap phone's is to a desktop's. */
const CONDITIONS = [
  { name: "fast", cpu: 1, net: null },
  { name: "4x CPU", cpu: 4, net: null },
  { name: "4x CPU, slow 4G", cpu: 4, net: { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 } },
];

export async function run({ pkg, rounds, browser }) {
  const served = new Map();
  for (const [name, files] of await forms(NAMES, pkg)) served.set(name, await serve(files));
  const dice = chance(3);
  const results = [];
  try {
    for (const condition of CONDITIONS) {
      const times = Object.fromEntries([...NAMES, WHOLE].map((name) => [name, []]));
      for (let round = 0; round < rounds; round++) {
        for (const name of shuffle([...NAMES], dice)) {
          const marks = await load(browser, served.get(name).origin, condition, name === OURS ? ["usable", "whole"] : ["usable"]);
          times[name].push(marks.usable);
          if (name === OURS) times[WHOLE].push(marks.whole);
        }
      }
      results.push(times);
    }
  } finally {
    await Promise.all([...served.values()].map((server) => server.end()));
  }
  const rows = [PLAIN, AGAIN, OURS, WHOLE, REACT, ADYEN].map((name) => [
    name, ...results.flatMap((times) => [median(times[name]).toFixed(0), ratio(times[name], times[PLAIN]).toFixed(2), percent(times[name])]),
  ]);
  return [
    `Milliseconds from the start of the navigation, nothing cached; medians of ${rounds} rounds, everyone once a round in another order.`,
    "The ratio is to the plain form; its copy says how much of a ratio is noise. Slow 4G is DevTools' own: 562 ms, 1.44 Mbit/s.",
    "Ours can be typed into before its WebAssembly is there, and takes over what was typed; the second row is when it is.",
    "Adyen's fields are frames of its own servers, which are not asked here: its time is that of the form around them.",
    "",
    ...table(["", ...CONDITIONS.flatMap(({ name }) => [name, "ratio", ""])], rows),
  ].join("\n");
}

const percent = (times) => `± ${(spread(times) * 100).toFixed(0)} %`;

async function load(browser, origin, { cpu, net }, names) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send("Network.enable");
    if (net) await tools.send("Network.emulateNetworkConditions", net);
    if (cpu > 1) await tools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    await page.goto(origin, { waitUntil: "commit" });
    return await page.evaluate(marked, names);
  } finally {
    await context.close();
  }
}

/** In the page: waits for marks without asking again and again. */
function marked(names) {
  return new Promise((resolve, reject) => {
    const times = {};
    const look = (list) => {
      for (const { name, startTime } of list.getEntries()) times[name] ??= startTime;
      if (names.every((name) => name in times)) resolve(times);
    };
    new PerformanceObserver(look).observe({ type: "mark", buffered: true });
    setTimeout(() => reject(new Error(`no ${names} within a minute`)), 60_000);
  });
}
