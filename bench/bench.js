// `cargo xtask bench` runs this with the browser it found, and the folder in which the build named the functions:
// node bench.js WHAT... [--browser PROGRAM] [--names FOLDER] [--rounds N].

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { launch } from "./chromium.js";
import { record } from "./results.js";
import * as memory from "./memory.js";
import * as size from "./size.js";
import * as speed from "./speed.js";
import * as startup from "./startup.js";
import * as typing from "./typing.js";
import * as window from "./window.js";

const KINDS = { size, speed, typing, startup, window, memory };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: "string" }, names: { type: "string" }, rounds: { type: "string", default: "20" } },
});
const root = join(import.meta.dirname, "..");
const chromium = await launch(values.browser);
try {
  for (const name of positionals.length ? positionals : Object.keys(KINDS)) {
    const kind = KINDS[name];
    if (!kind) throw new Error(`no "${name}" here; there is ${Object.keys(KINDS).join(", ")}`);
    const rounds = Number(values.rounds);
    const text = await kind.run({ root, pkg: join(root, "pkg"), names: values.names, rounds, ...chromium });
    console.log(`## ${kind.title}\n\n${text}\n`);
    record(kind.title, `cargo xtask bench ${name}`, text, [chromium.version, `cloudpayments-checkout ${version()}`]);
  }
} finally {
  await chromium.end();
}

function version() {
  return JSON.parse(readFileSync(join(root, "npm/package.json"), "utf8")).version;
}
