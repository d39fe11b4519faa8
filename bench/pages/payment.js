import payment from "payment";

import { fields } from "../control/fields.js";
import { usable } from "./usable.js";

const { inputs: { number, expiry, code } } = fields();
payment.formatCardNumber(number);
payment.formatCardExpiry(expiry);
payment.formatCardCVC(code);
usable(number);
