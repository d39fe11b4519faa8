use wasm_bindgen::prelude::*;

use super::ChallengeError;
use crate::browser::random;
use crate::wire::Challenge;

/// Where the bank's page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// In a frame of the page; this is what screen readers call it, in the shopper's language.
    Frame(&'a str),
    /// In place of the store's page, which goes away: works where frames are not allowed.
    Window,
}

/// The bank's page; dropping it takes the frame away and ends the hearing.
pub struct Bank(Handle);

/// Posts the challenge to the bank, by the page's method `open`: `bank.js` says what it does.
///
/// What comes of it is told after this returned, by the page's method `told(word)`: `returned`, when TermUrl's page says that the
/// bank has answered (at most once), or what of the page's policy blocked it, `frame-src` (the whole window may still work) or
/// `form-action` (neither does).
///
/// # Errors
/// [`ChallengeError`]; nothing was sent then.
pub fn open(page: &JsValue, place: Place<'_>, challenge: &Challenge) -> Result<Bank, ChallengeError> {
    let title = match place {
        Place::Frame(title) => title,
        Place::Window => "",
    };
    // A name nobody else on the page can have: the form goes to it.
    let name = random::hex128().unwrap_or_default();
    let bank = Bank(page.unchecked_ref::<Page>().open(
        title,
        &name,
        &challenge.attempt,
        &challenge.acs_url,
        &challenge.pa_req,
        &challenge.md,
        &challenge.term_url,
    ));
    match bank.0.fault() {
        0 => Ok(bank),
        1 => Err(ChallengeError::AcsUrl),
        2 => Err(ChallengeError::TermUrl),
        _ => Err(ChallengeError::Form),
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[wasm_bindgen]
extern "C" {
    type Page;
    #[wasm_bindgen(method)]
    fn open(
        this: &Page,
        title: &str,
        name: &str,
        attempt: &str,
        acs_url: &str,
        pa_req: &str,
        md: &str,
        term_url: &str,
    ) -> Handle;
    type Handle;
    #[wasm_bindgen(method, getter)]
    fn fault(this: &Handle) -> u8;
    #[wasm_bindgen(method)]
    fn close(this: &Handle);
}

// Named here, they come along in every build: the element's page has its challenge from there.
#[wasm_bindgen(module = "/src/three_ds/challenge.js")]
extern "C" {
    #[wasm_bindgen(js_name = Challenge)]
    type Shown;
}
#[wasm_bindgen(module = "/src/three_ds/bank.js")]
extern "C" {
    #[wasm_bindgen(js_name = open)]
    fn open_bank(page: &JsValue) -> Handle;
}
#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    fn parsed(address: &str) -> JsValue;
}
