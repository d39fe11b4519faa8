//! The hand-off of a card to the provider's script, in a real browser against stubs of that script.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod provider;
mod wait;

use cloudpayments_checkout::card::Field;
use cloudpayments_checkout::handoff::EncryptError;
use provider::{Page, THROWS, ask, run, shown, stub, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// What is asked

#[wasm_bindgen_test]
async fn a_card_becomes_the_packet_the_script_answers() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(page.encrypt().await.unwrap().expose(), "packet");
}

#[wasm_bindgen_test]
async fn the_script_gets_strings_only_and_never_the_holder() {
    let page = Page::with(&stub("window.seen = JSON.stringify(values); return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    let seen = text("return JSON.stringify(Object.entries(JSON.parse(window.seen)).sort())");
    assert_eq!(seen, r#"[["cardNumber","4012888888881881"],["cvv","947"],["expDateMonthYear","0431"]]"#);
}

#[wasm_bindgen_test]
async fn the_checkout_gets_an_empty_container_of_its_own() {
    let page = Page::with(&stub("window.settings = this.settings; return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    let seen = text(
        "const { publicId, container } = window.settings; \
         return [publicId, container instanceof HTMLElement, container.isConnected, container.childNodes.length].join()",
    );
    assert_eq!(seen, "pk_test,true,false,0");
}

#[wasm_bindgen_test]
async fn each_attempt_gets_a_fresh_checkout() {
    let page = Page::with(&stub(
        "if (this.used) throw Error('used'); this.used = true; return Promise.resolve('packet')",
        THROWS,
    ));
    page.encrypt().await.unwrap();
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.made"), "2");
}

#[wasm_bindgen_test]
async fn what_the_script_was_given_and_put_there_is_blanked_afterwards() {
    let page =
        Page::with(&stub("values.bin = '401288'; window.kept = values; return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    assert_eq!(text("return JSON.stringify([...new Set(Object.values(window.kept))])"), r#"[""]"#);
}

#[wasm_bindgen_test]
async fn a_script_that_cannot_be_blanked_is_answered_all_the_same() {
    for trap in [
        "Object.freeze(values)",
        "Object.defineProperty(values, 'cvv', { set() { throw 1 } })",
        "Object.setPrototypeOf(values, new Proxy({}, { get() { throw 1 }, set() { throw 2 }, ownKeys() { throw 3 } }))",
    ] {
        let page =
            Page::with(&stub(&format!("window.kept = values; {trap}; return Promise.resolve('packet')"), THROWS));
        assert_eq!(page.encrypt().await.map(shown), Ok("packet".to_owned()), "{trap}");
        assert_eq!(
            text("return String(Object.isFrozen(window.kept) || window.kept.cardNumber === '')"),
            "true",
            "{trap}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_longest_limit_is_no_limit_of_0() {
    let page = Page::with(&stub("return new Promise((yes) => setTimeout(yes, 5, 'slow'))", THROWS));
    assert_eq!(page.encrypt_within(u32::MAX).await.unwrap().expose(), "slow");
}

#[wasm_bindgen_test]
async fn an_older_script_with_the_synchronous_call_alone_will_do() {
    let page = Page::with(
        "globalThis.cp = { Checkout: function () { this.createCryptogramPacket = () => ({ success: true, packet: 'old' }) } }",
    );
    assert_eq!(page.encrypt().await.unwrap().expose(), "old");
}

#[wasm_bindgen_test]
async fn debug_of_a_cryptogram_shows_nothing_of_it() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(format!("{:?}", page.encrypt().await.unwrap()), "Cryptogram(..)");
}

// Every way to say no

#[wasm_bindgen_test]
async fn refused_fields_are_named_in_tab_order() {
    refuses("Promise.reject({ cardNumber: 'CardNumber_Invalid' })", EncryptError::Fields(vec![Field::Number])).await;
    refuses(
        "Promise.reject({ cvv: 'Cvv_Invalid', expDateMonthYear: 'ExpDateMonth_Invalid' })",
        EncryptError::Fields(vec![Field::Expiry, Field::Code]),
    )
    .await;
    refuses(
        "Promise.reject({ expDateYear: 'ExpDateYear_Empty', expDateMonth: 'ExpDateMonth_Empty', cardNumber: 'CardNumber_Empty' })",
        EncryptError::Fields(vec![Field::Number, Field::Expiry]),
    )
    .await;
    refuses(
        "Promise.reject(Object.assign(Object.create(null), { cvv: 'Cvv_Empty' }))",
        EncryptError::Fields(vec![Field::Code]),
    )
    .await;
    refuses("(() => { throw { cvv: 'Cvv_Empty' } })()", EncryptError::Fields(vec![Field::Code])).await;
}

#[wasm_bindgen_test]
async fn an_error_of_the_script_is_final() {
    for answer in [
        "Promise.reject(Error(\"Field 'cvv' must be provided\"))",
        "Promise.reject(new TypeError('x.replace is not a function'))",
        "(() => { throw Error('boom') })()",
    ] {
        refuses(answer, EncryptError::Provider).await;
    }
}

/// The fuzz target for rejections: what the script throws is read in JavaScript alone, so it is made there, by a seed.
#[wasm_bindgen_test]
async fn nothing_at_all_that_the_script_rejects_with_breaks_the_hand_over() {
    let made = "const dice = (n) => { seed = (seed * 48271) % 0x7fffffff; return seed % n };
        const boom = () => { throw Error('4012888888881881') };
        const key = () => ['cardNumber', 'cvv', 'expDateMonth', 'expDateMonthYear', 'name', 'message', 'bins', 'then', 'constructor', 'length', Symbol.toPrimitive, 'toString'][dice(12)];
        const make = (depth) => {
          const simple = [undefined, null, '', 'CardNumber_Invalid', '4012888888881881', NaN, -0, 1n, true, Symbol('x'), () => boom(), boom, Error('boom')];
          if (depth > 3) return simple[dice(simple.length)];
          const target = [{}, Object.create(null), [], Error('x'), new Map(), document.createElement('input'), new String('x'), function () {}][dice(8)];
          for (let i = dice(4); i; i -= 1) {
            try {
              const name = key();
              if (dice(3)) Object.defineProperty(target, name, dice(2) ? { get: boom, enumerable: true } : { value: make(depth + 1), enumerable: dice(2) > 0 });
              else target[name] = dice(4) ? make(depth + 1) : target;
            } catch {}
          }
          if (!dice(4)) Object.freeze(target);
          if (dice(3)) return target;
          const traps = Object.fromEntries(['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].filter(() => dice(2)).map((trap) => [trap, boom]));
          if (dice(5)) return new Proxy(target, traps);
          const { proxy, revoke } = Proxy.revocable(target, traps);
          revoke();
          return proxy;
        };
        if (dice(2)) throw make(0);
        return Promise.reject(make(0))";
    for seed in 1..=200 {
        let page = Page::with(&stub(&format!("let seed = {seed} * 7919; {made}"), "throw Error('boom')"));
        let error = page.encrypt().await.map(shown).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!said.contains("4012") && !said.contains("boom"), "{seed}: {said}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_is_no_text_is_no_cryptogram() {
    for answer in [
        "Promise.resolve('')",
        "Promise.resolve('  ')",
        "Promise.resolve()",
        "Promise.resolve({})",
        "Promise.resolve(5)",
        "undefined",
    ] {
        refuses(answer, EncryptError::Provider).await;
    }
}

#[wasm_bindgen_test]
async fn a_failed_look_up_falls_back_to_the_synchronous_call() {
    for answer in [
        "Promise.reject(Error('HTTP xhr error'))",
        "Promise.reject(Error('HTTP xhr abort'))",
        "Promise.reject({ Success: false, Message: 'Too many requests' })",
        "Promise.reject({ Success: false, cardNumber: 'not a verdict' })",
        "Promise.reject({ error: { code: 403 } })",
        "Promise.reject({ message: 'Forbidden' })",
        "Promise.reject(null)",
        "Promise.reject()",
        "Promise.reject('text')",
        "Promise.reject([])",
        "Promise.reject(new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } }))",
        "Promise.reject({ get message() { throw 1 }, get cardNumber() { throw 2 } })",
        "({ then(_, no) { no(Error('HTTP xhr error')) } })",
    ] {
        let page = Page::with(&stub(
            &format!("return {answer}"),
            "return { success: true, packet: 'at once', messages: null }",
        ));
        assert_eq!(page.encrypt().await.map(shown), Ok("at once".to_owned()), "{answer}");
        assert_eq!(text("return window.made"), "2", "{answer}: the second question needs an instance of its own");
    }
}

#[wasm_bindgen_test]
async fn the_synchronous_call_may_say_no_as_well() {
    let no = "Promise.reject(Error('HTTP xhr error'))";
    for (at_once, wanted) in [
        (
            "return { success: false, packet: null, messages: { cvv: 'Введите CVC код' } }",
            EncryptError::Fields(vec![Field::Code]),
        ),
        ("return { success: false, packet: null, messages: {} }", EncryptError::Provider),
        ("return { success: false, packet: 'packet' }", EncryptError::Provider),
        ("return { success: true, packet: '' }", EncryptError::Provider),
        ("return { success: true, get packet() { throw 1 } }", EncryptError::Provider),
        ("return null", EncryptError::Provider),
        ("throw Error('boom')", EncryptError::Provider),
        ("throw undefined", EncryptError::Provider),
    ] {
        let page = Page::with(&stub(&format!("return {no}"), at_once));
        assert_eq!(page.encrypt().await.map(shown), Err(wanted), "{at_once}");
    }
}

#[wasm_bindgen_test]
async fn a_call_that_never_settles_falls_back_and_its_late_answer_is_dropped() {
    let page = Page::with(&stub(
        "window.kept = values; return new Promise((yes) => { window.late = () => yes('late') })",
        "return { success: true, packet: 'at once' }",
    ));
    let packet = page.encrypt_within(60).await;
    run("window.late()");
    assert_eq!(packet.unwrap().expose(), "at once");
    assert_eq!(text("return JSON.stringify([...new Set(Object.values(window.kept))])"), r#"[""]"#);
}

#[wasm_bindgen_test]
async fn without_the_synchronous_call_a_slow_answer_is_waited_for() {
    let page = Page::with(&stub(
        "return new Promise((yes) => { window.late = () => yes('late') })",
        "window.late(); throw Error('gone')",
    ));
    assert_eq!(page.encrypt_within(60).await.unwrap().expose(), "late");
}

#[wasm_bindgen_test]
async fn a_call_that_never_settles_ends_at_the_limit() {
    let page = Page::with(&stub("return new Promise(() => {})", "throw Error('gone')"));
    assert_eq!(page.encrypt_within(40).await.map(shown), Err(EncryptError::TimedOut));
}

#[wasm_bindgen_test]
async fn a_bad_public_id_is_the_stores_to_mend() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(ask("  ", page.options(5_000)).await.map(shown), Err(EncryptError::BadPublicId));
    assert_eq!(text("return window.loads"), "0", "an empty public id needs no script");

    let page = Page::with(
        "globalThis.tiptop = { Checkout: class { constructor() { throw Error(\"Argument 'publicId' must be specified\") } } }",
    );
    assert_eq!(page.encrypt().await.map(shown), Err(EncryptError::BadPublicId));
}

async fn refuses(answer: &str, wanted: EncryptError) {
    let page = Page::with(&stub(&format!("return {answer}"), THROWS));
    assert_eq!(page.encrypt().await.map(shown), Err(wanted), "{answer}");
}
