//! What is typed, pasted and put into the element's fields.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod page;
mod wait;

use page::Page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

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

#[wasm_bindgen_test]
async fn what_comes_into_an_empty_field_at_once_is_read_as_a_paste() {
    let page = Page::with("public-id='pk_x' lang='en'");
    page.type_in("number", "1. 4111 1111 1111 1111 04/31");
    page.type_in("code", "CVV2: 123");
    assert_eq!(
        [page.value("number"), page.value("expiry"), page.value("code")],
        ["4111 1111 1111 1111", "04 / 31", "123"]
    );
    page.type_in("expiry", "");
    page.type_in("expiry", "April 2031");
    assert_eq!([page.value("expiry"), page.text("expiry-error")], ["", "This text is not for this field"]);
    // Letters count, not the bytes they take.
    page.type_in("expiry", "０４/２０３");
    assert_eq!(page.value("expiry"), "04 / 203");
    // Into a field that holds something it goes like a key.
    page.type_in("number", "4111 1111 1111 1111 2");
    assert_eq!(page.value("number"), "4111 1111 1111 1111 2");
}
