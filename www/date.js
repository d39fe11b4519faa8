/** Moments as people read them. */

/** `moment` is what `new Date` takes, shown in the shopper's own time zone. */
export function date(moment, lang) {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  const time = at.toLocaleTimeString(lang === "kk" ? "ru" : lang, { timeStyle: "short" });
  // Browsers ship without Kazakh month names often enough (Chromium says `2026 M11 23`), so these are ours.
  if (lang === "kk") return `${at.getFullYear()} ж. ${at.getDate()} ${KAZAKH_MONTHS[at.getMonth()]}, ${time}`;
  return `${at.toLocaleDateString(lang, { dateStyle: "long" })}, ${time}`;
}

const KAZAKH_MONTHS = [
  "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
  "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
];
