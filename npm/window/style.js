// The look of the button and the dialog; the payment page has one of its own. The build minifies it (xtask/src/build).

let sheet;

/** Makes the style sheet, one for the whole page, the root's own; where a browser cannot (Safari before 16.4), it is plain but works. */
export function style(root) {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {}
}

const css = `
:host {
  --_accent: var(--checkout-accent, light-dark(#0b6e4f, #5fd3a8));
  --_text: var(--checkout-text, light-dark(#17212b, #e8edf2));
  --_muted: var(--checkout-muted, light-dark(#55616e, #a9b4bf));
  --_surface: var(--checkout-surface, light-dark(#fff, #161c22));
  --_border: var(--checkout-border, light-dark(#8793a0, #71808e));
  --_radius: var(--checkout-radius, 10px);
  display: block;
  font: max(1rem, 16px)/1.4 var(--checkout-font, system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; direction: ltr; }
button { font: inherit; cursor: pointer; border-radius: var(--_radius); padding: 8px 14px; border: 1px solid var(--_border); background: var(--_surface); color: var(--_text); }
button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
#pay {
  width: 100%; min-height: 3.06em; border: 0; background: var(--_accent); color: var(--checkout-on-accent, light-dark(#fff, #04231a));
  font-weight: 650; font-size: 1.0625em;
}
dialog {
  flex-direction: column; width: min(100vw, 34em); max-width: none; max-height: 100dvh; padding: 0; margin: auto;
  border: 0; border-radius: var(--_radius); background: var(--_surface); color: var(--_text); overflow: hidden; pointer-events: auto;
}
dialog[open] { display: flex; }
dialog::backdrop { background: #080e1499; }
header { display: flex; align-items: center; gap: 10px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--_border); }
header::before {
  content: ""; flex: none; width: 18px; height: 18px; background: var(--_accent); forced-color-adjust: none;
  clip-path: path(evenodd, "M4 8V6a5 5 0 0 1 10 0v2h1v9H3V8zm2 0h6V6a3 3 0 0 0-6 0z");
}
h2 { flex: 1; font-size: .8125em; font-weight: 400; line-height: 1.25; color: var(--_muted); }
#whose { display: block; font-size: 1.154em; font-weight: 650; color: var(--_text); overflow-wrap: anywhere; }
#close { min-width: 44px; min-height: 44px; padding: 0 10px; border-color: transparent; }
#note { padding: 16px; }
#note.over { background: color-mix(in srgb, var(--_accent) 10%, var(--_surface)); }
#actions button { margin: 12px 8px 0 0; }
#frame { min-height: 0; }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: inherit; }
@media (max-width: 600px) {
  dialog { width: 100vw; height: 100dvh; border-radius: 0; }
  #frame { flex: 1; height: auto !important; }
}
@media (forced-colors: active) { #pay, dialog { border: 1px solid ButtonText; } }
`;
