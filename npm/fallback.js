// The module as JavaScript, for pages on which WebAssembly is forbidden. It is loaded there only: see advice/index.js.

import { Component, ask_card, ask_channel, ask_edit, ask_failure, ask_rules, ask_words, imports, run } from "./core.js";
import { instantiate } from "./instance.js";

run(instantiate(imports()));

export { Component, ask_card, ask_channel, ask_edit, ask_failure, ask_rules, ask_words };
