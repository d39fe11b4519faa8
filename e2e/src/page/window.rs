//! The secure window on an order's page.

use thirtyfour::{By, WebElement};

use super::{Checkout, Order};
use crate::{Card, Failure, Outcome, World, until};

/// `<cloudpayments-window>`: its button, its dialog, and the payment page inside.
#[derive(Clone, Copy)]
pub struct Window<'w> {
    world: &'w World,
}

impl<'w> Window<'w> {
    /// The window of a new order, without the way through the shop.
    pub async fn of_new_order(world: &'w World) -> Outcome<Self> {
        let shop = world.shop().await?;
        shop.choose(0).await?;
        shop.confirm_only().await?;
        let window = Self { world };
        window.there().await?;
        Ok(window)
    }

    /// The window on the page that is open.
    #[must_use]
    pub fn here(world: &'w World) -> Self {
        Self { world }
    }

    /// Waits until its button is there.
    pub async fn there(&self) -> Outcome {
        until("the window's button", async || Ok(self.part("#pay").await?.map(|_| ()))).await
    }

    /// The page around it.
    #[must_use]
    pub fn order(&self) -> Order<'w> {
        Order::new(self.world)
    }

    /// Puts the mouse on its button, from elsewhere: where it rests already, nothing may be heard of it.
    pub async fn point(&self) -> Outcome {
        let button = until("the window's button", async || self.part("#pay").await).await?;
        button.scroll_into_view().await?;
        let mouse = self.world.browser().action_chain();
        mouse.move_to(0, 0).move_to_element_center(&button).perform().await?;
        Ok(())
    }

    /// Puts the mouse on its button and waits until the payment page is ready behind it, unseen.
    pub async fn hover(&self) -> Outcome {
        self.point().await?;
        let frame = until("the payment page's frame", async || self.part("iframe").await).await?;
        self.world.enter(frame).await?;
        let checkout = Checkout::new(self.world);
        until("the payment form behind the button", async || Ok(checkout.is_alive().await?.then_some(()))).await?;
        self.leave().await
    }

    /// Sets one of its attributes.
    pub async fn set(&self, name: &str, value: &str) -> Outcome {
        let script = format!("document.querySelector('cloudpayments-window').setAttribute({name:?}, {value:?})");
        self.world.browser().execute(script, Vec::new()).await?;
        Ok(())
    }

    /// Presses its button.
    pub async fn press(&self) -> Outcome {
        let button = until("the window's button", async || self.part("#pay").await).await?;
        button.scroll_into_view().await?;
        button.click().await?;
        Ok(())
    }

    /// Whether the dialog is open.
    pub async fn is_open(&self) -> Outcome<bool> {
        self.ask("#dialog", "node.open").await
    }

    /// Waits until the dialog is closed.
    pub async fn closes(&self) -> Outcome {
        until("the window to close", async || Ok((!self.is_open().await?).then_some(()))).await
    }

    /// Waits for the payment form in the frame, and turns to it.
    pub async fn enter(&self) -> Outcome<Checkout<'w>> {
        self.world.leave().await?;
        let frame = until("the payment page's frame", async || {
            let Some(frame) = self.part("iframe").await? else { return Ok(None) };
            Ok(frame.is_displayed().await?.then_some(frame))
        })
        .await?;
        self.world.enter(frame).await?;
        let checkout = Checkout::new(self.world);
        until("the payment form in the window", async || Ok(checkout.is_alive().await?.then_some(()))).await?;
        Ok(checkout)
    }

    /// Presses its button, types a card and presses Pay; the browser looks at the payment page then.
    pub async fn pay(&self, card: Card) -> Outcome<Checkout<'w>> {
        self.press().await?;
        let form = self.enter().await?;
        form.fill(card).await?;
        form.pay().await?;
        Ok(form)
    }

    /// Waits for the store's receipt, and that the gateway has one payment.
    pub async fn is_paid_once(&self) -> Outcome {
        self.leave().await?;
        self.order().receipt().await?;
        let completed = self.world.ledger().count("Completed").await?;
        if completed == 1 { Ok(()) } else { Err(Failure::new(format!("{completed} payments, wanted one"))) }
    }

    /// Turns back to the store's page.
    pub async fn leave(&self) -> Outcome {
        self.world.leave().await
    }

    /// Waits until the note says something that holds this.
    pub async fn notes(&self, piece: &str) -> Outcome {
        until(format!("the note {piece:?}"), async || {
            let said: String = self.ask("#said", "node.checkVisibility() ? node.textContent : ''").await?;
            Ok(said.contains(piece).then_some(()))
        })
        .await
    }

    /// Whose page the dialog says it is.
    pub async fn whose(&self) -> Outcome<String> {
        self.ask("#whose", "node.textContent").await
    }

    /// Presses the button of the note at this place, counted from 0.
    pub async fn answer(&self, place: usize) -> Outcome {
        let button =
            until("the note's button", async || self.part(&format!("#actions button:nth-child({})", place + 1)).await)
                .await?;
        button.click().await?;
        Ok(())
    }

    /// Presses Close.
    pub async fn press_close(&self) -> Outcome {
        let button = until("the window's Close", async || self.part("#close").await).await?;
        button.click().await?;
        Ok(())
    }

    /// What holds of a part of it: a script about `node`.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, part: &str, what: &str) -> Outcome<T> {
        let script = format!(
            "const node = document.querySelector('cloudpayments-window').shadowRoot.querySelector({part:?}); return {what}"
        );
        self.world.ask(&script).await
    }

    /// A part of it, if it is there.
    pub async fn part(&self, selector: &str) -> Outcome<Option<WebElement>> {
        let script = format!(
            "return document.querySelector('cloudpayments-window')?.shadowRoot?.querySelector({selector:?}) ?? null"
        );
        self.world.element(&script).await
    }

    /// What the payment page itself shows instead of the form; the browser is to look at it.
    pub async fn refusal(&self) -> Outcome<String> {
        let shown = until("the payment page's refusal", async || {
            let Ok(refusal) = self.world.browser().find(By::Id("refusal")).await else { return Ok(None) };
            Ok(refusal.is_displayed().await?.then_some(refusal))
        })
        .await?;
        Ok(shown.text().await?)
    }
}
