// node record.js TITLE COMMAND TEXT: a section of RESULTS.md that was measured elsewhere.

import { record } from "./results.js";

const [title, by, text] = process.argv.slice(2);
record(title, by, text);
