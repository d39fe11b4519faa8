import IMask from "imask";

import { fields } from "../control/fields.js";
import { usable } from "./usable.js";

const { inputs: { number, expiry, code } } = fields();
IMask(number, { mask: "0000 0000 0000 0000" });
IMask(expiry, {
  mask: "MM / YY",
  blocks: { MM: { mask: IMask.MaskedRange, from: 1, to: 12 }, YY: { mask: IMask.MaskedRange, from: 0, to: 99 } },
});
IMask(code, { mask: "000" });
usable(number);
