//! The element in pages that were not written with it in mind: their styles, their frameworks, their own elements.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use cloudpayments_checkout::element::define;
use page::{Page, js, microtasks, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_of_tiny_letters_does_not_make_ours_tiny() {
    let page = Page::with("public-id='pk_x' lang='en'");
    let sizes = "return ['number', 'number-label', 'number-error', 'pay'].map((id) => getComputedStyle(root.getElementById(id)).fontSize).join()";
    let usual = page.js(sizes);
    js("document.documentElement.style.fontSize = '62.5%'");
    assert_eq!(page.js(sizes), usual);
    js("document.documentElement.style.fontSize = '200%'");
    assert_eq!(page.js("return getComputedStyle(root.getElementById('number-label')).fontSize"), "28px");
    js("document.documentElement.style.fontSize = ''");
    page.js("element.style.fontSize = '12px'");
    assert_eq!(page.js(sizes), usual);
}

#[wasm_bindgen_test]
fn it_is_as_wide_where_a_page_fits_things_to_what_is_in_them() {
    let page = Page::with("public-id='pk_x' lang='en' style='margin: 0 10px'");
    let width = || page.js("return String(element.offsetWidth)");
    for around in ["display: grid; justify-items: center", "display: flex; flex-direction: column; align-items: center"]
    {
        page.js(&format!("element.parentNode.style = 'width: 900px; {around}'"));
        assert_eq!(width(), "480", "{around}");
    }
    page.js("element.parentNode.style = 'width: 300px; display: grid; justify-items: center'");
    assert_eq!(width(), "280");
}

#[wasm_bindgen_test]
fn what_a_page_does_to_the_text_around_stays_outside() {
    let page = Page::with("public-id='pk_x' style='white-space: nowrap; text-indent: 3em'");
    page.js("element.style = ''; element.parentNode.style = 'white-space: nowrap; text-indent: 3em'");
    let look = page.js("const { whiteSpace, textIndent } = getComputedStyle(root.getElementById('safe')); return whiteSpace + textIndent");
    assert_eq!(look, "normal0px");
}

#[wasm_bindgen_test]
fn a_page_that_holds_its_form_still_while_it_pays_does_not_hold_the_banks_panel() {
    let page = Page::with("public-id='pk_x'");
    page.js("element.parentNode.style.pointerEvents = 'none'");
    let events = |id: &str| page.js(&format!("return getComputedStyle(root.getElementById('{id}')).pointerEvents"));
    assert_eq!([events("challenge"), events("challenge-cancel"), events("challenge-frame")], ["auto", "auto", "auto"]);
    assert_eq!(events("number"), "none");
}

#[wasm_bindgen_test]
async fn it_speaks_the_language_around_the_shadow_root_it_is_in() {
    let page = Page::with("public-id='pk_x'");
    page.js("const outer = document.createElement('div'); outer.lang = 'ru'; element.parentNode.append(outer); \
             outer.attachShadow({ mode: 'open' }).append(element)");
    assert_eq!(page.text("number-label"), "Номер карты");
    page.js("element.getRootNode().host.lang = 'kk'; element.lang = ''; element.removeAttribute('lang')");
    assert_eq!(page.text("number-label"), "Карта нөмірі");
    page.js("element.parentNode.append(Object.assign(document.createElement('p'), { lang: 'en' })); element.parentNode.lastChild.append(element)");
    assert_eq!(page.text("number-label"), "Card number");
    page.js("element.parentNode.lang = 'ru'");
    microtasks().await;
    assert_eq!(page.text("number-label"), "Номер карты");
    page.js("const { host } = element.getRootNode(); host.parentNode.append(element); host.remove()");
}

#[wasm_bindgen_test]
fn properties_that_were_set_before_the_class_was_there_count() {
    js("const early = document.createElement('x-early'); document.body.append(early); window.early = early; \
        Object.defineProperty(early, '__zone', { value: 1, enumerable: true }); \
        Object.assign(early, { publicId: 'pk_x', endpoint: '/pay', order: 'A-1', amount: '777', lang: 'en', texts: { en: { 'Card number': 'Number' } } })");
    assert!(define(Some("x-early")));
    assert_eq!(js("return window.early.shadowRoot.getElementById('pay-text').textContent"), "Pay 777\u{a0}₸");
    assert_eq!(js("return window.early.shadowRoot.getElementById('number-label').textContent"), "Number");
    js("window.early.amount = '888'");
    assert_eq!(js("const { early } = window; early.remove(); return early.getAttribute('amount')"), "888");
}

#[wasm_bindgen_test]
async fn what_a_listener_brings_about_is_told_after_what_it_was_called_for() {
    let page = Page::with(&["public-id='pk_x' script='", &page::stub(), "'"].concat());
    page.fill();
    page.js("window.told = []; \
             element.addEventListener('checkout-phase', ({ detail }) => { element.lang = detail.phase === 'settled' ? 'ru' : 'kk'; window.told.push(detail.phase) }); \
             element.addEventListener('checkout-cryptogram', () => { window.told.push('cryptogram') }); \
             document.addEventListener('checkout-phase', ({ detail }) => { window.told.push(`${detail.phase} outside`) }, { once: true }); \
             element.pay().then(() => { window.caught = 'encrypted' })");
    until("window.caught").await;
    assert_eq!(page.js("return window.told.join()"), "encrypting,encrypting outside,cryptogram,settled");
}

#[wasm_bindgen_test]
async fn a_page_with_an_older_librarys_array_from_can_pay() {
    let page = Page::with(&["public-id='pk_x' script='", &page::stub(), "'"].concat());
    page.fill();
    // That of Prototype and MooTools, which changes nothing on the way.
    page.js("window.from = Array.from; Array.from = (list) => [].slice.call(list); \
             element.pay().then(() => { window.caught = 'encrypted' }, ({ code }) => { window.caught = code })");
    js("Array.from = window.from");
    until("window.caught").await;
    assert_eq!(page.js("return window.caught"), "encrypted");
}

#[wasm_bindgen_test]
async fn in_a_magnified_page_the_banks_panel_is_no_wider_than_the_screen() {
    let page = Page::with("public-id='pk_x'");
    js("document.documentElement.style.zoom = 4");
    page.js("root.getElementById('challenge').showModal()");
    let fits = page.js("const { width, height } = root.getElementById('challenge').getBoundingClientRect(); return String(width <= innerWidth && height <= innerHeight)");
    page.js("root.getElementById('challenge').close()");
    js("document.documentElement.style.zoom = ''");
    assert_eq!(fits, "true");
}
