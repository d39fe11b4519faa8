//! The element on a page, in a real browser, with a stub of the provider's script and no store.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use cloudpayments_checkout::element::define;
use page::{Page, js, microtasks, stub, until};
use wait::sleep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_tag_is_defined_once() {
    assert!(define(Some("x-once")));
    assert!(!define(Some("x-once")));
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
async fn a_form_whose_press_was_refused_is_not_sent_by_the_next() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js("window.sends = []; element.form.noValidate = true; \
         element.form.addEventListener('submit', (event) => { event.preventDefault(); window.sends.push('sent') })");
    page.js("element.form.requestSubmit()");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'encrypted' })");
    until("window.caught").await;
    microtasks().await;
    assert_eq!(page.js("return window.sends.join()"), "");
}

#[wasm_bindgen_test]
async fn a_script_that_comes_late_gets_the_card_of_the_attempt_that_is_under_way() {
    let script = js(
        "const code = 'window.tiptop = { Checkout: class { createPaymentCryptogram({ cardNumber }) { window.sends.push(cardNumber); return \"PACKET\" } } }'; \
         return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))",
    );
    js(
        "window.sends = []; const { head } = document; head.appendChild = (tag) => { window.tag = tag; delete head.appendChild }",
    );
    let page = Page::with(&["public-id='pk_x' script='", &script, "'"].concat());
    page.fill();
    page.js("element.pay().catch(({ code }) => { window.caught = code })");
    until("window.tag").await;
    page.js("window.place = element.parentNode; element.remove()");
    until("window.caught === 'component.removed'").await;
    page.js("window.place.append(element)");
    page.fill();
    page.type_in("number", "5555555555554444");
    page.js("element.pay().then(() => { window.caught = 'encrypted' })");
    js("document.head.append(window.tag); delete window.tag");
    until("window.caught === 'encrypted'").await;
    assert_eq!(js("return window.sends.join()"), "5555555555554444");
}

#[wasm_bindgen_test]
async fn a_field_that_the_script_refuses_is_wrong_for_the_page_and_the_form_around_too() {
    let script = js(
        "const code = 'window.tiptop = { Checkout: class { createPaymentCryptogram() { return Promise.reject({ cardNumber: \"no\" }) } } }'; \
         return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))",
    );
    let page = Page::inside_form(&["public-id='pk_x' holder='hidden' lang='en' script='", &script, "'"].concat());
    page.fill();
    page.js("element.addEventListener('checkout-change', ({ detail }) => { window.told = detail.fields.number }); element.pay().catch(({ code }) => { window.caught = code })");
    until("window.caught && window.told").await;
    assert_eq!(
        page.js("return [window.caught, window.told.verdict, window.told.error].join()"),
        "number.refused,wrong,number.refused"
    );
    assert_eq!(
        page.js("return element.checkValidity() + element.validationMessage"),
        "falseThis number is not accepted. Use another card"
    );
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
    // As Turbo does with what is to stay from page to page: it is put back some promises later.
    page.js("const around = element.parentNode; element.remove(); (async () => { await 0; await 0; await 0; around.append(element) })()");
    sleep(0).await;
    assert_eq!(page.value("number"), "4242 4242 4242 4242");
    page.js("window.gone = root; element.remove()");
    until("window.gone.getElementById('number').value === ''").await;
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
async fn a_wrong_field_is_named_once_after_pay() {
    let page = Page::with("public-id='pk_x'");
    let status = || page.js("return root.querySelector('#status').textContent");
    page.js("root.querySelector('#pay').click()");
    assert_eq!(page.js("return root.activeElement.id"), "number");
    assert_eq!(status(), "", "screen readers say why on coming to the field");
    page.js("root.querySelector('form').requestSubmit()");
    assert_eq!(status(), "Card number: Enter the card number");
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
    sleep(0).await;
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
