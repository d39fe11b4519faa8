/** The shopper's language: where it comes from, how it is switched, who hears of it. */
import { write } from "./words.js";

export const LANGUAGES = ["kk", "ru", "en"];

// Up here, because the next line reads it while this module is being evaluated.
const KEY = "shop.lang";

/** The language in force. */
export let lang = chosen();

/**
 * Puts the page into the shopper's language, makes the switch in the header work without a reload,
 * and calls `listener(lang)` now and at every change.
 */
export function speak(listener = () => {}) {
  const apply = () => {
    write(lang);
    markSwitch();
    carry();
    listener(lang);
  };
  for (const link of switches()) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      lang = link.hreflang;
      remember(lang);
      apply();
    });
  }
  apply();
}

/** `path` with the language in force, so that a page opened from here speaks it even where storage is off. */
export function inLanguage(path) {
  const url = new URL(path, location.href);
  url.searchParams.set("lang", lang);
  return url.pathname + url.search + url.hash;
}

/** Asked for by the address, which is remembered, else chosen before, else wanted by the browser, else Kazakh. */
function chosen() {
  const asked = spoken(new URLSearchParams(location.search).get("lang"));
  if (asked) store(asked);
  return asked ?? [stored(), ...(navigator.languages ?? [])].map(spoken).find(Boolean) ?? "kk";
}

/** The shop's own tag for a language it speaks: `ru` for `ru-KZ`. */
function spoken(tag) {
  return LANGUAGES.find((one) => one === tag?.toLowerCase().split("-")[0]);
}

function store(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be off: the address still carries the choice.
  }
}

function remember(choice) {
  store(choice);
  const url = new URL(location.href);
  url.searchParams.set("lang", choice);
  history.replaceState(history.state, "", url);
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function markSwitch() {
  for (const link of switches()) {
    if (link.hreflang === lang) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Links between the shop's pages keep the language. */
function carry() {
  for (const link of document.querySelectorAll("a[data-carry]")) {
    link.href = inLanguage(link.getAttribute("href"));
  }
}

function switches() {
  return document.querySelectorAll(".languages a");
}
