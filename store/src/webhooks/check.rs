//! Check: the provider asks, before money moves, whether a payment may go on.

use super::notice::Notice;
use crate::books::{Attempt, FINE, State, Trouble};
use crate::server::Shop;

/// The code to answer, and what was made of it.
pub(super) async fn judge(
    shop: &Shop,
    notice: &Notice,
    attempt: Option<&Attempt>,
) -> Result<(u8, &'static str), Trouble> {
    let Some(attempt) = attempt else { return Ok((WRONG_ORDER, "no such attempt")) };
    let Some(order) = shop.books.order(&attempt.order).await? else { return Ok((WRONG_ORDER, "no such order")) };
    if notice.amount_in(&order.currency) != Some(order.amount) {
        return Ok((WRONG_AMOUNT, "wrong amount"));
    }
    if notice.currency != order.currency {
        return Ok((WRONG_AMOUNT, "wrong currency"));
    }
    let is_open = matches!(attempt.state, State::Sent | State::Unknown | State::Challenge | State::Confirming);
    if order.is_paid || !is_open {
        return Ok((CANNOT_ACCEPT, "attempt closed"));
    }
    Ok((super::OK, FINE))
}

const WRONG_ORDER: u8 = 10;
const WRONG_AMOUNT: u8 = 12;
const CANNOT_ACCEPT: u8 = 13;
