import { formatCreditCard, formatDate, registerCursorTracker } from "cleave-zen";

import { fields } from "../control/fields.js";
import { usable } from "./usable.js";

const { inputs: { number, expiry } } = fields();
registerCursorTracker({ input: number, delimiter: " " });
number.addEventListener("input", () => { number.value = formatCreditCard(number.value); });
registerCursorTracker({ input: expiry, delimiter: " / " });
expiry.addEventListener("input", () => {
  expiry.value = formatDate(expiry.value, { datePattern: ["m", "y"], delimiter: " / " });
});
usable(number);
