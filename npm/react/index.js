"use client";
// React's half: loads the element where there is a page, hands props over as attributes, and listens.
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef, version } from "react";

import init, { define } from "../element.js";

/** `<cloudpayments-checkout>` for React 18 and 19. On a server it renders the bare tag and loads nothing. */
export const CloudPaymentsCheckout = forwardRef(function CloudPaymentsCheckout({ wasm, texts, ...props }, ref) {
  const element = useRef(null);
  const latest = useRef(props);
  const hears = useRef(null);
  const worded = useRef(false);
  useImperativeHandle(ref, () => element.current, []);
  useEffect(() => { latest.current = props; });

  useEffect(() => {
    const { current } = element;
    // One and the same each time: what listens already is not added again.
    const hear = (hears.current ??= ({ type, detail, currentTarget }) => currentTarget.isConnected && latest.current[LISTENERS[type]]?.(detail));
    for (const type in LISTENERS) current.addEventListener(type, hear);
    define();
    // What does not load is told as `checkout-error` by the element itself.
    init(wasm).catch(() => {});
    return () => {
      // Only hidden, by <Activity>: a payment that is under way goes on, and its end is told.
      if (current.isConnected) return;
      for (const type in LISTENERS) current.removeEventListener(type, hear);
    };
    // The module is loaded once: another `wasm` later on changes nothing.
  }, []);

  // A property: as an attribute, React would write an object's name. After the element is defined, which the effect above does.
  const words = JSON.stringify(texts);
  useEffect(() => {
    if (words !== undefined || worded.current) element.current.texts = texts;
    worded.current = words !== undefined;
  }, [words]);

  return createElement("cloudpayments-checkout", { ...attributes(props), ref: element });
});

function attributes(props) {
  const found = {};
  for (const [name, value] of Object.entries(props)) {
    if (HEARD.has(name)) continue;
    const attribute = name === "className" ? CLASS : OURS.has(name) ? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : name;
    found[attribute] = FLAGS.has(name) ? flag(attribute, value) : value;
  }
  return found;
}

/** React 18 writes `true` and `false` as words; React 19 knows the property `disabled`, and no other flag of ours by its attribute's name. */
function flag(attribute, value) {
  return MODERN && attribute === "disabled" ? Boolean(value) : value ? "" : undefined;
}

const MODERN = parseInt(version, 10) >= 19;
const CLASS = MODERN ? "className" : "class";
const LISTENERS = {
  "checkout-change": "onChange",
  "checkout-phase": "onPhase",
  "checkout-paid": "onPaid",
  "checkout-declined": "onDeclined",
  "checkout-error": "onError",
  "checkout-cryptogram": "onCryptogram",
};
const HEARD = new Set(Object.values(LISTENERS));
const FLAGS = new Set(["autoAdvance", "disabled"]);
const OURS = new Set(["publicId", "threeDs", "autoAdvance", "scriptTimeout", "challengeTimeout", "expiryCheck", "supportEmail"]);
