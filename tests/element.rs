//! The element on a page, in a real browser, with a stub of the provider's script and no store.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use cloudpayments_checkout::element::define;
use page::{Page, js, microtasks, stub, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_tag_is_defined_once() {
    assert!(define(Some("x-once")));
    assert!(!define(Some("x-once")));
}

#[wasm_bindgen_test]
async fn what_is_typed_is_grouped_and_its_brand_shown() {
    let page = Page::with("public-id='pk_x'");
    page.type_in("number", "4242424242424242");
    assert_eq!(page.value("number"), "4242 4242 4242 4242");
    assert_eq!(page.js("return root.querySelector('#brand').dataset.brand"), "visa");
}

#[wasm_bindgen_test]
async fn a_value_set_without_any_event_is_picked_up_on_leaving() {
    let page = Page::with("public-id='pk_x'");
    page.js("root.querySelector('#number').value = '5555555555554444'; root.querySelector('#code').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))");
    assert_eq!(page.value("number"), "5555 5555 5555 4444");
}

#[wasm_bindgen_test]
async fn a_key_event_without_a_key_is_harmless() {
    let page = Page::with("public-id='pk_x'");
    page.js("for (const kind of ['keydown', 'keyup']) root.querySelector('#number').dispatchEvent(new Event(kind, { bubbles: true }))");
    page.type_in("number", "4111");
    assert_eq!(page.value("number"), "4111");
}

#[wasm_bindgen_test]
async fn why_a_paste_was_not_taken_stays_until_the_next_input() {
    let page = Page::with("public-id='pk_x'");
    let line = || page.js("return root.querySelector('#number-error').textContent");
    let hint = line();
    page.js(
        "const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', 'https://shop.example/card'); \
         root.querySelector('#number').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))",
    );
    let refused = line();
    assert_ne!(refused, hint);
    assert_eq!(page.js("return root.querySelector('#status').textContent"), refused);
    page.js("root.querySelector('#number').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))");
    assert_eq!(line(), refused);
    page.type_in("number", "4");
    assert_eq!(line(), hint);
}

#[wasm_bindgen_test]
async fn a_paste_that_carries_nothing_is_the_browsers_business() {
    let page = Page::with("public-id='pk_x'");
    assert_eq!(
        page.js("return String(root.querySelector('#number').dispatchEvent(new Event('paste', { bubbles: true, cancelable: true })))"),
        "true"
    );
}

#[wasm_bindgen_test]
async fn a_text_of_any_length_and_letters_can_be_typed_and_pasted() {
    let page = Page::with("public-id='pk_x'");
    for text in ["'1'.repeat(100000)", "'ж'.repeat(100000)", "'💳'.repeat(100000)", "'a\\ud800b'", "'\\u0661\\u0662'"]
    {
        for field in ["number", "expiry", "code", "holder"] {
            page.js(&format!(
                "const input = root.querySelector('#{field}'); input.value = {text}; \
                 input.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true, inputType: 'insertText' }})); \
                 const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', {text}); \
                 input.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}))"
            ));
            assert!(page.value(field).chars().count() < 100, "{text} {field}");
        }
    }
    page.type_in("number", "١٢٣٤");
    assert_eq!(page.value("number"), "1234");
}

#[wasm_bindgen_test]
async fn its_own_button_can_be_left_out() {
    let page = Page::with("public-id='pk_x' button='none'");
    let display = || page.js("return getComputedStyle(root.querySelector('#pay')).display");
    assert_eq!(display(), "none");
    page.js("element.button = ''");
    assert_eq!(display(), "flex");
}

#[wasm_bindgen_test]
async fn events_leave_the_shadow_root_and_their_listeners_may_call_anything() {
    let page = Page::with("public-id='pk_x'");
    page.js(
        "window.told = 0; const all = () => { window.told += 1; for (const name of ['reset', 'checkValidity', 'reportValidity']) element[name](); \
         element.resume('0'.repeat(32)); element.lang = 'ru'; element.pay().catch((error) => { window.caught = error.code }) }; \
         document.addEventListener('checkout-change', all, { once: true })",
    );
    page.type_in("number", "4242");
    until("window.caught").await;
    assert_eq!(page.js("return window.caught + window.told"), "number.empty1");
    page.type_in("number", "4111");
    assert_eq!(page.value("number"), "4111");
}

#[wasm_bindgen_test]
async fn going_to_the_first_wrong_field_leaves_the_one_before_in_order() {
    let page = Page::with("public-id='pk_x'");
    page.js("window.told = []; addEventListener('error', (event) => window.told.push(event.message))");
    page.js("root.querySelector('#number').focus()");
    page.type_in("number", "4242424242424242");
    page.js("root.querySelector('form').requestSubmit()");
    assert_eq!(page.js("return root.activeElement.id + window.told.join()"), "expiry");
    assert_eq!(page.js("return root.querySelector('#expiry').getAttribute('aria-invalid')"), "true");
}

#[wasm_bindgen_test]
async fn pay_on_an_empty_form_is_rejected_with_the_first_field() {
    let page = Page::with("public-id='pk_x'");
    page.js(
        "element.pay().catch((error) => { window.caught = [error.name, error.code, error.fault, error.field].join() })",
    );
    until("window.caught").await;
    assert_eq!(page.js("return window.caught"), "CheckoutError,number.empty,shopper,number");
    assert_eq!(page.js("return root.activeElement.id"), "number");
    assert_eq!(page.js("return root.querySelector('#number').getAttribute('aria-invalid')"), "true");
}

#[wasm_bindgen_test]
async fn in_a_page_from_right_to_left_number_and_date_stand_as_they_are_typed() {
    let page = Page::with("public-id='pk_x' lang='kk' style='direction: rtl'");
    page.fill();
    let shown = page.js(
        "return ['number', 'expiry', 'pay', 'why-title', 'form'].map((id) => getComputedStyle(root.getElementById(id)).direction).join()",
    );
    assert_eq!(shown, "ltr,ltr,ltr,ltr,ltr");
}

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
async fn a_missing_public_id_is_told_to_the_page() {
    let page = Page::with("");
    page.fill();
    page.js("element.addEventListener('checkout-error', (event) => { window.told = event.detail.code + ' ' + event.detail.fault }, { once: true }); root.querySelector('#pay').click()");
    until("window.told").await;
    assert_eq!(page.js("return window.told"), "config.public_id store");
    page.js("element.publicId = 'pk_x'");
    assert_eq!(page.js("return element.phase"), "editing");
}

#[wasm_bindgen_test]
async fn without_an_endpoint_the_page_gets_the_cryptogram_and_the_fields_are_wiped() {
    let page = Page::with(&["public-id='pk_x' script='", &stub(), "'"].concat());
    page.fill();
    page.js("element.addEventListener('checkout-cryptogram', (event) => { window.packet = event.detail.cryptogram }, { once: true }); root.querySelector('#pay').click()");
    until("window.packet").await;
    assert_eq!(page.js("return window.packet"), "PACKET");
    assert_eq!(page.value("number") + &page.value("code"), "");
    assert_eq!(page.js("return element.phase"), "settled");
}

#[wasm_bindgen_test]
async fn the_form_around_it_is_sent_once_with_the_cryptogram_and_never_with_the_card() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js("window.sends = []; element.form.addEventListener('submit', (event) => { event.preventDefault(); window.sends.push(JSON.stringify([...new FormData(event.target)])) })");
    page.fill();
    page.js("element.form.requestSubmit()");
    until("window.sends.length").await;
    assert_eq!(page.js("return window.sends.join()"), r#"[["cryptogram","PACKET"]]"#);
}

#[wasm_bindgen_test]
async fn a_form_around_an_incomplete_card_is_not_sent() {
    let page = Page::inside_form("name='cryptogram' public-id='pk_x'");
    page.type_in("number", "4242");
    assert_eq!(page.js("return String(element.checkValidity())"), "false");
    assert_eq!(page.js("return String(element.form.checkValidity())"), "false");
}

#[wasm_bindgen_test]
async fn moving_the_element_keeps_what_was_typed_and_removing_it_wipes() {
    let page = Page::with("public-id='pk_x'");
    page.fill();
    page.js("const other = document.createElement('div'); document.body.append(other); other.append(element)");
    microtasks().await;
    assert_eq!(page.value("number"), "4242 4242 4242 4242");
    page.js("element.remove()");
    microtasks().await;
    assert_eq!(["number", "expiry", "code", "holder"].map(|field| page.value(field)).concat(), "");
}

#[wasm_bindgen_test]
async fn every_element_of_a_page_pays_for_itself() {
    let (one, other) = (Page::with("public-id='pk_x'"), Page::with("public-id='pk_x' lang='kk'"));
    one.type_in("number", "4242");
    assert_eq!(other.value("number"), "");
    assert_ne!(
        one.js("return root.querySelector('#pay').textContent"),
        other.js("return root.querySelector('#pay').textContent")
    );
}

#[wasm_bindgen_test]
async fn an_offer_stands_under_its_field_and_is_taken_by_one_press() {
    let page = Page::with("public-id='pk_x'");
    let offer = |field: &str| page.js(&format!("return root.querySelector('#{field}-offer').textContent"));
    for (field, typed, offered, taken) in [
        ("expiry", "31/01", "Did you mean 01 / 31?", "01 / 31"),
        ("holder", "Әлия Қасымқызы", "Use ALIYA KASSYMKYZY", "ALIYA KASSYMKYZY"),
    ] {
        assert_eq!(offer(field), "");
        page.type_in(field, typed);
        assert_eq!(offer(field), offered);
        page.js(&format!("root.querySelector('#{field}-offer').click()"));
        assert_eq!(page.value(field), taken);
        assert_eq!(offer(field), "");
        assert_eq!(page.js("return root.activeElement.id"), field);
        assert_eq!(page.js(&format!("return root.querySelector('#{field}').getAttribute('aria-invalid')")), "false");
    }
}

#[wasm_bindgen_test]
async fn a_card_number_typed_as_a_name_is_gone_after_pay() {
    let page = Page::with("public-id='pk_x'");
    page.fill();
    page.type_in("holder", "4242 4242 4242 4242");
    page.js("root.querySelector('#pay').click()");
    assert_eq!(page.value("holder"), "");
    assert!(page.js("return root.querySelector('#holder-error').textContent").contains("card number"));
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

#[wasm_bindgen_test]
async fn a_wrong_field_is_named_once_after_pay() {
    let page = Page::with("public-id='pk_x'");
    let status = || page.js("return root.querySelector('#status').textContent");
    page.js("root.querySelector('#pay').click()");
    assert_eq!(page.js("return root.activeElement.id"), "number");
    assert_eq!(status(), "", "screen readers say why on coming to the field");
    page.js("root.querySelector('form').requestSubmit()");
    assert_eq!(status(), "Card number: Enter the card number");
}

#[wasm_bindgen_test]
async fn with_auto_advance_a_key_hands_the_focus_on_and_nothing_else_does() {
    let page = Page::with("public-id='pk_x'");
    let key = |how: &str| {
        page.js(&format!(
            "const input = root.querySelector('#number'); input.focus(); input.value = ''; input.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); \
             input.value = '4242424242424242'; input.setSelectionRange(16, 16); \
             input.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true, inputType: '{how}' }})); return root.activeElement.id"
        ))
    };
    assert_eq!(key("insertText"), "number");
    page.js("element.autoAdvance = true");
    for how in ["insertFromPaste", "insertReplacementText", "insertFromDrop", "insertFromComposition", ""] {
        assert_eq!(key(how), "number", "{how}");
    }
    assert_eq!(key("insertText"), "expiry");
}

#[wasm_bindgen_test]
async fn a_digit_typed_over_itself_and_the_space_after_it_is_no_deletion_where_the_engine_says_so() {
    let page = Page::with("public-id='pk_x'");
    for (how, left) in [("insertText", "4111 1111"), ("", "4111 111")] {
        page.type_in("number", "41111111");
        assert_eq!(page.value("number"), "4111 1111");
        page.js(&format!(
            "const input = root.querySelector('#number'); input.value = '41111111'; input.setSelectionRange(4, 4); \
             input.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true, inputType: '{how}' }}))"
        ));
        assert_eq!(page.value("number"), left, "{how}");
    }
}

/// As Firefox does it to a frame that is taken away: no script after it is run to its end.
#[wasm_bindgen_test]
async fn after_a_step_that_was_cut_off_nothing_traps_and_pay_is_refused() {
    let page = Page::with("public-id='pk_x'");
    page.js(
        "window.cut = []; addEventListener('error', (event) => { window.cut.push(event.error.message); event.preventDefault(); }); \
         root.querySelector('#number').setSelectionRange = () => { throw new Error('cut off') }",
    );
    page.type_in("number", "4242424242424242");
    page.js(
        "delete root.querySelector('#number').setSelectionRange; element.lang = 'kk'; document.documentElement.lang = 'ru'; \
         root.querySelector('#code').dispatchEvent(new FocusEvent('focusout', { bubbles: true })); dispatchEvent(new Event('pagehide')); \
         element.pay().catch((error) => { window.caught = error.code })",
    );
    until("window.caught").await;
    js("document.documentElement.lang = ''");
    assert_eq!(page.js("return window.caught + ': ' + window.cut"), "component.not_ready: cut off");
}

#[wasm_bindgen_test]
async fn an_element_that_is_nowhere_takes_every_call_and_lives_when_it_is_put_somewhere() {
    let page = Page::with("public-id='pk_x' amount='5' currency='KZT' lang='en'");
    page.js("element.remove()");
    microtasks().await;
    for call in
        ["reset()", "leave()", "checkValidity()", "reportValidity()", "focus()", "texts = { en: {} }", "amount = '7'"]
    {
        page.js(&format!("element.{call}"));
    }
    assert_eq!(page.js("try { element.resume('x') } catch ({ code }) { return code }"), "component.not_ready");
    page.js("const around = document.createElement('div'); around.append(element); document.body.append(around)");
    page.type_in("number", "4012888888881881");
    assert_eq!(page.value("number"), "4012 8888 8888 1881");
    assert!(page.js("return root.querySelector('#pay-text').textContent").contains('7'));
}

#[wasm_bindgen_test]
async fn nothing_of_the_card_is_in_an_attribute_or_an_event() {
    let page = Page::with("public-id='pk_x'");
    page.js("window.heard = ''; for (const name of ['change', 'phase', 'error']) element.addEventListener('checkout-' + name, (event) => { window.heard += JSON.stringify(event.detail) })");
    page.fill();
    let all = page.js("return window.heard + element.outerHTML + root.innerHTML");
    for secret in ["4242424242424242", "4242 4242", "737"] {
        assert!(!all.contains(secret), "{secret} was found");
    }
}
