// The types of the elements in React, Vue and Svelte; `tsc` is the test. A line under @ts-expect-error must stay an error.
import type { CheckoutEventMap, CloudPaymentsCheckoutElement, DeclinedDetail, Receipt } from "cloudpayments-checkout";
import { CloudPaymentsCheckout } from "cloudpayments-checkout/react";
import type {} from "cloudpayments-checkout/svelte";
import type {} from "cloudpayments-checkout/vue";
import type { CloseDetail, CloudPaymentsWindowElement } from "cloudpayments-checkout/window";
import { useRef } from "react";
import type { SvelteHTMLElements } from "svelte/elements";
import type { GlobalComponents } from "vue";

export function Wrapped() {
  const ref = useRef<CloudPaymentsCheckoutElement>(null);
  const pay = () => ref.current?.pay().then(({ transaction }) => transaction);
  return (
    <>
      <CloudPaymentsCheckout
        ref={ref}
        publicId="pk_0"
        endpoint="/api/payments"
        order="A-1042"
        amount="12500.00"
        lang="kk"
        threeDs="frame"
        scriptTimeout={5000}
        holder="hidden"
        disabled
        className="pay"
        style={{ maxWidth: 400 }}
        onChange={({ complete, brand }) => [complete, brand]}
        onPaid={(receipt: Receipt) => receipt.transaction}
        onDeclined={(detail: DeclinedDetail) => detail.reason}
        onError={({ code, fault }) => [code, fault]}
        texts={{ en: { "Pay {amount}": "Donate {amount}" } }}
        wasm={new URL("https://store.example/element_bg.wasm")}
      />
      <button type="button" onClick={pay} />
      {/* @ts-expect-error there is no such way */}
      <CloudPaymentsCheckout publicId="pk_0" threeDs="window" />
      {/* @ts-expect-error the element has no such words */}
      <CloudPaymentsCheckout publicId="pk_0" texts={{ en: { "Buy {amount}": "Donate {amount}" } }} />
      {/* @ts-expect-error an amount is text: a number would lose its zeros */}
      <CloudPaymentsCheckout publicId="pk_0" amount={12500} />
      {/* @ts-expect-error the element has its own inside */}
      <CloudPaymentsCheckout publicId="pk_0">card</CloudPaymentsCheckout>
    </>
  );
}

export function Bare() {
  return (
    <>
      <cloudpayments-checkout public-id="pk_0" holder="optional" oncheckout-paid={({ detail }) => detail.transaction} />
      {/* @ts-expect-error attributes are written with a dash */}
      <cloudpayments-checkout publicId="pk_0" />
      <cloudpayments-window
        ref={(element: CloudPaymentsWindowElement | null) => element?.open()}
        src="https://pay.example/pay.html"
        order="A-1042"
        mode="popup"
        time-limit={5000}
        className="pay"
        oncheckout-close={({ detail }) => left(detail)}
        oncheckout-paid={({ detail }) => detail.transaction}
      >
        <button type="button" />
      </cloudpayments-window>
      {/* @ts-expect-error there is no such place */}
      <cloudpayments-window src="https://pay.example/pay.html" mode="sheet" />
    </>
  );
}

const left = ({ phase }: CloseDetail) => phase;

type Vue<Name extends keyof GlobalComponents> = InstanceType<GlobalComponents[Name]>["$props"];

export function templates(svelte: SvelteHTMLElements["cloudpayments-checkout"], vue: Vue<"cloudpayments-checkout">) {
  svelte["public-id"] = "pk_0";
  svelte["oncheckout-paid"] = ({ detail }) => detail.transaction;
  // @ts-expect-error nobody's value
  svelte.holder = "always";
  vue["three-ds"] = "page";
  vue["onCheckout-paid"] = (event: CheckoutEventMap["checkout-paid"]) => event.detail.transaction;
  // @ts-expect-error nobody's value
  vue["three-ds"] = "window";
}

export function windows(svelte: SvelteHTMLElements["cloudpayments-window"], vue: Vue<"cloudpayments-window">) {
  svelte["token-url"] = "/api/orders/A-1042/token";
  svelte.class = "pay";
  svelte["oncheckout-close"] = ({ detail }) => left(detail);
  // @ts-expect-error nobody's value
  svelte.mode = "sheet";
  vue["time-limit"] = 5000;
  vue["onCheckout-close"] = ({ detail }) => left(detail);
  // @ts-expect-error attributes are written with a dash
  vue.timeLimit = 5000;
}
