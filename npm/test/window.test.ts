// The secure window's types, as a store and a payment page would use them; `tsc` is the test.
import init, { authorize, define as defineElement, holdUnseen, shakeHands } from "cloudpayments-checkout/pay";
import type { Line, StoreMessage } from "cloudpayments-checkout/pay";
import { define } from "cloudpayments-checkout/window";
import type { CloseDetail, CloudPaymentsWindowElement } from "cloudpayments-checkout/window";

export function store(): void {
  const isNew: boolean = define();
  define(isNew ? "my-window" : undefined);
  const element = document.createElement("cloudpayments-window");
  const same: CloudPaymentsWindowElement = element;
  same.src = "https://pay.example/pay.html";
  same.mode = "popup";
  same.token = async () => "A-1042~1800001800000~bWFj";
  same.tokenUrl = "/api/orders/A-1042/token";
  same.open();
  same.resume("9f2c4e0b7a6d4c1f8e3b5a7092d1c6e4");
  same.addEventListener("checkout-paid", ({ detail }) => detail.transaction.toFixed());
  same.addEventListener("checkout-close", ({ detail }) => close(detail));
  // @ts-expect-error: where it stands is told, not set
  same.phase = "editing";
}

function close({ phase }: CloseDetail): boolean {
  return phase === "settled";
}

export async function page(): Promise<void> {
  await init();
  defineElement();
  let wanted: StoreMessage | undefined;
  const line: Line = shakeHands(["https://shop.example"], (message) => (wanted = message), (origin) => origin.length);
  authorize((stale) => (stale ? "" : "token"));
  holdUnseen(document.body, (is: boolean) => is);
  if (line.isOpen && wanted?.type === "order") line.say("ready");
  // @ts-expect-error: there is no word for a card
  line.say("card", {});
}
