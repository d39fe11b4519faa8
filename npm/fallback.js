// The module as JavaScript, for pages on which WebAssembly is forbidden. It is loaded there only: see advice/index.js.

import {
  Component, ask_card, ask_channel, ask_edit, ask_failure, ask_rules, ask_words, imports, run,
} from "./core.js";
import { become } from "../src/api/error.js";
import { instantiate } from "./instance.js";

run(instantiate(imports()));

// Called as the package's scripts hand them on. The names of the module are none for that: each build of it has others in their place.
export {
  Component, ask_card as card, ask_channel as talk, ask_edit as edit, ask_failure as failure, ask_rules as rules, ask_words as words, become,
};
