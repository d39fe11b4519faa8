// What shoppers type, made by a seed: the same 10,000 texts of each kind in every run, right and wrong ones mixed.

import { chance } from "./chance.js";

const COUNT = 10_000;

/** `numbers` and `dates` are whole fields; `keys` are a number field's text and caret right after a key. */
export function corpus(seed = 1, today = new Date()) {
  const dice = chance(seed);
  const below = (count) => Math.floor(dice() * count);
  const digits = (count) => Array.from({ length: count }, () => below(10)).join("");
  const pick = (choices) => {
    let at = dice() * choices.reduce((sum, [weight]) => sum + weight, 0);
    return choices.find(([weight]) => (at -= weight) < 0)[1]();
  };
  const beginning = () => pick([[5, () => "4"], [4, () => `5${1 + below(5)}`], [1, () => `22${30 + below(70)}`]]);
  const right = (start, length) => {
    const body = start + digits(length - 1 - start.length);
    return body + checkDigit(body);
  };
  const wrong = () => {
    const number = right(beginning(), 16);
    return number.slice(0, -1) + ((Number(number.at(-1)) + 1 + below(9)) % 10);
  };
  const number = () => pick([
    [45, () => grouped(right(beginning(), 16))],
    [15, () => right(beginning(), 16)],
    [5, () => grouped(right(beginning(), 16), "-")],
    [3, () => right("4", pick([[1, () => 13], [1, () => 19]]))],
    [14, () => grouped(wrong())],
    [9, () => grouped(right(beginning(), 16).slice(0, 1 + below(15)))],
    [6, () => right(pick([[1, () => "34"], [1, () => "62"], [1, () => "220"], [1, () => "6011"]]), 16)],
    [2, () => grouped(right(beginning(), 16)).replace(/\d$/, "x")],
    [1, () => right(beginning(), 16).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
  ]);
  const year = () => today.getFullYear() + 1 + below(15);
  const two = (value) => String(value % 100).padStart(2, "0");
  const month = () => two(1 + below(12));
  const date = () => pick([
    [55, () => `${month()} / ${two(year())}`],
    [10, () => `${month()}/${two(year())}`],
    [5, () => `${month()}${two(year())}`],
    [5, () => `${month()} / ${year()}`],
    [8, () => `${month()} / ${two(today.getFullYear() - 1 - below(5))}`],
    [6, () => `${13 + below(80)} / ${two(year())}`],
    [8, () => `${month()} / ${below(10)}`],
    [3, () => "mm / yy"],
  ]);
  const key = () => {
    const typed = right(beginning(), 16).slice(0, 1 + below(16));
    const before = grouped(typed.slice(0, -1));
    // A key at the end, seven times of eight; else one in the middle.
    const caret = below(8) ? before.length : below(before.length + 1);
    return { text: before.slice(0, caret) + typed.at(-1) + before.slice(caret), caret: caret + 1 };
  };
  const list = (make) => Array.from({ length: COUNT }, make);
  return { numbers: list(number), dates: list(date), keys: list(key) };
}

function grouped(number, between = " ") {
  return number.replace(/\d{4}(?=\d)/g, `$&${between}`);
}

/** ISO/IEC 7812-1, written for sums and not for speed: the contestants have their own. */
function checkDigit(body) {
  const sum = [...body].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
