// The store's half of the secure window against the table of conversations; the payment page's half is held to it by tests/channel.rs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Channel } from "../window/channel.js";
import { money } from "../window/money.js";
import { words } from "../window/words.js";

const table = JSON.parse(await readFile(new URL("../../tests/traces/channel.json", import.meta.url), "utf8"));
const [STORE] = table.stores;
const HELLO = { type: "cloudpayments-window:hello", nonce: table.nonce };

for (const { name, begun, steps } of table.conversations) {
  test(name, () => {
    const channel = new Channel(table.page, STORE);
    if (begun) assert.equal(channel.greeted({ data: HELLO, origin: table.page }, true), true);
    let ignored = 0;
    for (const [at, step] of steps.entries()) {
      const { from, to, on, message } = step;
      if (from === "store" && on === "port") {
        assert.equal(channel.says(message ?? {}), step.sent !== false, `step ${at}`);
      } else if (from === "store") {
        assert.equal(channel.greeting.nonce === message.nonce && channel.greeting.type === message.type && step.ports === 1, step.sent !== false, `step ${at}`);
      } else if (from === "page" || to === "store") {
        const heard = on === "port" ? channel.heard(message) : channel.greeted({ data: message, origin: step.origin }, step.window !== "other");
        assert.equal(heard, step.taken !== false, `step ${at}`);
        if (!heard) ignored += 1;
      }
      assert.equal(channel.ignored, ignored, `step ${at}`);
    }
  });
}

test("a page that was reloaded begins anew", () => {
  const channel = new Channel(table.page, STORE);
  const order = { type: "order", order: "A-1", endpoint: `${STORE}/api/payments` };
  for (const nonce of [table.nonce, "f".repeat(32)]) {
    assert.equal(channel.greeted({ data: { ...HELLO, nonce }, origin: table.page }, true), true);
    assert.equal(channel.greeting.nonce, nonce);
    assert.equal(channel.heard({ type: "ready" }), false);
    assert.equal(channel.says(order), true);
    assert.equal(channel.heard({ type: "ready" }), true);
  }
});

test("the sum on the button is written as the payment form writes it", async () => {
  const { cases } = JSON.parse(await readFile(new URL("../../tests/vectors/amounts.json", import.meta.url), "utf8"));
  for (const { input, currency, spaces, commas } of cases) {
    for (const [lang, shown] of [["kk", spaces], ["ru", spaces], ["en", commas]]) {
      assert.equal(money(input, currency, lang).replaceAll("\u00a0", "_"), shown ?? "", `${input} ${currency} ${lang}`);
    }
  }
});

test("every language has every word of the window", () => {
  const keys = Object.keys(words("en"));
  for (const tag of ["kk", "kk-KZ", "kk_KZ", " KK ", "kaz", "kaz-Cyrl", "kz", "ru-RU", "ru", "RUS"]) {
    assert.deepEqual(Object.keys(words(tag)), keys);
    assert.equal(words(tag).lang, /k/i.test(tag) ? "kk" : "ru");
  }
  for (const tag of ["de", "en", "", null, undefined, "rum", "kka", "run", "constructor"]) assert.equal(words(tag).lang, "en", tag);
});

test("of a bank's page that is left nothing more is said than is known: what the bank has confirmed is paid", () => {
  for (const [tag, unconfirmed] of [["en", /unconfirmed payment/], ["ru", /[Нн]еподтверждённый платёж/], ["kk", /[Рр]асталмаған төлем/]]) {
    assert.match(words(tag).leave, unconfirmed);
  }
});
