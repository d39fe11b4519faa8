//! The shop's first page.

use thirtyfour::By;

use super::Order;
use crate::{Failure, Outcome, World, until};

/// The list of programs and the confirm step.
pub struct Shop<'w> {
    world: &'w World,
}

impl<'w> Shop<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self { world }
    }

    /// The titles on sale, once they are there.
    pub async fn titles(&self) -> Outcome<Vec<String>> {
        until("the list of programs", async || {
            let titles: Vec<String> = self
                .world
                .ask("return [...document.querySelectorAll('.program h2')].map((title) => title.textContent)")
                .await?;
            Ok((!titles.is_empty()).then_some(titles))
        })
        .await
    }

    /// Presses Choose on the program at `place`, counted from 0: the confirm step opens.
    pub async fn choose(&self, place: usize) -> Outcome {
        self.titles().await?;
        let buttons = self.world.browser().find_all(By::Css(".program button")).await?;
        let button = buttons
            .get(place)
            .ok_or_else(|| Failure::new(format!("there are {} programs, wanted number {place}", buttons.len())))?;
        button.scroll_into_view().await?;
        button.click().await?;
        until("the confirm step", async || {
            let open: bool = self.world.ask("return document.getElementById('confirm').open").await?;
            Ok(open.then_some(()))
        })
        .await
    }

    /// Title and price as the confirm step shows them.
    pub async fn confirmation(&self) -> Outcome<(String, String)> {
        self.world
            .ask("return [document.getElementById('confirm-program').textContent, document.getElementById('confirm-price').textContent]")
            .await
    }

    /// Confirms: the order's page opens, with its payment form ready to type into.
    pub async fn confirm(self) -> Outcome<Order<'w>> {
        let order = self.confirm_only().await?;
        order.ready().await?;
        Ok(order)
    }

    /// Confirms, and does not wait for a payment form in the order's page.
    pub async fn confirm_only(&self) -> Outcome<Order<'w>> {
        self.world.browser().find(By::Id("confirm-pay")).await?.click().await?;
        until("the order's page", async || {
            Ok(self.world.browser().current_url().await?.path().starts_with("/orders/").then_some(()))
        })
        .await?;
        Ok(Order::new(self.world))
    }

    /// Switches the language.
    pub async fn speak(&self, lang: &str) -> Outcome {
        let before = self.titles().await?;
        self.world.browser().find(By::Css(format!(".languages a[hreflang={lang}]"))).await?.click().await?;
        until(format!("the shop in {lang}"), async || {
            let now: String = self.world.ask("return document.documentElement.lang").await?;
            Ok((now == lang && self.titles().await? != before).then_some(()))
        })
        .await
    }
}
