import payform from "payform";

import { fields } from "../control/fields.js";
import { usable } from "./usable.js";

const { inputs: { number, expiry, code } } = fields();
payform.cardNumberInput(number);
payform.expiryInput(expiry);
payform.cvcInput(code);
usable(number);
