//! Pay: money is taken. The word that settles an attempt even when every answer was lost.

use super::notice::Notice;
use crate::books::{self, Attempt, Paid, Trouble};
use crate::payments;
use crate::server::Shop;

/// Marks the attempt paid if the money is the order's. The provider is told that the notice arrived either way: sending
/// it again would not mend a wrong amount, someone must look.
pub(super) async fn judge(shop: &Shop, notice: &Notice, attempt: &Attempt) -> Result<&'static str, Trouble> {
    let Some(order) = shop.books.order(&attempt.order).await? else { return Ok("no such order") };
    if notice.amount_in(&order.currency) != Some(order.amount) {
        return Ok("wrong amount");
    }
    if notice.currency != order.currency {
        return Ok("wrong currency");
    }
    if !matches!(notice.status.as_str(), "" | "Completed" | "Authorized") {
        return Ok("wrong status");
    }
    Ok(match payments::paid(shop, &attempt.id, notice.transaction).await? {
        Paid::Now | Paid::Already => books::FINE,
        Paid::Surplus => "surplus",
    })
}
