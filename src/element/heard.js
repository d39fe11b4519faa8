// What the component is told, by number.

/** What happened: the same in heard.rs. */
export const CONFIGURED = 0, RESET = 1, REPORT = 2, LEFT = 3, HIDDEN = 4, CHECK_AGAIN = 5, WAITS = 6, LEFT_BANK = 7, OFFER = 8;

/** The number of a message that is none: the same in render.rs. */
export const NOTHING = 255;

/** The fields in Tab order, as the component counts them. */
export const FIELDS = ["number", "expiry", "code", "holder"];

/** Where a field stands, as the component counts it. */
export const VERDICTS = ["empty", "partial", "wrong", "complete"];

/** What a button's press tells, by its id. */
export const BUTTONS = { "check-again": CHECK_AGAIN, "challenge-cancel": LEFT_BANK, "leave-go": LEFT_BANK };

/** What is listened to inside the element. Correctness rests on `input`, `change`, leaving a field and Pay alone: some password managers send nothing. */
export const INSIDE = ["input", "compositionend", "change", "paste", "focusout", "submit", "click", "cancel", "close"];
/** And around it. */
export const OUTSIDE = ["submit", "pagehide", "pageshow"];

/** What a text came by: the same in typing.rs. INSERT is anything else: autofill, a password manager. */
export const INSERT = 0, BACKWARD = 1, FORWARD = 2, KEY = 3, PASTE = 4, COMPOSED = 5;

/** The number of an `inputType`, or of a composition's end, for which WebKit has an `inputType`, too. */
export function cause(inputType) {
  if (inputType === "insertText") return KEY;
  if (/compos/i.test(inputType)) return COMPOSED;
  if (/^delete/.test(inputType)) return /Forward$/.test(inputType) ? FORWARD : BACKWARD;
  return INSERT;
}
