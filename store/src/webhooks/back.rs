//! Refund and Cancel: money is given back, or a held sum is let go. The order stays paid, and tells what went back.

use super::notice::{Kind, Notice};
use crate::books::{Attempt, FINE, Trouble};
use crate::price;
use crate::server::Shop;

/// Judges whether it is the money that paid the order. Nothing else is to be done here: whoever gave it back, in the provider's
/// cabinet or by its API, decides what becomes of the goods.
pub(super) async fn judge(
    shop: &Shop,
    kind: Kind,
    notice: &Notice,
    attempt: &Attempt,
) -> Result<&'static str, Trouble> {
    let Some(order) = shop.books.order(&attempt.order).await? else { return Ok("no such order") };
    let Some(amount) = notice.amount_in(&order.currency) else { return Ok("wrong amount") };
    // A refund is an operation of its own, with a number of its own.
    let payment = if kind == Kind::Refund { notice.payment } else { Some(notice.transaction) };
    let is_the_orders = payment.is_some() && payment == order.transaction;
    tracing::info!(
        order = order.id,
        attempt = attempt.id,
        transaction = notice.transaction,
        payment,
        amount = price::text(amount, &order.currency),
        "money given back"
    );
    Ok(if is_the_orders { FINE } else { "another payment" })
}
