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
    let payment = notice.payment_of(kind);
    tracing::info!(
        order = order.id,
        attempt = attempt.id,
        transaction = notice.transaction,
        payment,
        amount = price::text(amount, &order.currency),
        "money given back"
    );
    Ok(match (payment, order.transaction) {
        (Some(payment), Some(paid)) if payment == paid => FINE,
        // It counts once the payment itself is told.
        (Some(_), None) => "before its payment",
        _ => "another payment",
    })
}
