//! A card saved in the browser, picked by the shopper from the browser's own list: no protocol fills in here. In Chromium alone.

use serde_json::json;

use super::{Checkout, Field};
use crate::{Card, Outcome, World, until};

impl World {
    /// Saves a card in the browser's settings.
    pub async fn save_card(&self, card: Card) -> Outcome {
        self.browser().goto("chrome://settings/payments").await?;
        until("the browser's settings", async || {
            Ok(self.ask::<bool>("return Boolean(window.chrome?.autofillPrivate)").await?.then_some(()))
        })
        .await?;
        let saved = json!({
            "name": card.holder,
            "cardNumber": card.number,
            "expirationMonth": &card.expiry[..2],
            "expirationYear": format!("20{}", &card.expiry[2..]),
            "cvc": card.code,
            "nickname": "",
        });
        let () = self.ask(&format!("chrome.autofillPrivate.saveCreditCard({saved})")).await?;
        until("the saved card", async || {
            let there = "return chrome.autofillPrivate.getCreditCardList().then((cards) => cards.length === 1)";
            Ok(self.ask::<bool>(there).await?.then_some(()))
        })
        .await
    }
}

impl Checkout<'_> {
    /// Picks the first card of the list that the browser shows at `field`.
    pub async fn pick_saved_card(&self, field: Field) -> Outcome {
        self.input(field).await?.click().await?;
        // Opens the list, or goes to its first card; the browser then shows, in every field it would fill in, what it would.
        self.world.press("Down")?;
        until("the saved card to be shown in every field", async || {
            let shown =
                "return [...document.querySelector('cloudpayments-checkout').shadowRoot.querySelectorAll('input')]
                .every((input) => input.matches(':autofill'))";
            Ok(self.world.ask::<bool>(shown).await?.then_some(()))
        })
        .await?;
        // A list that has just opened takes no Enter yet, against clicks by accident; one that comes too late must not press Pay.
        let () = self
            .world
            .ask("addEventListener('keydown', (event) => event.key === 'Enter' && (event.preventDefault(), event.stopImmediatePropagation()), true)")
            .await?;
        until("the saved card in the field", async || {
            if !self.text(field).await?.is_empty() {
                return Ok(Some(()));
            }
            self.world.press("Return")?;
            Ok(None)
        })
        .await
    }
}
