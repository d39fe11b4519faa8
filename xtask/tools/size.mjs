// Prints "name <tab> raw <tab> gzip -9 <tab> brotli -q11" for each file named on the command line.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { brotli, gzip } from "./compressed.mjs";

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  console.log([basename(file), bytes.length, gzip(bytes), brotli(bytes)].join("\t"));
}
