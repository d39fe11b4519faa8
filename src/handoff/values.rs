//! The card as the provider's script wants it.

use wasm_bindgen::JsValue;

use crate::browser::object;
use crate::card::Card;

/// The object with the card's digits; blanked on drop, because the script keeps and changes what it is given.
///
/// JavaScript strings cannot be wiped: the engine frees them when it likes. That is why they are made here, last, and nowhere else.
pub(super) struct Values(JsValue);

impl Values {
    /// Strings only: the script breaks on anything else. Never the holder's name: no cryptogram holds it.
    pub(super) fn of(card: &Card) -> Self {
        let values = object::empty();
        object::set_text(&values, "cardNumber", card.number.expose());
        object::set_text(&values, "cvv", card.code.expose());
        let mmyy = card.expiry.mmyy();
        // Four ASCII digits; were they not, the script would refuse the field.
        object::set_text(&values, "expDateMonthYear", std::str::from_utf8(&mmyy).unwrap_or_default());
        Self(values)
    }

    pub(super) fn as_js(&self) -> &JsValue {
        &self.0
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        object::blank(&self.0);
    }
}
