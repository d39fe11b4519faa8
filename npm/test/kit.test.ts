// The test kit's types with Playwright's page and selenium's driver; `tsc` is the test.
import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";
import type { CheckoutPage, Outcome, PlaywrightFrame, PlaywrightPage, WebDriverLike } from "cloudpayments-checkout/testing";

export async function pays(page: PlaywrightPage, frame: PlaywrightFrame, driver: WebDriverLike): Promise<Outcome | null> {
  const checkout: CheckoutPage = checkoutPage(page, { selector: "#second", timeout: 5000 });
  checkoutPage(frame);
  checkoutPage(driver);
  await checkout.fillCard(testCards.visa3ds);
  await checkout.fillCard({ number: "4111", expiry: "01 / 20", code: "1" });
  await checkout.pay();
  await checkout.approve3ds();
  await checkout.shows("paid");
  await checkout.shows("encrypted");
  await checkout.setClock("2031-05");
  // @ts-expect-error nothing ends so
  await checkout.shows("settled");
  // @ts-expect-error no such card
  testCards.amex;
  return checkout.outcome();
}

export async function fails(): Promise<void> {
  const switches = sandbox("http://127.0.0.1:8401");
  await switches.fail({ charge: { reason: 5051 }, bins: [{ status: 503, times: 2 }, { hang: "before" }], script: { body: "html" } });
  await switches.fail({ acs: { refuse: true }, acsPage: { frame: false }, webhook: [{ send: "twice" }, { delay: 100 }] });
  await switches.fail({ charge: { status: 502, body: "html", when: "after" }, post3ds: { truncate: true } });
  // @ts-expect-error no such route
  await switches.fail({ pay: { reason: 5051 } });
  // @ts-expect-error neither before nor after
  await switches.fail({ charge: { drop: "never" } });
  await switches.heal();
}
