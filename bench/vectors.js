// Speed counts where the answers are right: ours are held against the project's own vectors in the same run.

import { readFileSync } from "node:fs";

/** How many cases were compared; throws at the first that differs. */
export function compare(ours, folder) {
  const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
  let compared = 0;
  const hold = (id, found, wanted) => {
    for (const key of Object.keys(wanted)) {
      if (key in found && found[key] !== wanted[key]) throw new Error(`${id}: ${key} is ${found[key]}, wanted ${wanted[key]}`);
    }
    compared++;
  };
  for (const { id, input, expected } of read("card-number").cases) hold(id, ours.checkNumber(input), expected);
  for (const { id, input, expected } of read("expiry").cases) hold(id, ours.checkExpiry(input, "2026-11"), expected);
  return compared;
}
