//! The order's page.

use thirtyfour::By;

use super::Checkout;
use crate::{Outcome, World, until};

/// What is paid, the payment form, the receipt.
#[derive(Clone, Copy)]
pub struct Order<'w> {
    world: &'w World,
}

impl<'w> Order<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self { world }
    }

    /// The page that is open.
    #[must_use]
    pub fn here(world: &'w World) -> Self {
        Self::new(world)
    }

    /// Waits until the payment form takes keys.
    pub async fn ready(&self) -> Outcome {
        until("the payment form", async || Ok(self.checkout().is_alive().await?.then_some(()))).await
    }

    /// The payment form on this page.
    #[must_use]
    pub fn checkout(&self) -> Checkout<'w> {
        Checkout::new(self.world)
    }

    /// The order's number, from the address.
    pub async fn number(&self) -> Outcome<String> {
        let url = self.world.browser().current_url().await?;
        Ok(url.path().trim_start_matches("/orders/").to_owned())
    }

    /// The order as the store tells it.
    pub async fn record(&self) -> Outcome<serde_json::Value> {
        let url = format!("{}/api/orders/{}", self.world.shop_url(), self.number().await?);
        Ok(reqwest::get(url).await?.error_for_status()?.json().await?)
    }

    /// Whether the store says that the order is paid.
    pub async fn is_paid(&self) -> Outcome<bool> {
        Ok(self.record().await?["paid"] == true)
    }

    /// Whether the receipt is on the screen.
    pub async fn has_receipt(&self) -> Outcome<bool> {
        let receipt = self.world.browser().find_all(By::Id("receipt")).await?;
        match receipt.first() {
            Some(receipt) => Ok(receipt.is_displayed().await?),
            None => Ok(false),
        }
    }

    /// Waits for the receipt; its transaction number.
    pub async fn receipt(&self) -> Outcome<u64> {
        until("the receipt", async || Ok(self.has_receipt().await?.then_some(()))).await?;
        let number = self.world.browser().find(By::Id("receipt-transaction")).await?.text().await?;
        Ok(number.parse()?)
    }

    /// The sum in the summary.
    pub async fn total(&self) -> Outcome<String> {
        self.world.ask("return document.getElementById('total').textContent").await
    }

    /// The order's state in words, as the summary shows it.
    pub async fn state(&self) -> Outcome<String> {
        Ok(self.world.browser().find(By::Id("state")).await?.text().await?)
    }

    /// Reloads the page and waits for the form, or for the receipt of an order that is paid.
    pub async fn reload(&self) -> Outcome {
        self.world.browser().refresh().await?;
        until("the page after a reload", async || {
            let there = self.has_receipt().await? || self.checkout().is_alive().await?;
            Ok(there.then_some(()))
        })
        .await
    }
}
