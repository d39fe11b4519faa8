//! The shopper at the bank, as a browser goes there and back.

use cloudpayments_checkout::wire::Challenge;
use reqwest::{Client, Response};

/// What the shopper does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtTheBank {
    /// Types the code from the SMS.
    Confirms,
    /// Presses the bank's own Cancel.
    Cancels,
    /// Closes the page without an answer.
    Leaves,
}

/// Goes to the bank and back to the TermUrl. `None`: the way broke somewhere, and the shopper closes the page.
pub(crate) async fn visit(http: &Client, challenge: &Challenge, what: AtTheBank) -> Option<()> {
    let fields = [("MD", &challenge.md), ("PaReq", &challenge.pa_req), ("TermUrl", &challenge.term_url)];
    let arrived = whole(http.post(&challenge.acs_url).form(&fields).send().await.ok()?)?;
    let place = arrived.headers().get("location")?.to_str().ok()?.to_owned();
    let page = arrived.url().join(&place).ok()?;
    let asking = whole(http.get(page.clone()).send().await.ok()?)?.text().await.ok()?;
    let typed = match what {
        AtTheBank::Leaves => return None,
        AtTheBank::Confirms => {
            vec![("code", between(&asking, "<output id=\"sms\">", "</output>")?), ("action", "approve")]
        }
        AtTheBank::Cancels => vec![("action", "cancel")],
    };
    whole(http.post(page.clone()).form(&typed).send().await.ok()?)?;
    let back = whole(http.get(page).send().await.ok()?)?.text().await.ok()?;
    let pa_res = between(&back, "name=\"PaRes\" value=\"", "\"")?;
    let form = http.post(&challenge.term_url).header("sec-fetch-dest", "iframe");
    let returned = form.form(&[("MD", challenge.md.as_str()), ("PaRes", pa_res)]).send().await.ok()?;
    returned.text().await.ok()?.contains("id=\"returned\"").then_some(())
}

/// An answer that is a page, or the way to one.
fn whole(response: Response) -> Option<Response> {
    (response.status().is_success() || response.status().is_redirection()).then_some(response)
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}
