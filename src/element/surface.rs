use wasm_bindgen::prelude::*;

// One import per thing done, not per node: each costs a shopper some sixty bytes.
#[wasm_bindgen(module = "/src/element/surface.js")]
extern "C" {
    /// One element's page, as `surface.js` does it: what is drawn, told and listened to. Each method says there what it does.
    ///
    /// None of these runs the page's own code, but [`Surface::flush`]: it alone may not be called while the component's state is
    /// borrowed.
    pub(super) type Surface;

    #[wasm_bindgen(method)]
    pub(super) fn flush(this: &Surface);

    #[wasm_bindgen(method)]
    pub(super) fn encrypt(this: &Surface, attempt: &str);
    #[wasm_bindgen(method)]
    pub(super) fn handed(this: &Surface, card: &str);
    #[wasm_bindgen(method)]
    pub(super) fn reword(this: &Surface, lang: &str, lines: &str, before: usize, count: usize, price: &str);
    #[wasm_bindgen(method)]
    pub(super) fn charge(
        this: &Surface,
        attempt: &str,
        amount: &str,
        cryptogram: &str,
        holder: Option<&str>,
        lang: &str,
    );
    #[wasm_bindgen(method)]
    pub(super) fn ask(this: &Surface, attempt: &str, close: bool, pause_ms: u32);
    #[wasm_bindgen(method)]
    pub(super) fn challenge(this: &Surface, title: u8, resumed: bool);
    #[wasm_bindgen(method, js_name = leaveBank)]
    pub(super) fn leave_bank(this: &Surface);
    #[wasm_bindgen(method, js_name = showPrice)]
    pub(super) fn show_price(this: &Surface);

    #[wasm_bindgen(method)]
    pub(super) fn announce(this: &Surface, words: u8);
    #[wasm_bindgen(method)]
    pub(super) fn write(this: &Surface, field: u8, text: &str, caret: Option<u32>);
    #[wasm_bindgen(method)]
    pub(super) fn focus(this: &Surface, id: &str);
    #[wasm_bindgen(method)]
    pub(super) fn point(this: &Surface, field: u8, words: u8, error: u8);
    #[wasm_bindgen(method)]
    pub(super) fn field(
        this: &Surface,
        field: u8,
        line: u8,
        wrong: bool,
        offer: &str,
        question: u8,
        verdict: u8,
        error: Option<&str>,
    );
    #[wasm_bindgen(method)]
    pub(super) fn fields(this: &Surface, complete: bool, brand: &str, missing: u8, field: u8);
    #[wasm_bindgen(method)]
    pub(super) fn stand(
        this: &Surface,
        form: bool,
        busy: bool,
        disabled: bool,
        holder: bool,
        bank: bool,
        pay: u8,
        tells: bool,
    );
    #[wasm_bindgen(method)]
    pub(super) fn ending(
        this: &Surface,
        outcome: &str,
        title: u8,
        first: u8,
        second: u8,
        third: u8,
        number: u8,
        attempt: &str,
        transaction: Option<f64>,
        again: bool,
    );

    #[wasm_bindgen(method)]
    pub(super) fn moved(this: &Surface, phase: &str, attempt: Option<&str>) -> bool;
    #[wasm_bindgen(method)]
    pub(super) fn done(this: &Surface, attempt: &str, transaction: Option<f64>);
    #[wasm_bindgen(method)]
    pub(super) fn declined(this: &Surface, attempt: &str, transaction: Option<f64>, reason: u32);
    #[wasm_bindgen(method)]
    pub(super) fn failed(this: &Surface, attempt: &str, code: &str, fault: &str, retry: bool);
    #[wasm_bindgen(method)]
    pub(super) fn wrong(this: &Surface, code: &str, field: u8, words: u8);
    #[wasm_bindgen(method)]
    pub(super) fn refuse(this: &Surface);
    #[wasm_bindgen(method)]
    pub(super) fn give(this: &Surface, cryptogram: &str);
    #[wasm_bindgen(method)]
    pub(super) fn remember(this: &Surface, attempt: Option<&str>);
}

// Named here, what `surface.js` imports comes along in every build.
#[wasm_bindgen(module = "/src/element/announce.js")]
extern "C" {
    type Announcer;
}
#[wasm_bindgen(module = "/src/element/heard.js")]
extern "C" {
    fn cause(input_type: &str) -> u8;
}
#[wasm_bindgen(module = "/src/browser/hint.js")]
extern "C" {
    fn hint(what: &str);
}
#[wasm_bindgen(module = "/src/element/record.js")]
extern "C" {
    fn remembered(order: &str) -> JsValue;
}
#[wasm_bindgen(module = "/src/element/errands.js")]
extern "C" {
    type Errands;
}
#[wasm_bindgen(module = "/src/element/panel.js")]
extern "C" {
    fn show(panel: &JsValue, wanted: bool, node: &JsValue);
}
#[wasm_bindgen(module = "/src/element/picture.js")]
extern "C" {
    type Picture;
}
#[wasm_bindgen(module = "/src/element/settings.js")]
extern "C" {
    fn settings(host: &JsValue) -> JsValue;
}
#[wasm_bindgen(module = "/src/element/store.js")]
extern "C" {
    fn understood(reply: &JsValue) -> JsValue;
}
#[wasm_bindgen(module = "/src/element/style.js")]
extern "C" {
    fn style(root: &JsValue);
}
#[wasm_bindgen(module = "/src/element/template.js")]
extern "C" {
    fn draw(root: &JsValue);
}
#[wasm_bindgen(module = "/src/element/words.js")]
extern "C" {
    fn spelled(text: &str) -> JsValue;
}
