//! The element in a page that goes on around it: attributes, forms and places that change in the middle of a payment.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use page::store::Store;
use page::{Page, js, microtasks, stub, until};
use wait::sleep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_price_that_was_on_pay_is_charged_and_stands_in_the_receipt() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100' lang='en'");
    page.fill();
    assert_eq!(page.text("pay-text"), "Pay 100\u{a0}₸");
    page.js("element.pay().then(() => { window.caught = 'paid' }); element.amount = '20000'; element.currency = 'USD'; element.order = 'B-2'");
    until("window.sent.length").await;
    let sent = page.js("const { amount, currency, order } = window.sent[0]; return [amount, currency, order].join()");
    assert_eq!(sent, "100.00,KZT,A-1");
    page.js("element.amount = '555'");
    until("window.caught === 'paid'").await;
    assert_eq!(page.text("result-text"), "Paid: 100\u{a0}₸");
    page.js("element.amount = '556'; element.lang = 'ru'; element.lang = 'en'");
    assert_eq!(page.text("result-text"), "Paid: 100\u{a0}₸");
}

#[wasm_bindgen_test]
async fn an_amount_that_is_taken_away_while_the_card_is_encrypted_is_charged_all_the_same() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'paid' }); element.removeAttribute('amount')");
    until("window.caught === 'paid'").await;
    assert_eq!(page.js("return window.sent[0].amount"), "100.00");
}

#[wasm_bindgen_test]
async fn what_a_fetch_of_the_pages_own_changes_takes_effect_at_once() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100' lang='en'");
    page.fill();
    page.js(
        "const answering = window.fetch; \
         window.fetch = (...given) => { \
           element.reset(); element.lang = 'ru'; window.said = root.querySelector('#pay-text').textContent; return answering(...given) }; \
         element.pay().then(() => { window.caught = 'paid' }, (error) => { window.caught = error.code })",
    );
    until("window.caught").await;
    assert_eq!(
        page.js("return [window.caught, window.sent.length, window.said].join()"),
        "paid,1,Ждём ответа вашего банка"
    );
}

#[wasm_bindgen_test]
async fn no_status_without_the_stores_json_says_that_nothing_was_charged() {
    let store = Store::answering("{}");
    for status in [200, 201, 400, 401, 402, 403, 404, 405, 408, 409, 413, 422, 429, 431, 499, 500, 502, 503] {
        let page = store.page("order='A-1' amount='100'");
        page.fill();
        page.js(&format!(
            "window.fetch = async (url, options) => options.body ? new Response('<h1>No</h1>', {{ status: {status} }}) : new Promise(() => {{}}); \
             element.addEventListener('checkout-error', ({{ detail }}) => {{ window.caught = detail.code }}); element.pay().catch(() => {{}})"
        ));
        until("window.caught || document.getElementById(window.last).phase === 'unclear'").await;
        assert_eq!(page.js("return window.caught ?? element.phase"), "unclear", "{status}");
        js("sessionStorage.clear()");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_that_charged_nothing_counts_whatever_its_status() {
    let store = Store::answering("{}");
    for status in [200, 201, 400, 404, 409, 503] {
        let page = store.page("order='A-1' amount='100'");
        page.fill();
        page.js(&format!(
            "window.fetch = async () => Response.json({{ code: 'store.order_busy', charged: false }}, {{ status: {status} }}); \
             element.pay().catch(({{ code }}) => {{ window.caught = code }})"
        ));
        until("window.caught || document.getElementById(window.last).phase === 'unclear'").await;
        assert_eq!(page.js("return window.caught ?? element.phase"), "store.order_busy", "{status}");
    }
}

#[wasm_bindgen_test]
async fn after_a_payment_another_order_opens_the_form_at_its_own_price() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100' lang='en'");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'paid' })");
    until("window.caught === 'paid'").await;
    assert_eq!(page.js("return String(root.querySelector('#form').hidden)"), "true");
    page.js("element.amount = '300'; element.order = 'B-2'");
    assert_eq!(page.js("return [root.querySelector('#form').hidden, element.phase].join()"), "false,editing");
    assert_eq!(page.text("pay-text"), "Pay 300\u{a0}₸");
    page.fill();
    page.js("element.pay()");
    until("window.sent.length === 2").await;
    assert_eq!(page.js("const { amount, order } = window.sent[1]; return [amount, order].join()"), "300.00,B-2");
}

#[wasm_bindgen_test]
async fn a_receipt_outlasts_a_page_that_empties_its_cart() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100' lang='en'");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'paid' })");
    until("window.caught === 'paid'").await;
    page.js("for (const name of ['order', 'endpoint', 'currency']) element[name] = null; element.amount = '0.00'; element.lang = 'ru'");
    let receipt = "return [root.querySelector('#form').hidden, root.querySelector('#result-text').textContent].join()";
    assert_eq!(page.js(receipt), "true,Оплачено: 100\u{a0}₸");
    // The same order is the one that is paid; only another one is to be paid.
    page.js("element.order = 'A-1'");
    assert_eq!(page.js(receipt), "true,Оплачено: 100\u{a0}₸");
    page.js("element.order = 'B-2'");
    assert_eq!(page.js("return String(root.querySelector('#form').hidden)"), "false");
}

#[wasm_bindgen_test]
async fn pay_with_an_endpoint_that_is_no_address_says_so_and_sends_nothing() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    for endpoint in ["http://", "http://[", "ftp://store.example/payments", "store:payments"] {
        let page = store.page("order='A-1' amount='100' lang='en'");
        page.js(&format!("element.endpoint = '{endpoint}'"));
        page.fill();
        page.js("element.pay().catch(({ code, fault, retry }) => { window.caught = [code, fault, retry].join() })");
        until("window.caught").await;
        assert_eq!(js("return window.caught"), "config.endpoint,store,false", "{endpoint}");
        assert_eq!(page.text("result-text"), "Payment is not set up here. Contact the store. Nothing was charged");
        assert_eq!(js("return [window.sent.length, window.asked.length].join()"), "0,0", "{endpoint}");
        page.js("element.endpoint = 'https://store.example/payments'; element.reset()");
        page.fill();
        page.js("element.pay().then(() => { window.told = 'paid' })");
        until("window.told").await;
        js("window.sent = []");
    }
}

#[wasm_bindgen_test]
async fn an_element_that_is_taken_away_while_it_pays_forgets_that_order_and_says_so() {
    let store = Store::answering("new Promise(() => {})");
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().catch(({ code, fault }) => { window.caught = [code, fault].join() })");
    until("window.sent.length").await;
    page.js("window.around = element.parentNode; element.remove()");
    until("window.caught").await;
    assert_eq!(page.js("return window.caught"), "component.removed,store");
    page.js("element.order = 'B-2'; element.amount = '999'; window.around.append(element)");
    page.fill();
    page.js("element.pay()");
    until("window.sent.length === 2").await;
    assert_eq!(page.js("const { amount, order } = window.sent[1]; return [amount, order].join()"), "999.00,B-2");
}

#[wasm_bindgen_test]
async fn an_order_that_is_named_late_goes_on_with_the_attempt_that_was_left() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 9 }");
    let attempt = "0123456789abcdef0123456789abcdef";
    let page = store.page("amount='100'");
    page.js(&format!("sessionStorage.setItem('cloudpayments-checkout:late', '{attempt}'); element.order = 'late'"));
    until("window.asked.length").await;
    assert!(page.js("return window.asked[0]").ends_with(&format!("/{attempt}?order=late")));
    until("document.getElementById(window.last).phase === 'settled'").await;
    assert_eq!(page.js("return root.querySelector('#result').dataset.outcome"), "paid");
}

/// A payment that goes to the bank, into a frame.
const CHALLENGE: &str = "{ status: 'challenge', attempt, acsUrl: 'https://bank.example/acs', paReq: 'p', md: '1', termUrl: 'https://store.example/t', frame: true }";

#[wasm_bindgen_test]
async fn the_banks_page_comes_back_after_the_element_was_moved() {
    let store = Store::answering(CHALLENGE);
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().catch(() => {})");
    until("document.getElementById(window.last).shadowRoot.querySelector('iframe')").await;
    page.js("window.frame = root.querySelector('iframe'); const other = document.createElement('div'); document.body.append(other); other.append(element)");
    until("window.asked.length").await;
    until("document.getElementById(window.last).shadowRoot.querySelector('iframe') !== window.frame && document.getElementById(window.last).shadowRoot.querySelector('dialog').matches(':modal')").await;
    page.js("element.leave()");
    until("window.asked.some((url) => url.endsWith('/abandon'))").await;
}

#[wasm_bindgen_test]
async fn the_banks_page_is_open_only_while_the_element_can_be_seen() {
    let store = Store::answering(CHALLENGE);
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.style.display = 'none'; element.pay().catch(() => {})");
    until("document.getElementById(window.last).shadowRoot.querySelector('iframe')").await;
    assert_eq!(page.js("return String(root.querySelector('dialog').open)"), "false");
    // The second as the drawers of some libraries are closed.
    for hidden in ["display: none", "visibility: hidden"] {
        page.js("element.style = ''");
        until("document.getElementById(window.last).shadowRoot.querySelector('dialog').matches(':modal')").await;
        assert_eq!(page.js("return String(root.getElementById('leave').hidden)"), "true");
        page.js(&format!("element.style = '{hidden}'"));
        until("!document.getElementById(window.last).shadowRoot.querySelector('dialog').open").await;
    }
    page.js("element.leave()");
    until("window.asked.some((url) => url.endsWith('/abandon'))").await;
}

#[wasm_bindgen_test]
async fn esc_at_the_bank_closes_no_dialog_of_the_page_around() {
    let store = Store::answering(CHALLENGE);
    let page = store.page("order='A-1' amount='100'");
    page.js("window.told = []; element.parentNode.addEventListener('keydown', ({ key }) => window.told.push(key))");
    page.fill();
    page.js("element.pay().catch(() => {})");
    until("document.getElementById(window.last).shadowRoot.querySelector('dialog').open").await;
    for key in ["Tab", "Escape"] {
        page.js(&format!("root.getElementById('challenge-title').dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, composed: true }}))"));
    }
    assert_eq!(page.js("return window.told + root.getElementById('leave').hidden"), "Tabfalse");
    page.js("element.leave()");
    until("window.asked.some((url) => url.endsWith('/abandon'))").await;
}

#[wasm_bindgen_test]
async fn a_price_set_after_a_payment_is_that_of_the_next() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'paid' })");
    until("window.caught === 'paid'").await;
    page.js("element.amount = '777'; element.reset()");
    assert!(page.text("pay-text").contains("777"), "{}", page.text("pay-text"));
}

#[wasm_bindgen_test]
async fn what_is_pasted_while_a_payment_is_under_way_is_not_taken() {
    let store = Store::answering("new Promise(() => {})");
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().catch(() => {})");
    until("window.sent.length").await;
    assert_eq!(paste(&page), "false");
    assert_eq!(page.value("number"), "");
}

#[wasm_bindgen_test]
async fn a_paste_into_an_element_without_its_module_is_the_browsers_own() {
    let page = Page::with("public-id='pk_x'");
    assert_eq!(paste(&page), "true");
    page.js("element.remove()");
    sleep(0).await;
    assert_eq!(paste(&page), "false");
}

#[wasm_bindgen_test]
async fn a_button_that_asks_for_no_checks_sends_the_form_as_it_is() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js(
        "element.form.addEventListener('submit', (event) => { event.preventDefault(); (window.sends ??= []).push(new FormData(element.form).get('cryptogram')) }); \
         const draft = document.createElement('button'); draft.formNoValidate = true; element.form.append(draft); draft.click()",
    );
    assert_eq!(page.js("return [window.sends?.length, element.phase].join()"), "1,editing");
    page.fill();
    page.js("element.form.querySelector('button').click()");
    microtasks().await;
    assert_eq!(page.js("return [window.sends.length, element.phase].join()"), "2,editing");
}

#[wasm_bindgen_test]
async fn a_form_around_a_paid_card_may_be_sent() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.form("order='A-1' amount='100'");
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'paid' })");
    until("window.caught === 'paid'").await;
    assert_eq!(page.js("return String(element.form.checkValidity())"), "true");
    page.js("element.reset()");
    assert_eq!(page.js("return String(element.form.checkValidity())"), "false");
}

#[wasm_bindgen_test]
async fn the_store_is_asked_at_the_address_that_was_meant_at_the_press_with_its_query() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.page("order='A-1' amount='100'");
    page.fill();
    page.js("window.was = location.href; element.endpoint = 'shop/api/?shop=/1/&order=B'; element.pay().then(() => { window.caught = 'paid' }); \
             window.fetch = async (url, { body }) => { \
               window.asked.push(new URL(url, document.baseURI).href); \
               history.replaceState(null, '', '/another/route'); \
               const attempt = /[0-9a-f]{32}/.exec(body ?? url)[0]; \
               return Response.json({ status: body ? 'pending' : 'paid', attempt, transaction: 7 }) }");
    until("window.caught === 'paid'").await;
    js("history.replaceState(null, '', window.was)");
    let asked = page.js("const at = new URL('shop/api', window.was).href; \
        return window.asked.map((url) => url.replace(at, '').replace(/[0-9a-f]{32}/, 'attempt')).join()");
    assert_eq!(asked, "?shop=/1/&order=B,/attempt?shop=%2F1%2F&order=A-1");
}

#[wasm_bindgen_test]
async fn a_cryptogram_stays_the_forms_value_until_the_element_starts_over() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.fill();
    page.js("element.pay().then(() => { window.caught = 'done' })");
    until("window.caught === 'done'").await;
    let value =
        || page.js("return [new FormData(element.form).get('cryptogram'), element.form.checkValidity()].join()");
    assert_eq!(value(), "PACKET,true");
    page.js("element.lang = 'kk'; element.holder = 'hidden'");
    assert_eq!(value(), "PACKET,true");
    page.js("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    assert_eq!(value(), ",false");
    assert_eq!(page.js("return [root.querySelector('#form').hidden, element.phase].join()"), "false,editing");
}

#[wasm_bindgen_test]
async fn a_form_whose_button_is_replaced_meanwhile_is_sent_all_the_same() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js(
        "window.sends = []; const { form } = element, button = document.createElement('button'); form.append(button); \
         form.addEventListener('submit', (event) => { event.preventDefault(); window.sends.push(new FormData(form).get('cryptogram')) }); \
         element.addEventListener('checkout-phase', () => button.remove(), { once: true })",
    );
    page.fill();
    page.js("element.form.querySelector('button').click()");
    until("window.sends.length").await;
    assert_eq!(page.js("return window.sends.join()"), "PACKET");
    assert_eq!(page.js("return element.phase"), "settled");
}

#[wasm_bindgen_test]
async fn enter_sends_the_form_around_an_element_without_a_button() {
    let page = Page::inside_form(&["name='cryptogram' button='none' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js("window.sends = []; element.form.addEventListener('submit', (event) => { event.preventDefault(); window.sends.push(new FormData(event.target).get('cryptogram')) })");
    page.js("root.querySelector('#form').requestSubmit()");
    assert_eq!(
        page.js("return [window.sends.length, root.querySelector('#number').getAttribute('aria-invalid')].join()"),
        "0,true"
    );
    page.fill();
    page.js("root.querySelector('#form').requestSubmit()");
    until("window.sends.length").await;
    assert_eq!(page.js("return window.sends.join()"), "PACKET");
}

#[wasm_bindgen_test]
async fn a_field_without_words_of_its_own_is_wrong_all_the_same() {
    let page = Page::with("public-id='pk_x' lang='en'");
    page.js("element.texts = { en: { 'Enter the card number': '' } }");
    assert_eq!(page.js("return String(element.checkValidity())"), "false");
}

#[wasm_bindgen_test]
async fn a_name_with_a_letter_that_has_no_latin_form_is_offered_nothing() {
    let page = Page::with("public-id='pk_x' lang='en'");
    page.type_in("holder", "Җамиля Каримова");
    page.js("root.querySelector('#holder').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))");
    assert_eq!(page.text("holder-offer"), "");
}

/// Pastes a number, and tells whether the element took it.
fn paste(page: &Page) -> String {
    page.js("const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', '5555 5555 5555 4444'); \
         const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }); \
         root.querySelector('#number').dispatchEvent(event); return String(event.defaultPrevented)")
}
