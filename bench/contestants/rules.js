// Who checks and formats without a page. `number` and `date` say whether a whole field is right; `key` gives the text to show after
// a key. What one has not got is left out.

import cardValidator from "card-validator";
import { formatCreditCard } from "cleave-zen";
import creditCardType from "credit-card-type";
import creditcards from "creditcards";
import IMask from "imask";
import payform from "payform";
import payment from "payment";

import * as control from "../control/rules.js";

const { fns } = payment;
const { card, expiration } = creditcards;
const mask = IMask.createPipe({ mask: "0000 0000 0000 0000" });

/** @param ours the package under test, its module running */
export function contestants(ours) {
  return [
    {
      name: BASE,
      number: (text) => control.checkNumber(text).valid,
      date: (text) => control.checkExpiry(text, TODAY).valid,
      key: ({ text, caret }) => control.formatNumber(text, caret).text,
    },
    {
      name: OURS,
      number: (text) => ours.checkNumber(text).valid,
      date: (text) => ours.checkExpiry(text, TODAY).valid,
      key: ({ text, caret }) => ours.editNumber(text, caret).text,
    },
    // What the way into WebAssembly and back costs, with nothing to do there.
    {
      name: BOUNDARY,
      number: () => ours.checkNumber("").valid,
      date: () => ours.checkExpiry("", TODAY).valid,
      key: () => ours.editNumber("", 0).text,
    },
    {
      name: "creditcards",
      number: (text) => card.isValid(card.parse(text)),
      date: (text) => {
        const [month, year = ""] = text.split("/");
        const parsed = [expiration.month.parse(month.trim()), expiration.year.parse(year.trim(), true)];
        return expiration.month.isValid(parsed[0]) && expiration.year.isValid(parsed[1]) && !expiration.isPast(...parsed);
      },
      key: ({ text }) => card.format(card.parse(text)),
    },
    {
      name: "payment",
      number: (text) => fns.validateCardNumber(text),
      date: (text) => fns.validateCardExpiry(fns.cardExpiryVal(text)),
      key: ({ text }) => fns.formatCardNumber(text.replace(/\D/g, "")),
    },
    {
      name: "payform",
      number: (text) => payform.validateCardNumber(text),
      date: (text) => {
        const { month, year } = payform.parseCardExpiry(text);
        return payform.validateCardExpiry(month, year);
      },
      key: ({ text }) => payform.formatCardNumber(text),
    },
    {
      name: "card-validator",
      number: (text) => cardValidator.number(text).isValid,
      date: (text) => cardValidator.expirationDate(text).isValid,
    },
    // It tells the brand and nothing else.
    { name: "credit-card-type (brand only)", number: (text) => creditCardType(text.replace(/\D/g, "")).length === 1 },
    { name: "cleave-zen", key: ({ text }) => formatCreditCard(text) },
    { name: "imask", key: ({ text }) => mask(text) },
  ];
}

// Given to those that take it: what is timed is the check and not the reading of a clock.
const TODAY = new Date();
export const BASE = "by hand, plain JavaScript";
export const OURS = "cloudpayments-checkout";
export const BOUNDARY = "cloudpayments-checkout, an empty text";
