/** Every word of the shop's own pages, by key and language; one file per language stands under `words/`. */
import en from "./words/en.js";
import kk from "./words/kk.js";
import ru from "./words/ru.js";

const words = { kk, ru, en };

/** The text of `key` in `lang`. A missing one is a mistake of ours: the key itself is shown, so that it is seen. */
export function say(key, lang) {
  return words[lang]?.[key] ?? key;
}

/**
 * Writes the words of `lang` into a page: `data-word` names an element's text, `data-word-label` its accessible name.
 * The document's own `lang` is set too, for screen readers, hyphenation and the payment form.
 */
export function write(lang, root = document) {
  document.documentElement.lang = lang;
  // All of the page's scripts are here.
  document.querySelector(".late")?.remove();
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = say(element.dataset.word, lang);
  }
  for (const element of root.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", say(element.dataset.wordLabel, lang));
  }
}
