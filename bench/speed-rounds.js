// Runs in Node and in a page alike: every contestant once a round, in another order each time, over the whole corpus.

import { chance } from "./chance.js";
import { shuffle } from "./statistics.js";

/** Nanoseconds per call, a list per contestant and task: `{ number: { name: [..] }, date, key }`. */
export function timed(contestants, corpus, rounds, least = 20) {
  const dice = chance(2);
  const times = {};
  for (const [task, inputs] of Object.entries({ number: corpus.numbers, date: corpus.dates, key: corpus.keys })) {
    const able = contestants.filter((contestant) => contestant[task]);
    times[task] = Object.fromEntries(able.map(({ name }) => [name, []]));
    for (const contestant of able) contestant.passes = passes(contestant[task], inputs, least);
    for (let round = 0; round < rounds; round++) {
      for (const contestant of shuffle([...able], dice)) {
        const [took] = run(contestant[task], inputs, contestant.passes);
        times[task][contestant.name].push((took * 1e6) / (contestant.passes * inputs.length));
      }
    }
  }
  return times;
}

/** How often the corpus is gone through for one time to be long beside the clock's own steps; warms up, too. */
function passes(call, inputs, least) {
  run(call, inputs, 1);
  const [took] = run(call, inputs, 1);
  return Math.max(1, Math.ceil(least / Math.max(took, 0.05)));
}

function run(call, inputs, times) {
  // Used afterwards, or an engine might see that nobody wants the answers.
  let told = 0;
  const began = performance.now();
  for (let pass = 0; pass < times; pass++) {
    for (const input of inputs) if (call(input)) told++;
  }
  return [performance.now() - began, told];
}
