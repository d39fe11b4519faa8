// The look, beside the template that it belongs to. Constructed style sheets are the one way to style a shadow root that a strict
// policy never blocks. The build minifies them (xtask/src/build).

const sheets = [];

/** Adds a style sheet, one for the whole page, to the root's own; where a browser cannot (Safari before 16.4), the form is plain but works. */
export function style(root, part) {
  try {
    if (!sheets[part]) (sheets[part] = new CSSStyleSheet()).replaceSync(css[part]);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets[part]];
  } catch {}
}

// The first has what is drawn at once; for the second the fields need not wait. Every size and weight of letters is a font that the
// browser looks for: the first knows the fields' alone, and reserves what words of other sizes will take.
const css = [`
/* Every colour and length a store may want to change is a custom property. Light or dark is the page's choice, by its color-scheme. */
:host {
  --_accent: var(--checkout-accent, light-dark(#0b6e4f, #5fd3a8));
  --_on-accent: var(--checkout-on-accent, light-dark(#fff, #04231a));
  --_text: var(--checkout-text, light-dark(#17212b, #e8edf2));
  --_muted: var(--checkout-muted, light-dark(#55616e, #a9b4bf));
  --_surface: var(--checkout-surface, light-dark(#fff, #161c22));
  --_field: var(--checkout-field, light-dark(#fff, #1e262e));
  --_border: var(--checkout-border, light-dark(#8793a0, #71808e));
  --_danger: var(--checkout-danger, light-dark(#b3261e, #ffb4ab));
  --_good: var(--checkout-good, light-dark(#0b6e4f, #5fd3a8));
  --_wait: var(--checkout-wait, light-dark(#8a5a00, #f3c26b));
  --_radius: var(--checkout-radius, 10px);
  --_gap: var(--checkout-gap, 14px);
  display: block;
  width: -moz-available;
  width: -webkit-fill-available;
  max-width: var(--checkout-width, 30em);
  color: var(--_text);
  font: 400 1rem/1.4 var(--checkout-font, system-ui, sans-serif);
  text-align: left;
  text-indent: 0;
  white-space: normal;
}
:host([hidden]), [hidden] { display: none !important; }
/* Whatever a page gives all its elements: of smaller letters in fields phones make larger ones. */
:host { font-size: max(1rem, 16px) !important; }
/* Digits, and all three languages, go from left to right whatever the page around does. */
* { box-sizing: border-box; margin: 0; direction: ltr; font-variant-numeric: tabular-nums; }
[tabindex] { outline: 0; }
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px; }
/* Label, box and message of the two stay in line whichever of them wraps. */
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8.5em, 100%), 1fr)); column-gap: var(--_gap); }
.pair .field { display: grid; grid-row: span 3; grid-template: subgrid / minmax(0, 1fr); }
label { display: block; min-height: 1.225em; margin-bottom: 4px; }
/* Words that are still on their way. */
:is(label, #safe):empty::before { content: ""; display: block; width: 8em; height: .75em; border-radius: 4px; background: var(--_border); opacity: .3; }
.box {
  position: relative; height: 3.025em;
  background: var(--_field); border: 1px solid var(--_wrong, var(--_border)); border-radius: var(--_radius);
}
.box:focus-within { border-color: var(--_wrong, var(--_accent)); outline: 3px solid color-mix(in srgb, var(--_wrong, var(--_accent)) 30%, transparent); }
/* Of a size of its own, and no part of a flex box or grid: so that a key lays out what is inside, and nothing around. */
input {
  display: block; width: 100%; height: 100%; padding: 0 14px; border: 0; border-radius: inherit; outline: 0; background: none; color: inherit; contain: size layout;
  font: inherit;
}
#holder { text-transform: uppercase; }
/* Not of the field that is typed in: Chromium would lay it out twice. */
#holder:not(:focus), ::placeholder { text-overflow: ellipsis; }
::placeholder { color: var(--_muted); opacity: .9; text-transform: none; }
:autofill { box-shadow: 0 0 0 99px var(--_field) inset; -webkit-text-fill-color: var(--_text); }
/* Two lines are there before an error or an offer is, so that nothing moves under a finger on its way to Pay. */
.line { min-height: 2.275em; margin: 3px 0 5px; }
#code, #number { padding-right: 60px; }
#brand, #back { position: absolute; right: 14px; width: 38px; height: 24px; top: calc(50% - 12px); border-radius: 4px; border: 1px solid var(--_border); pointer-events: none; }
/* The back of a card, with the place of the three digits. */
#back {
  background: radial-gradient(ellipse 8px 5px at 28px 16px, #0000 75%, var(--_danger) 80% 98%, #0000 100%),
    linear-gradient(var(--_muted), var(--_muted)) 23px 15px / 10px 2px no-repeat,
    linear-gradient(var(--_text), var(--_text)) 0 4px / 100% 5px no-repeat;
}
button { font: inherit; cursor: pointer; border-radius: var(--_radius); padding: 8px 14px; border: 1px solid var(--_border); background: var(--_surface); color: var(--_text); justify-self: start; }
:is(button, summary, a):focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
#pay {
  display: flex; align-items: center; justify-content: center; gap: 10px; width: 100%; min-height: 3.25em;
  margin-top: 6px; border: 0; background: var(--_accent); color: var(--_on-accent); transition: filter .15s;
}
:host([button=none]) #pay { display: none; }
#safe, #why { margin-top: 6px; }
#safe { min-height: 1.1375em; }
#safe::before { margin: auto; }
summary { width: fit-content; min-height: 1.6375em; margin: auto; }
/* No triangle that points to nothing, until the words come. */
summary:empty { color: #0000; }
`, `
label { align-self: end; text-wrap: balance; font-size: .875em; font-weight: 550; }
.line, #safe, #why { font-size: .8125em; color: var(--_wrong, var(--_muted)); }
.line { min-height: 2.8em; }
/* Sixteen digits and their gaps are some eleven letters wide in the widest of the usual fonts, beside padding and edges. */
#number-field { container-type: inline-size; }
#number { font-size: clamp(16px, (100cqi - 30px) / 11.2, 1em); }
:disabled { opacity: .6; }
[data-wrong] { --_wrong: var(--_danger); }
.offer { display: block; max-width: 100%; min-height: 24px; padding: 0; border: 0; background: none; color: var(--_accent); text-align: left; text-wrap: balance; margin-bottom: -6px; text-decoration: underline; text-underline-offset: 3px; }
:is(.offer, #result p, #challenge-frame):empty { display: none; }
#holder-offer { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
#brand { background: #fff; border-color: #d7dde3; }
#brand:not([data-brand=visa], [data-brand=mastercard]) { visibility: hidden; }
#brand[data-brand=visa]::after { content: "VISA"; position: absolute; inset: 0; color: #1a2b7b; font: italic 800 11px/22px sans-serif; text-align: center; }
#brand[data-brand=mastercard] {
  background: radial-gradient(circle at 14px 11px, #d5202a 0 7px, #0000 7.5px), radial-gradient(circle at 23px 11px, #f09a1a 0 7px, #0000 7.5px), #fff;
}
@media (max-width: 22rem) {
  /* Beside its label, the brand takes no digit's room. */
  #number { padding: 0 14px; }
  #brand { top: calc(-1.225em - 9px); right: -1px; }
}
#pay { font-weight: 650; font-size: 1.0625em; min-height: 3.06em; }
#pay:hover { filter: brightness(1.08); }
#pay[aria-disabled=true] { cursor: default; filter: saturate(.6); }
#spinner { display: none; width: 1.1em; height: 1.1em; border: 2px solid; border-right: 0; border-radius: 50%; animation: turn .9s linear infinite; }
#pay[data-busy] #spinner { display: block; }
@keyframes turn { to { rotate: 1turn; } }
#safe { text-align: center; text-wrap: balance; }
summary { padding: .31em .62em; cursor: pointer; text-decoration: underline; text-underline-offset: 3px; border-radius: 6px; }
#status, #aloud, #read:not(:focus-visible) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--_accent); padding: 4px 0; }
ul { padding-left: 1.3em; margin-top: 6px; }
li { margin: 3px 0; }
#read { justify-self: center; font-size: .8125em; }
#result {
  --_tone: var(--_danger);
  --_mark: "!";
  display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; padding: 16px; margin-bottom: 16px;
  border: 1px solid var(--_tone); border-left-width: 4px; border-radius: var(--_radius); background: color-mix(in srgb, var(--_tone) 8%, var(--_surface));
}
#result[data-outcome=paid], #result[data-outcome=encrypted] { --_tone: var(--_good); --_mark: "✓"; }
#result[data-outcome=unclear], #result[data-outcome=cancelled] { --_tone: var(--_wait); }
#result > * { grid-column: 2; }
#result-mark { grid-column: 1; grid-row: 1 / span 5; width: 28px; height: 28px; border-radius: 50%; background: var(--_tone); }
#result-mark::after { content: var(--_mark); display: block; color: var(--_surface); font: 700 17px/28px sans-serif; text-align: center; }
[data-outcome=unclear] > #result-mark::after { content: "…"; line-height: 20px; }
h2 { flex: 1 8.5em; font-size: 1.0625em; line-height: 1.35; font-weight: 650; }
#result p { font-size: .9375em; }
ul, h2, #pay, #result { overflow-wrap: anywhere; }
@media (max-width: 15rem) {
  /* With letters of twice the size on a phone, words get the mark's room. A number gets no hyphen. */
  #result { padding: 10px; }
  #result > * { grid-column: 1 / span 2; }
  h2, #result-text { hyphens: auto; }
}
#result-reference, #result-support { color: var(--_muted); }
dialog {
  width: min(100%, 600px); height: min(100%, 720px); max-width: none; max-height: none; padding: 0; margin: auto;
  border: 0; border-radius: var(--_radius); background: var(--_surface); color: var(--_text);
  /* A store may hold its form still while it pays. */
  pointer-events: auto;
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: #080e1499; }
#challenge-head { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding: 12px 16px 4px; }
#challenge-text { padding: 0 16px 10px; font-size: .875em; color: var(--_muted); }
/* Below a frame that may be at work it is quiet, and moves nothing. */
#challenge-open { margin: 8px 16px; }
:empty + #challenge-open { padding: 12px; border: 0; background: var(--_accent); color: var(--_on-accent); font-weight: 650; }
#leave { padding: 12px 16px; background: color-mix(in srgb, var(--_wait) 12%, var(--_surface)); }
#leave p { margin: 4px 0 10px; font-size: .9375em; }
#leave button { margin: 0 8px 8px 0; }
#challenge-frame { flex: 1 0 16em; display: grid; grid-template-rows: minmax(0, 1fr); border-top: 1px solid var(--_border); background: #fff; }
iframe { width: 100%; height: 100%; border: 0; }
@media (max-width: 600px) { dialog { height: 100%; border-radius: 0; } }
@media (forced-colors: active) {
  #pay, #challenge { border: 1px solid ButtonText; }
  [data-wrong] .box { border-width: 2px; }
  #brand, #back, #result-mark { forced-color-adjust: none; }
}
@media (prefers-reduced-motion: reduce) { * { animation-duration: 3s !important; transition: none !important; } }
`];
