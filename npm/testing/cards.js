// CloudPayments' own test cards: any date in the future, any code. They work in the sandbox and in the gateway's test mode.

const EXPIRY = `12 / ${String((new Date().getUTCFullYear() + 3) % 100).padStart(2, "0")}`;

const card = (number) => Object.freeze({ number, expiry: EXPIRY, code: "123", holder: "AIDANA SERIK" });

/** By scheme, whether the bank asks by 3-D Secure, and how it ends: paid, unless it is called poor (not enough money). */
export const testCards = Object.freeze({
  visa: card("4111 1111 1111 1111"),
  visaOther: card("4000 0000 0000 3055"),
  visaPoor: card("4000 0566 5566 5556"),
  visa3ds: card("4242 4242 4242 4242"),
  visa3dsPoor: card("4012 8888 8888 1881"),
  mastercard: card("5200 8282 8282 8210"),
  mastercardOther: card("5205 0000 0000 3055"),
  mastercardPoor: card("5404 0000 0000 0043"),
  mastercard3ds: card("5555 5555 5555 4444"),
  mastercard3dsPoor: card("5105 1051 0510 5100"),
});
