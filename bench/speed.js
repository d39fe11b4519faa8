// The rules alone, without a page: number, expiry date, and the formatting of one keystroke.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { bundled } from "./bundle.js";
import { BASE, BOUNDARY, OURS, contestants } from "./contestants/rules.js";
import { corpus } from "./corpus.js";
import { packaged } from "./forms.js";
import { timed } from "./speed-rounds.js";
import { spread, median, ratio } from "./statistics.js";
import { table } from "./table.js";
import { compare } from "./vectors.js";

export const title = "Speed";

export async function run({ root, pkg, rounds, open }) {
  const ours = await import(pathToFileURL(join(pkg, "index.js")));
  await ours.default();
  const inputs = corpus();
  // As in the page, where nothing else has run before.
  const node = timed(contestants(ours), inputs, rounds);
  const compared = compare(ours, join(root, "tests/vectors"));
  const { js } = await bundled('export * from "./pages/speed.js";');
  const page = await open({
    "/": ["text/html", "<!doctype html><title>speed</title>"],
    "/speed.js": ["text/javascript", js],
    ...packaged(pkg, ["index.js", "core_bg.wasm"]),
  });
  const chromium = await page.evaluate(async (rounds) => (await import("/speed.js")).run(rounds), rounds);
  await page.close();
  const same = agreement(contestants(ours), inputs);
  return [
    `10,000 texts of each kind, made by a seed, right and wrong ones mixed; ${rounds} rounds, everyone once a round in another order.`,
    "Medians in nanoseconds a call; the ratio is the median of the ratios round by round; ± is how far the middle half of the",
    "rounds lies apart. \"Same\" is the share of the 10,000 answers that are as ours: the others' rules are not always the same.",
    `Ours gave the wanted answer to all ${compared} vectors of tests/vectors in the same run.`,
    ...Object.entries(TASKS).flatMap(([task, name]) => ["", `### ${name}`, "", ...rows(node[task], chromium[task], same[task])]),
  ].join("\n");
}

function rows(node, chromium, same) {
  const cells = (times, name) => [
    median(times[name]).toFixed(0), ratio(times[name], times[BASE]).toFixed(2), `± ${(spread(times[name]) * 100).toFixed(0)} %`,
  ];
  return table(
    ["", "Chromium", "ratio", "", "Node", "ratio", "", "same"],
    Object.keys(node).map((name) => [name, ...cells(chromium, name), ...cells(node, name), same[name]]),
  );
}

function agreement(all, inputs) {
  const ours = all.find(({ name }) => name === OURS);
  const share = {};
  for (const [task, list] of Object.entries({ number: inputs.numbers, date: inputs.dates, key: inputs.keys })) {
    const wanted = list.map(ours[task]);
    share[task] = {};
    for (const contestant of all) {
      if (!contestant[task]) continue;
      const same = list.filter((input, at) => trimmed(contestant[task](input)) === trimmed(wanted[at])).length;
      share[task][contestant.name] = contestant.name === BOUNDARY ? "" : `${((same / list.length) * 100).toFixed(1)} %`;
    }
  }
  return share;
}

const trimmed = (answer) => (typeof answer === "string" ? answer.trim() : answer);
const TASKS = { number: "A card number checked", date: "An expiry date checked", key: "A keystroke in a number formatted" };
