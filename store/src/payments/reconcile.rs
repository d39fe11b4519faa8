//! Looks after the attempts nobody asks about: after a crash, a lost answer, a shopper who left.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::status::ask;
use crate::books::{Attempt, Trouble};
use crate::clock::millis;
use crate::server::Shop;

/// Looks at once, and then again and again until told to stop.
pub(crate) async fn watch(shop: Shop, halt: CancellationToken) {
    let mut ticks = tokio::time::interval(shop.patience.look);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while halt.run_until_cancelled(ticks.tick()).await.is_some() {
        if let Err(trouble) = look(&shop).await {
            tracing::error!("database: {trouble}");
        }
    }
}

/// Asks about every attempt in doubt whose turn has come, and closes the challenges everybody has left.
pub(crate) async fn look(shop: &Shop) -> Result<(), Trouble> {
    let mut asking = JoinSet::new();
    let mut asked = Ok(());
    for attempt in shop.books.in_doubt().await? {
        if asking.len() >= AT_ONCE {
            asked = asked.and(next(&mut asking).await);
        }
        let shop = shop.clone();
        asking.spawn(async move { ask(&shop, &attempt, pause(&attempt)).await });
    }
    while !asking.is_empty() {
        asked = asked.and(next(&mut asking).await);
    }
    asked?;
    let now = shop.clock.now();
    let closed = shop.books.close_stale_challenges(now - millis(CHALLENGE), now).await?;
    if closed > 0 {
        tracing::info!(closed, "challenges left at the bank closed");
    }
    shop.books.forget_limits(now).await?;
    Ok(())
}

async fn next(asking: &mut JoinSet<Result<(), Trouble>>) -> Result<(), Trouble> {
    match asking.join_next().await {
        Some(Ok(asked)) => asked,
        // A question that did not come to its end is asked at the next look.
        Some(Err(_)) | None => Ok(()),
    }
}

/// 5 seconds after the first question, then twice as long each time, up to 5 minutes.
fn pause(attempt: &Attempt) -> Duration {
    if attempt.asked_at == 0 {
        return Duration::ZERO;
    }
    let doublings = u32::try_from(attempt.asks.clamp(1, 7) - 1).unwrap_or(0);
    Duration::from_secs(5 * 2_u64.pow(doublings)).min(LONGEST_PAUSE)
}

/// Banks give the shopper some 10 minutes; after this nobody is at the bank's page any more.
const CHALLENGE: Duration = Duration::from_secs(45 * 60);
/// A gateway that answers no question takes 15 seconds for each.
const AT_ONCE: usize = 8;
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
