//! The browser fills in a saved card, as it does when the shopper picks one: by the `DevTools` protocol, in Chromium alone.

use serde_json::json;

use super::{Checkout, Field};
use crate::{Card, Outcome};

impl Checkout<'_> {
    /// Has a saved card filled in from `field`; `year` is how the browser has it, with two digits or four.
    pub async fn autofill(&self, field: Field, card: Card, year: &str) -> Outcome {
        let input = format!(
            "document.querySelector('cloudpayments-checkout').shadowRoot.querySelector({:?})",
            format!("#{}", field.id())
        );
        let node = self.world.devtools_node(&format!("{input}.focus(), {input}")).await?;
        let saved = json!({
            "number": card.number,
            "name": card.holder,
            "expiryMonth": &card.expiry[..2],
            "expiryYear": year,
            "cvc": card.code,
        });
        self.world.devtools("Autofill.trigger", json!({ "fieldId": node, "card": saved })).await?;
        Ok(())
    }
}
