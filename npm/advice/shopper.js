// What a shopper reads where the form cannot work, because the module did not load. Fetched then only, so that nobody else pays for it.

/** Puts words and a button in the place of an element's form; a module that loads after all takes them away again. */
export function excuse(surface, isForbidden) {
  surface.complete();
  const { host } = surface;
  const root = host.shadowRoot;
  const [form, why, result, title, text, support, again, status] = NODES.map((id) => root.getElementById(id));
  const wasInside = root.activeElement;
  const lang = spoken(host);
  const words = WORDS[lang];
  result.lang = lang;
  result.dataset.outcome = "unloaded";
  title.textContent = status.textContent = words.title;
  text.textContent = isForbidden ? words.forbidden : words.lost;
  const address = host.getAttribute("support-email")?.trim() || "support@cloudpayments.kz";
  support.replaceChildren(words.questions, link(address));
  again.textContent = words.again;
  // All of the page: its own script may have waited for the module, and stopped.
  again.onclick = () => location.reload();
  form.hidden = why.hidden = true;
  result.hidden = again.hidden = false;
  if (wasInside) result.focus();

  new MutationObserver((_, observer) => {
    if (result.dataset.outcome === "unloaded") return;
    observer.disconnect();
    again.onclick = null;
    why.hidden = false;
  }).observe(result, { attributeFilter: ["data-outcome"] });
}

/** The address as a link, where it is one. */
function link(address) {
  if (!/^[\w.+-]+@[\w.-]+$/.test(address)) return address;
  const link = document.createElement("a");
  link.append(address);
  link.href = `mailto:${address}`;
  link.part = "link";
  // Of the whole tab: a frame's own the store's `frame-src` may forbid.
  link.target = "_top";
  return link;
}

/** The language of what the element stands in, out of any shadow roots, as `browser/page.js` finds it and `text/locale.rs` reads it. */
function spoken(host) {
  const named = host.closest('[lang]:not([lang=""])');
  const { host: around } = host.getRootNode();
  if (!named && around) return spoken(around);
  const [, language, kazakh] = /^\s*(k(k|az|z)|rus?)([-_]|\s*$)/i.exec(named?.getAttribute("lang")) ?? [];
  return kazakh ? "kk" : language ? "ru" : "en";
}

const NODES = ["form", "why", "result", "result-title", "result-text", "result-support", "check-again", "status"];

const WORDS = {
  kk: {
    title: "Төлем нысаны жүктелмеді",
    lost: "Интернет байланысын тексеріп, қайталап көріңіз",
    forbidden: "Бұл браузерде ол ашылмайды. Басқа браузерден немесе құрылғыдан көріңіз",
    again: "Қайталау",
    questions: "Сұрағыңыз бар ма? ",
  },
  ru: {
    title: "Форма оплаты не загрузилась",
    lost: "Проверьте подключение к интернету и попробуйте ещё раз",
    forbidden: "В этом браузере она не открывается. Попробуйте другой браузер или другое устройство",
    again: "Попробовать ещё раз",
    questions: "Вопросы? ",
  },
  en: {
    title: "The payment form did not load",
    lost: "Check your internet connection and try again",
    forbidden: "It does not open in this browser. Try another browser or device",
    again: "Try again",
    questions: "Questions? ",
  },
};
