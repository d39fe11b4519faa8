// Uses every export as a store would; `tsc` is the test. A line under @ts-expect-error must stay an error.
import init, {
  CheckoutError,
  checkExpiry,
  checkHolder,
  checkNumber,
  checkSecurityCode,
  createCryptogram,
  define,
  editExpiry,
  editNumber,
} from "cloudpayments-checkout";
import type {
  Brand,
  CardInput,
  ChangeDetail,
  CheckoutEventMap,
  CloudPaymentsCheckoutElement,
  CryptogramDetail,
  CryptogramOptions,
  DeclinedDetail,
  Edit,
  Edited,
  ErrorCode,
  ErrorDetail,
  ExpiryCheck,
  ExpiryErrorCode,
  Fault,
  Field,
  FieldErrorCode,
  FieldState,
  Message,
  HolderCheck,
  HolderErrorCode,
  InitInput,
  NumberCheck,
  NumberErrorCode,
  PayResult,
  Phase,
  PhaseDetail,
  Receipt,
  RefusedCode,
  SecurityCodeCheck,
  SecurityCodeErrorCode,
  StoreErrorCode,
  Texts,
  Verdict,
} from "cloudpayments-checkout";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._: Same<A, B> extends true ? [] : [never]): void {}

export async function loading(): Promise<void> {
  same<ReturnType<typeof init>, Promise<void>>();
  await init();
  await init("/assets/core_bg.wasm");
  await init(new URL("https://store.example/core_bg.wasm"));
  await init(fetch("/assets/core_bg.wasm"));
  await init(new Uint8Array());
  const input: InitInput = new WebAssembly.Module(new ArrayBuffer(8));
  await init(input);
}

export function words(checkout: CloudPaymentsCheckoutElement): void {
  const pay: Message = "Pay {amount}";
  const texts: Texts = { ru: { [pay]: "Пожертвовать {amount}" }, kk: { "Card number": "Карточка нөмірі" } };
  checkout.texts = texts;
  // @ts-expect-error: no such message
  checkout.texts = { en: { "Card numbr": "x" } };
}

export function checks(): void {
  const number: NumberCheck = checkNumber("4111 1111 1111 1111");
  same<typeof number.brand, Brand>();
  same<typeof number.error, NumberErrorCode | null>();
  if (number.error === "number.luhn") return;
  // @ts-expect-error there is no such code
  if (number.error === "number.wrong") return;
  // @ts-expect-error a number would lose digits
  checkNumber(4111111111111111);

  const expiry: ExpiryCheck = checkExpiry("04 / 31");
  checkExpiry("04/31", "2026-11");
  checkExpiry("04/31", new Date());
  same<typeof expiry.error, ExpiryErrorCode | null>();
  same<typeof expiry.month, number | null>();
  same<typeof expiry.year, number | null>();
  // @ts-expect-error a month, not a word
  checkExpiry("04/31", "now");

  const code: SecurityCodeCheck = checkSecurityCode("123");
  same<typeof code.error, SecurityCodeErrorCode | null>();
  const holder: HolderCheck = checkHolder("IVAN PETROV");
  same<typeof holder.error, HolderErrorCode | null>();
}

export function typing(input: HTMLInputElement, edit: Edit): void {
  const number: Edited = editNumber(input.value, input.selectionStart, edit);
  const { text, caret } = editExpiry(input.value, 3, "backward");
  input.value = text;
  input.setSelectionRange(caret, number.caret);
  // @ts-expect-error not one of the three
  editNumber("4", 1, "delete");
}

export async function headless(): Promise<string> {
  const card: CardInput = { number: "4111 1111 1111 1111", expiry: "04 / 31", code: "123", holder: "IVAN PETROV" };
  const options: CryptogramOptions = { publicId: "pk_0", script: "https://checkout.tiptoppay.kz/checkout.js", timeLimit: 5000 };
  await createCryptogram({ number: "4", expiry: "1", code: "1" }, { publicId: "pk_0" });
  // @ts-expect-error the public id is required
  await createCryptogram(card, {});
  try {
    return await createCryptogram(card, options);
  } catch (error) {
    if (!(error instanceof CheckoutError)) throw error;
    const field: Field | undefined = error.field;
    const fault: Fault = error.fault;
    const code: ErrorCode = error.code;
    const again: boolean = error.retry;
    // @ts-expect-error read only
    error.code = "component.busy";
    return [error.name, error.message, field, fault, code, again, error.cause, error.stack].join();
  }
}

export function element(): void {
  same<ReturnType<typeof define>, boolean>();
  define();
  define("store-checkout");

  const made = document.createElement("cloudpayments-checkout");
  same<typeof made, CloudPaymentsCheckoutElement>();
  const found: CloudPaymentsCheckoutElement | null = document.querySelector("cloudpayments-checkout");
  if (!found) return;
  found.publicId = "pk_0";
  found.script = "https://checkout.tiptoppay.kz/checkout.js";
  found.endpoint = "/api/payments";
  found.order = "A-1042";
  found.amount = "12500.00";
  found.currency = "KZT";
  found.lang = "kk";
  found.threeDs = "frame";
  found.autoAdvance = true;
  found.scriptTimeout = "20000";
  found.challengeTimeout = "600000";
  found.expiryCheck = "off";
  found.name = "cryptogram";
  found.holder = "optional";
  found.button = "none";
  found.supportEmail = "support@store.example";
  found.disabled = false;
  // @ts-expect-error attributes are strings
  found.amount = 12500;

  same<typeof found.phase, Phase>();
  same<typeof found.attempt, string | null>();
  const form: [HTMLFormElement | null, ValidityState, string, boolean] = [
    found.form, found.validity, found.validationMessage, found.willValidate,
  ];
  same<ReturnType<typeof found.pay>, Promise<PayResult>>();
  found.resume("0123456789abcdef0123456789abcdef");
  found.reset();
  found.focus();
  same<typeof form.length, 4>();
  const right: boolean = found.checkValidity() && found.reportValidity();
  found.hidden = right;
  // @ts-expect-error read only
  found.phase = "settled";
}

export function events(target: CloudPaymentsCheckoutElement): void {
  same<keyof CheckoutEventMap, `checkout-${"change" | "phase" | "paid" | "declined" | "error" | "cryptogram"}`>();
  target.addEventListener("checkout-change", ({ detail }) => {
    same<typeof detail, ChangeDetail>();
    const state: FieldState = detail.fields.code;
    const verdict: Verdict = state.verdict;
    const error: FieldErrorCode | null = state.error;
    return [detail.complete, detail.brand, verdict, error];
  });
  target.addEventListener("checkout-phase", ({ detail }) => same<typeof detail, PhaseDetail>());
  target.addEventListener("checkout-paid", ({ detail }) => location.assign(`/thanks/${detail.transaction}`));
  target.addEventListener("checkout-declined", ({ detail }) => same<typeof detail, DeclinedDetail>());
  target.addEventListener("checkout-error", ({ detail }) => same<typeof detail, ErrorDetail>());
  target.addEventListener("checkout-cryptogram", ({ detail }) => same<typeof detail, CryptogramDetail>());
  document.addEventListener("checkout-paid", ({ detail }) => same<typeof detail, Receipt>());
  target.addEventListener("click", ({ clientX }) => same<typeof clientX, number>());
  // @ts-expect-error a paid event has no reason
  target.addEventListener("checkout-paid", ({ detail }) => detail.reason);
}

export function codes(code: ErrorCode): string {
  const refused: RefusedCode = "number.refused";
  const store: StoreErrorCode = "store.price_changed";
  const own: ErrorCode = "store.closed_on_sundays";
  // @ts-expect-error nobody's code
  const nobodys: ErrorCode = "bank.on_holiday";
  return [refused, store, own, nobodys, code].join();
}
