//! The bank's 3-D Secure page, in its frame or alone in the window.

use thirtyfour::By;

use crate::{Failure, Outcome, World, until};

/// The browser looks at the bank's page as long as this exists; every action ends with it looking at the shop again.
pub struct Bank<'w> {
    world: &'w World,
}

impl<'w> Bank<'w> {
    /// The bank's page inside the frame that the browser has just entered.
    pub(crate) fn framed(world: &'w World) -> Self {
        Self { world }
    }

    /// The bank's page in the whole window.
    pub async fn alone(world: &'w World) -> Outcome<Self> {
        until("the bank's page in the whole window", async || {
            Ok(world.browser().current_url().await?.as_str().starts_with(world.sandbox_url()).then_some(()))
        })
        .await?;
        let bank = Self { world };
        bank.ready().await?;
        Ok(bank)
    }

    pub(crate) async fn ready(&self) -> Outcome {
        until("the bank's question", async || {
            let there = !self.world.browser().find_all(By::Id("code")).await?.is_empty();
            Ok(there.then_some(()))
        })
        .await
    }

    /// Types the code from the SMS and approves.
    pub async fn approve(self) -> Outcome {
        let code = self.sms().await?;
        self.answer(&code).await?;
        self.leave().await
    }

    /// Types a code that is not the one sent; the bank asks again.
    pub async fn mistype(&self) -> Outcome {
        let page = self.world.browser().find(By::Css("body")).await?;
        self.answer(&wrong(&self.sms().await?)).await?;
        until("the bank's second question", async || Ok((!page.is_present().await?).then_some(()))).await?;
        self.ready().await
    }

    /// Types a wrong code once more; the bank has had enough and sends the shopper back.
    pub async fn mistype_for_the_last_time(self) -> Outcome {
        self.answer(&wrong(&self.sms().await?)).await?;
        self.leave().await
    }

    /// Presses the bank's own Cancel.
    pub async fn cancel(self) -> Outcome {
        self.world.browser().find(By::Id("cancel")).await?.click().await?;
        self.leave().await
    }

    /// Approves in a page that answers in the whole window instead of its frame.
    pub async fn approve_at_the_top(self) -> Outcome {
        let code = self.sms().await?;
        let () = self.world.ask("for (const form of document.forms) form.target = '_top'").await?;
        self.answer(&code).await?;
        self.leave().await
    }

    /// Turns back to the shop's page without doing anything at the bank.
    pub async fn leave(self) -> Outcome {
        self.world.leave().await
    }

    /// The text of the bank's page.
    pub async fn text(&self) -> Outcome<String> {
        Ok(self.world.browser().find(By::Css("body")).await?.text().await?)
    }

    /// The code the phone would get.
    pub async fn sms(&self) -> Outcome<String> {
        let text = self.world.browser().find(By::Id("sms")).await?.text().await?;
        let code = text.split(|letter: char| !letter.is_ascii_digit()).rfind(|digits| digits.len() >= 4);
        code.map(str::to_owned).ok_or_else(|| Failure::new(format!("the bank's page shows no code: {text:?}")))
    }

    async fn answer(&self, code: &str) -> Outcome {
        let input = self.world.browser().find(By::Id("code")).await?;
        self.world.focus(&input).await?;
        input.clear().await?;
        input.send_keys(code).await?;
        self.world.browser().find(By::Id("approve")).await?.click().await?;
        Ok(())
    }
}

/// A code of the same length that has no digit in common with the right one.
fn wrong(right: &str) -> String {
    right.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}
