import { AdyenCheckout, Card } from "@adyen/adyen-web";
import "@adyen/adyen-web/styles/adyen.css";

// Its fields are frames of its own servers, which are not asked here: what is timed is the form around them being on the page.
const place = document.createElement("div");
document.body.append(place);
const seen = new MutationObserver(() => {
  const shell = place.querySelector(".adyen-checkout__card-input");
  if (!shell?.getBoundingClientRect().width) return;
  seen.disconnect();
  performance.mark("usable");
});
seen.observe(place, { childList: true, subtree: true });
const checkout = await AdyenCheckout({
  environment: "test",
  clientKey: "test_00000000000000000000000000000000",
  countryCode: "KZ",
  locale: "en-US",
  amount: { value: 1250000, currency: "KZT" },
  analytics: { enabled: false },
  paymentMethodsResponse: { paymentMethods: [{ type: "scheme", name: "Cards", brands: ["visa", "mc"] }] },
});
new Card(checkout, { hasHolderName: true, holderNameRequired: true }).mount(place);
