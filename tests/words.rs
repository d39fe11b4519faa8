//! What the element says and in which language, and what screen readers get of it.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use page::{Page, microtasks, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_results_sentences_are_read_with_its_title() {
    let page = Page::with("");
    page.fill();
    page.js("element.pay().catch(({ message }) => { window.caught = message })");
    until("window.caught").await;
    let read = page.js(
        "const result = root.getElementById('result'); return [root.activeElement.id, ...['labelledby', 'describedby'].map((of) => \
         root.getElementById(result.getAttribute('aria-' + of)).textContent)].join('. ')",
    );
    assert_eq!(read, format!("result. {}", page.js("return window.caught")));
}

#[wasm_bindgen_test]
async fn the_language_is_that_of_what_is_around_and_changes_with_it() {
    let page = Page::with("public-id='pk_x'");
    let label = || page.js("return root.querySelector('#number-label').textContent");
    assert_eq!(label(), "Card number");
    page.js("element.parentNode.lang = 'kk'");
    microtasks().await;
    assert_eq!(label(), "Карта нөмірі");
    page.js("element.lang = 'ru'");
    assert_eq!(label(), "Номер карты");
    page.js("element.removeAttribute('lang'); const other = document.createElement('div'); document.body.append(other); other.append(element)");
    microtasks().await;
    assert_eq!(label(), "Card number");
}

#[wasm_bindgen_test]
async fn what_is_said_of_a_field_is_told_when_it_changes_or_its_language_does_and_at_no_key_between() {
    let page = Page::with("public-id='pk_x'");
    let said = || page.js("return `${root.querySelector('#number-error').textContent}|${element.validationMessage}`");
    page.type_in("number", "4");
    assert_eq!(said(), "Visa or Mastercard|Enter all digits of the card number");
    page.js(
        "const { prototype } = ElementInternals; const { setValidity } = prototype; window.told = 0; window.real = setValidity; \
         prototype.setValidity = function (...all) { window.told++; return setValidity.apply(this, all); }",
    );
    page.type_in("number", "42");
    let told = || page.js("return String(window.told)");
    assert_eq!(told(), "0");
    page.type_in("number", "42424242424242424242");
    assert_ne!(told(), "0");
    page.js("ElementInternals.prototype.setValidity = window.real; element.lang = 'ru'");
    assert!(!said().contains("Visa or Mastercard") && !said().contains("digits"), "{}", said());
}

#[wasm_bindgen_test]
async fn a_store_has_words_of_its_own_and_hears_of_those_that_are_not_said_here() {
    let page = Page::with("public-id='pk_x' lang='ru' amount='125' currency='USD'");
    page.js(
        "window.warned = ''; const { warn } = console; console.warn = (text) => { window.warned += text }; \
         element.texts = { ru: { 'Card number': 'Номер карточки', 'Pay {amount}': 'Купить за {amount}', 'Card numbr': 'x' }, en: { x: 'y' } }; console.warn = warn",
    );
    let text = |id: &str| page.js(&format!("return root.querySelector('#{id}').textContent"));
    assert_eq!(text("number-label"), "Номер карточки");
    assert_eq!(text("pay-text"), "Купить за 125,00\u{a0}$");
    assert_eq!(text("expiry-label"), "Срок (месяц\u{a0}/\u{a0}год)");
    assert_eq!(
        page.js("return window.warned"),
        "cloudpayments-checkout: texts.ru names what is not said here: \"Card numbr\""
    );
    page.js("element.lang = 'kk'");
    assert_eq!(text("number-label"), "Карта нөмірі");
    page.js("element.lang = 'ru'; element.texts = null");
    assert_eq!(text("number-label"), "Номер карты");
}

#[wasm_bindgen_test]
async fn whom_to_ask_is_a_link_where_that_is_an_address_and_never_markup() {
    let page = Page::with("public-id='pk_x' lang='en'");
    let asks = || {
        page.js(
            "const node = root.querySelector('#result-support'), link = node.querySelector('[part=link]'); \
             return [node.textContent, link?.textContent, link && `${link.target}:${link.href}`, node.children.length, root.querySelectorAll('#why-7 > a').length].join(' | ')",
        )
    };
    assert_eq!(
        asks(),
        "Questions? support@cloudpayments.kz | support@cloudpayments.kz | _top:mailto:support@cloudpayments.kz | 1 | 1"
    );
    page.js("element.supportEmail = 'help@shop.example'; element.lang = 'ru'");
    assert_eq!(asks(), "Вопросы? help@shop.example | help@shop.example | _top:mailto:help@shop.example | 1 | 1");
    page.js("element.texts = { ru: { 'Questions? {email}': '<b>Мы тут</b>: {email}, пн–пт' } }");
    assert_eq!(
        asks(),
        "<b>Мы тут</b>: help@shop.example, пн–пт | help@shop.example | _top:mailto:help@shop.example | 1 | 1"
    );
    // The focus stays on a link that is not another one.
    page.js("root.querySelector('#result').hidden = false; root.querySelector('#result-support a').focus(); element.amount = '7'");
    assert_eq!(page.js("return root.activeElement?.getAttribute('part')"), "link");
    for (other, link) in [
        ("+7 727 000 00 00", ""),
        ("javascript:alert(1)", ""),
        ("{email}", ""),
        ("a@b?body=pay", "a@b"),
        ("a@b&cc=c", "a@b"),
        ("a@b%0Acc:c", "a@b"),
        ("a@b@c", "a@b"),
        ("<a@b>", "a@b"),
        ("a@b.kz.", "a@b.kz"),
    ] {
        page.js(&format!("element.supportEmail = '{other}'; element.texts = null"));
        let (there, count) = if link.is_empty() { (String::new(), 0) } else { (format!("_top:mailto:{link}"), 1) };
        assert_eq!(asks(), format!("Вопросы? {other} | {link} | {there} | {count} | {count}"));
    }
    page.js("element.supportEmail = 'help@shop.example'; element.texts = { ru: { 'Questions? {email}': 'Звоните' } }");
    assert_eq!(asks(), "Звоните |  |  | 0 | 0");
}

#[wasm_bindgen_test]
async fn settings_that_throw_are_the_pages_own_fault_and_leave_the_form_alive() {
    let page = Page::with("public-id='pk_x' amount='5' currency='KZT' lang='en'");
    for hostile in [
        "element.texts = { en: { get 'Card number'() { throw 1 } } }",
        "element.texts = new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })",
        "element.texts = { en: { 'Card number': Object.create(null) } }",
        "element.texts = { en: { 'Card number': Symbol('x') } }",
        "element.texts = { en: 5 }",
        "element.texts = Symbol('x')",
        "element.texts = NaN",
        "element.texts = { toJSON: () => null }",
        "element.amount = { toString() { throw 1 } }",
        "element.amount = Object.create(null)",
        "element.setAttribute('lang', Symbol('x'))",
        "element.resume({ toString() { throw 1 } })",
        "element.dispatchEvent(new Event('submit'))",
        "root.querySelector('#code').dispatchEvent(new ClipboardEvent('paste', { bubbles: true }))",
        "root.querySelector('#code').dispatchEvent(Object.defineProperty(new InputEvent('input', { bubbles: true }), 'inputType', { value: null }))",
        "root.querySelector('#code').dispatchEvent(new CustomEvent('keydown', { bubbles: true, detail: new Proxy({}, { get() { throw 1 } }) }))",
    ] {
        page.js(&format!("try {{ {hostile} }} catch {{}}"));
        page.js("element.texts = null");
        page.type_in("number", "4012888888881881");
        assert_eq!(page.value("number"), "4012 8888 8888 1881", "{hostile}");
        page.type_in("number", "");
    }
}

#[wasm_bindgen_test]
async fn the_number_is_read_back_by_groups_and_is_gone_when_it_changes() {
    let page = Page::with("public-id='pk_x'");
    let aloud = || page.js("return root.querySelector('#aloud').textContent");
    page.js("root.querySelector('#read').click()");
    assert_eq!(aloud(), "Visa or Mastercard");
    page.type_in("number", "42424242");
    assert_eq!(aloud(), "");
    page.js("root.querySelector('#read').click()");
    assert_eq!(aloud(), "4 2 4 2 , 4 2 4 2 ,");
    page.js("element.reset()");
    assert_eq!(aloud(), "");
}

#[wasm_bindgen_test]
async fn the_number_read_back_is_gone_after_five_seconds() {
    let page = Page::with("public-id='pk_x'");
    page.type_in("number", "42424242");
    page.js("const { setTimeout: later } = window; window.setTimeout = (work, ms) => { window.rests = ms; window.rest = work; return 0 }; root.querySelector('#read').click(); window.setTimeout = later");
    assert_eq!(page.js("return String(window.rests)"), "5000");
    page.js("window.rest()");
    assert_eq!(page.js("return root.querySelector('#aloud').textContent"), "");
}

#[wasm_bindgen_test]
async fn a_brand_has_its_name() {
    let page = Page::with("public-id='pk_x'");
    page.type_in("number", "4");
    assert_eq!(page.js("return root.querySelector('#brand').getAttribute('aria-label')"), "Visa");
    page.type_in("number", "51");
    assert_eq!(page.js("return root.querySelector('#brand').getAttribute('aria-label')"), "Mastercard");
}
