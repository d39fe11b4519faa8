import RestrictedInput from "restricted-input";

import { fields } from "../control/fields.js";
import { usable } from "./usable.js";

const { inputs: { number, expiry, code } } = fields();
for (const [element, pattern] of [[number, "{{9999}} {{9999}} {{9999}} {{9999}}"], [expiry, "{{99}} / {{99}}"], [code, "{{999}}"]]) {
  new RestrictedInput({ element, pattern });
}
usable(number);
