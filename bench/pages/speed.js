import * as ours from "cloudpayments-checkout";

import { contestants } from "../contestants/rules.js";
import { corpus } from "../corpus.js";
import { timed } from "../speed-rounds.js";

export async function run(rounds) {
  await ours.default();
  return timed(contestants(ours), corpus(), rounds);
}
