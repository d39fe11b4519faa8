//! The payment form: `<cloudpayments-checkout>` and what is inside its shadow root.

use thirtyfour::{Key, WebElement};

use super::Bank;
use crate::{Card, Failure, Outcome, World, until};

/// The element on an order's page.
pub struct Checkout<'w> {
    pub(super) world: &'w World,
}

/// A field of the form, in Tab order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The card number.
    Number,
    /// Month and year.
    Expiry,
    /// CVV2 / CVC2.
    Code,
    /// The holder's name.
    Holder,
}

impl Field {
    /// The id of its input.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Expiry => "expiry",
            Self::Code => "code",
            Self::Holder => "holder",
        }
    }
}

impl<'w> Checkout<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self { world }
    }

    /// Whether the module has taken the element over: before, there are fields without words.
    pub async fn is_alive(&self) -> Outcome<bool> {
        self.world.ask("return Boolean(document.querySelector('cloudpayments-checkout')?.shadowRoot?.querySelector('#pay-text')?.textContent)").await
    }

    /// The phase's name; empty while the element is not there.
    pub async fn phase(&self) -> Outcome<String> {
        self.world.ask("return document.querySelector('cloudpayments-checkout')?.phase ?? ''").await
    }

    /// Waits for one of these phases; which one came.
    pub async fn reaches(&self, phases: &[&str]) -> Outcome<String> {
        until(format!("the phase {}", phases.join(" or ")), async || {
            let phase = self.phase().await?;
            Ok(phases.contains(&phase.as_str()).then_some(phase))
        })
        .await
    }

    /// The outcome the form shows: `paid`, `declined`, `cancelled`, `failed` or `unclear`; none while it shows none.
    pub async fn outcome(&self) -> Outcome<Option<String>> {
        self.world
            .ask(
                "const result = document.querySelector('cloudpayments-checkout')?.shadowRoot?.querySelector('#result');
                 return result?.dataset.outcome || null",
            )
            .await
    }

    /// Waits until the form shows this outcome.
    pub async fn shows(&self, outcome: &str) -> Outcome {
        until(format!("the outcome {outcome}"), async || {
            Ok((self.outcome().await?.as_deref() == Some(outcome)).then_some(()))
        })
        .await
    }

    /// The text of the result panel.
    pub async fn result(&self) -> Outcome<String> {
        Ok(self.part("#result").await?.text().await?)
    }

    /// Has the store asked once more how the payment ended, unless it was asked by itself and has answered.
    pub async fn check_again(&self) -> Outcome {
        let press =
            "const again = document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('check-again');
            if (!again.hidden) again.click()";
        self.world.ask(press).await
    }

    /// Types a whole card, field by field.
    pub async fn fill(&self, card: Card) -> Outcome {
        self.replace(Field::Number, card.number).await?;
        self.replace(Field::Expiry, card.expiry).await?;
        self.replace(Field::Code, card.code).await?;
        self.replace(Field::Holder, card.holder).await
    }

    /// Types at the end of a field.
    pub async fn type_into(&self, field: Field, text: &str) -> Outcome {
        self.focus(field).await?.send_keys(text).await?;
        Ok(())
    }

    /// Deletes what is in a field, from its end as on a phone, whose driver keeps no selection, and types.
    pub async fn replace(&self, field: Field, text: &str) -> Outcome {
        let input = self.focus(field).await?;
        let there = self.text(field).await?.chars().count();
        input.send_keys(Key::End + "").await?;
        input.send_keys(char::from(Key::Backspace).to_string().repeat(there) + text).await?;
        Ok(())
    }

    /// Puts the mouse on a field and presses.
    pub async fn click(&self, field: Field) -> Outcome {
        let input = self.input(field).await?;
        self.world.browser().action_chain().move_to_element_center(&input).click().perform().await?;
        Ok(())
    }

    /// Leaves a field by the Tab key.
    pub async fn leave(&self, field: Field) -> Outcome {
        self.focus(field).await?.send_keys(Key::Tab + "").await?;
        Ok(())
    }

    /// What a field holds.
    pub async fn text(&self, field: Field) -> Outcome<String> {
        Ok(self.input(field).await?.prop("value").await?.unwrap_or_default())
    }

    /// The message under a field; empty where there is none.
    pub async fn error(&self, field: Field) -> Outcome<String> {
        Ok(self.part(&format!("#{}-error", field.id())).await?.text().await?.trim().to_owned())
    }

    /// Whether assistive technology is told that a field is wrong.
    pub async fn is_invalid(&self, field: Field) -> Outcome<bool> {
        Ok(self.input(field).await?.attr("aria-invalid").await?.as_deref() == Some("true"))
    }

    /// Waits until a field says what is wrong with it.
    pub async fn complains(&self, field: Field) -> Outcome {
        until(format!("a message under {field:?}"), async || {
            Ok((self.is_invalid(field).await? && !self.error(field).await?.is_empty()).then_some(()))
        })
        .await
    }

    /// Waits until a field has nothing to say.
    pub async fn is_content(&self, field: Field) -> Outcome {
        until(format!("no message under {field:?}"), async || Ok((!self.is_invalid(field).await?).then_some(()))).await
    }

    /// Presses Enter in a field.
    pub async fn press_enter(&self, field: Field) -> Outcome {
        self.focus(field).await?.send_keys(Key::Enter + "").await?;
        Ok(())
    }

    /// The id of the element inside the form that has the focus.
    pub async fn focused(&self) -> Outcome<Option<String>> {
        self.world
            .ask("return document.querySelector('cloudpayments-checkout')?.shadowRoot?.activeElement?.id ?? null")
            .await
    }

    /// What stands on the Pay button.
    pub async fn pay_words(&self) -> Outcome<String> {
        self.world.ask("return document.querySelector('cloudpayments-checkout').shadowRoot.querySelector('#pay-text').textContent").await
    }

    /// Presses Pay.
    pub async fn pay(&self) -> Outcome {
        let button = self.part("#pay").await?;
        button.scroll_into_view().await?;
        button.click().await?;
        Ok(())
    }

    /// Presses Pay `times` times, faster than any hand.
    pub async fn pay_fast(&self, times: usize) -> Outcome {
        let button = self.part("#pay").await?;
        button.scroll_into_view().await?;
        let mut chain = self
            .world
            .browser()
            .action_chain_with_delay(Some(std::time::Duration::ZERO), Some(std::time::Duration::ZERO));
        chain = chain.move_to_element_center(&button);
        for _ in 0..times {
            chain = chain.click();
        }
        chain.perform().await?;
        Ok(())
    }

    /// Waits for the bank's page in its frame and turns to it.
    pub async fn bank(&self) -> Outcome<Bank<'w>> {
        let frame = until("the bank's frame", async || {
            let Some(frame) = self.seen("#challenge iframe").await? else { return Ok(None) };
            Ok(frame.is_displayed().await?.then_some(frame))
        })
        .await?;
        self.world.enter(frame).await?;
        let bank = Bank::framed(self.world);
        bank.ready().await?;
        Ok(bank)
    }

    /// Presses our own Cancel above the bank's page.
    pub async fn cancel(&self) -> Outcome {
        until("the bank's panel", async || self.seen("#challenge-cancel").await).await?.click().await?;
        Ok(())
    }

    /// Whether the whole window is offered for the bank's page.
    pub async fn offers_whole_window(&self) -> Outcome<bool> {
        match self.seen("#challenge-open").await? {
            Some(button) => Ok(button.is_displayed().await?),
            None => Ok(false),
        }
    }

    /// Has the bank's page opened in the whole window.
    pub async fn open_whole_window(&self) -> Outcome<Bank<'w>> {
        self.press("#challenge-open").await?;
        Bank::alone(self.world).await
    }

    /// Presses Esc, wherever the focus is.
    pub async fn press_esc(&self) -> Outcome {
        let pressed = self.world.browser().action_chain().key_down(Key::Escape).key_up(Key::Escape).perform().await;
        // Esc may take away the very frame the key was pressed in, and Firefox calls that an error.
        drop(pressed);
        Ok(())
    }

    /// Waits until the question whether to leave the bank's page is there above that page, or is not.
    pub async fn is_asked_to_leave(&self, asked: bool) -> Outcome {
        until(format!("the question whether to leave: {asked}"), async || {
            let shown: bool = self
                .world
                .ask(
                    "const { shadowRoot } = document.querySelector('cloudpayments-checkout');
                     return shadowRoot.querySelector('#challenge').open && !shadowRoot.querySelector('#leave').hidden",
                )
                .await?;
            Ok((shown == asked).then_some(()))
        })
        .await
    }

    /// Stays at the bank.
    pub async fn stay(&self) -> Outcome {
        self.press("#leave-stay").await
    }

    /// Leaves the bank.
    pub async fn go(&self) -> Outcome {
        self.press("#leave-go").await
    }

    /// Presses a part inside the shadow root, by CSS selector.
    pub async fn press(&self, selector: &str) -> Outcome {
        Ok(self.part(selector).await?.click().await?)
    }

    /// A part inside the shadow root by CSS selector, if it is there.
    pub async fn seen(&self, selector: &str) -> Outcome<Option<WebElement>> {
        self.world
            .element(&format!("return document.querySelector('cloudpayments-checkout')?.shadowRoot?.querySelector({selector:?}) ?? null"))
            .await
    }

    /// Where a part is on the page, however far that is scrolled; `WebKit`'s driver tells where it is in the window.
    pub async fn place_of(&self, selector: &str) -> Outcome<(f64, f64)> {
        let script = format!(
            "const part = document.querySelector('cloudpayments-checkout').shadowRoot.querySelector({selector:?});
             const {{ x, y }} = part.getBoundingClientRect(); return [x + scrollX, y + scrollY]"
        );
        self.world.ask(&script).await
    }

    async fn part(&self, selector: &str) -> Outcome<WebElement> {
        self.seen(selector).await?.ok_or_else(|| Failure::new(format!("the payment form has no {selector}")))
    }

    async fn focus(&self, field: Field) -> Outcome<WebElement> {
        let input = self.input(field).await?;
        self.world.focus(&input).await?;
        Ok(input)
    }

    pub(super) async fn input(&self, field: Field) -> Outcome<WebElement> {
        self.part(&format!("#{}", field.id())).await
    }
}
