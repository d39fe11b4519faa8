//! The form around an element: when it is held, when it is sent, and what it says meanwhile.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use page::store::Store;
use page::{Page, stub, until};
use wait::sleep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_form_whose_button_takes_the_place_of_ours_is_sent_once_and_paid() {
    for (answer, comes_to) in [
        ("{ status: 'paid', attempt, transaction: 7 }", "checkout-paid,submit"),
        ("{ status: 'declined', attempt, transaction: 7, reason: 5051 }", "checkout-declined"),
    ] {
        let store = Store::answering(answer);
        let page = store.form("order='A-1' amount='100' button='none'");
        page.js("window.sends = []; const { form } = element, told = ({ type }) => window.sends.push(type); \
                 form.addEventListener('submit', (event) => { event.preventDefault(); told(event) }); \
                 for (const kind of ['paid', 'declined']) form.addEventListener(`checkout-${kind}`, told)");
        page.fill();
        page.js("element.form.requestSubmit(); element.form.requestSubmit()");
        until("document.getElementById(window.last).phase === 'settled'").await;
        sleep(0).await;
        assert_eq!(page.js("return window.sent.length + window.sends.join()"), format!("1{comes_to}"));
    }
}

#[wasm_bindgen_test]
async fn a_form_that_is_locked_while_it_pays_is_held_all_the_same() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.form("order='A-1' amount='100' button='none'");
    page.js(HEARS);
    page.js("element.addEventListener('checkout-phase', ({ detail }) => { \
               if (detail.phase === 'charging') { element.disabled = true; element.form.requestSubmit() } })");
    page.fill();
    page.js("element.form.requestSubmit()");
    until("window.sends.length").await;
    assert_eq!(page.js("return [element.phase, ...window.sends].join()"), "settled,sent");
}

#[wasm_bindgen_test]
async fn a_page_that_goes_on_to_the_next_order_at_once_does_not_keep_the_form_from_being_sent() {
    let store = Store::answering("{ status: 'paid', attempt, transaction: 7 }");
    let page = store.form("order='A-1' amount='100' button='none'");
    page.js(HEARS);
    page.js("element.addEventListener('checkout-paid', () => { element.order = 'B-2' })");
    page.fill();
    page.js("element.form.requestSubmit()");
    until("window.sends.length").await;
    assert_eq!(page.js("return [element.phase, window.sent.length, ...window.sends].join()"), "editing,1,sent");
}

#[wasm_bindgen_test]
async fn a_card_that_is_encrypted_at_once_sends_the_form_too() {
    let page = Page::inside_form(&["name='cryptogram' public-id='pk_x' script='", &stub(), "'"].concat());
    page.js(HEARS);
    // The script is there after the first.
    for times in ["1", "2"] {
        page.fill();
        page.js("element.form.requestSubmit()");
        until(&format!("window.sends.length === {times}")).await;
        page.js("element.reset()");
    }
}

#[wasm_bindgen_test]
async fn a_press_that_came_to_nothing_does_not_send_the_form_at_the_end_of_another() {
    let store = Store::answering("{ status: body ? 'declined' : 'paid', attempt, transaction: 7, reason: 5051 }");
    let page = store.form("order='A-1' amount='100' button='none'");
    page.js(HEARS);
    page.fill();
    page.js("element.addEventListener('checkout-declined', () => setTimeout(() => element.resume('0'.repeat(32)))); element.form.requestSubmit()");
    page.js("element.addEventListener('checkout-paid', () => { window.caught = 'paid' })");
    until("window.caught").await;
    sleep(0).await;
    assert_eq!(page.js("return window.sends.join()"), "");
}

#[wasm_bindgen_test]
async fn while_it_pays_the_form_asks_for_no_card() {
    let store = Store::answering("new Promise((answer) => { window.answer = answer })");
    let page = store.form("order='A-1' amount='100' lang='en'");
    page.fill();
    page.js("element.pay().catch(() => {})");
    until("window.answer").await;
    let says = || page.js("return element.form.checkValidity() + ' ' + element.validationMessage");
    assert_eq!(says(), "false Checking the payment");
    page.js("window.answer({ status: 'declined', attempt: element.attempt, transaction: 7, reason: 5051 }); delete window.answer");
    until("document.getElementById(window.last).phase === 'settled'").await;
    assert_eq!(says(), "false Enter the card number");
}

/// Writes down what the form around is sent, and sends nothing.
const HEARS: &str = "window.sends = []; \
    element.form.addEventListener('submit', (event) => { event.preventDefault(); window.sends.push('sent') })";
