// The types of the element in React, Vue and Svelte; `tsc` is the test. A line under @ts-expect-error must stay an error.
import type { CheckoutEventMap, CloudPaymentsCheckoutElement, DeclinedDetail, Receipt } from "cloudpayments-checkout";
import { CloudPaymentsCheckout } from "cloudpayments-checkout/react";
import type {} from "cloudpayments-checkout/svelte";
import type {} from "cloudpayments-checkout/vue";
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
        wasm={new URL("https://store.example/core_bg.wasm")}
      />
      <button type="button" onClick={pay} />
      {/* @ts-expect-error there is no such way */}
      <CloudPaymentsCheckout publicId="pk_0" threeDs="window" />
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
    </>
  );
}

export function templates(svelte: SvelteHTMLElements["cloudpayments-checkout"], vue: InstanceType<GlobalComponents["cloudpayments-checkout"]>["$props"]) {
  svelte["public-id"] = "pk_0";
  svelte["oncheckout-paid"] = ({ detail }) => detail.transaction;
  // @ts-expect-error nobody's value
  svelte.holder = "always";
  vue["three-ds"] = "page";
  vue["onCheckout-paid"] = (event: CheckoutEventMap["checkout-paid"]) => event.detail.transaction;
  // @ts-expect-error nobody's value
  vue["three-ds"] = "window";
}
