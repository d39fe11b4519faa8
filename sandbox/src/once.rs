//! `X-Request-ID`: the same id gets the same answer for an hour, and the work is done once.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::answer::Answer;

/// Answers by request id.
#[derive(Debug, Default)]
pub(crate) struct Once(Mutex<HashMap<String, Known>>);

impl Once {
    /// Does `work` unless this id was seen within the hour; whoever comes while it is being done waits for the same answer.
    ///
    /// The work is finished even when the caller goes away in the middle of it. None when the work itself failed.
    pub(crate) async fn run(
        &self,
        id: Option<String>,
        now: Instant,
        work: impl Future<Output = Answer> + Send + 'static,
    ) -> Option<Answer> {
        let mut answer = self.known_or_started(id, now, work);
        let found = answer.wait_for(Option::is_some).await.ok()?;
        found.clone()
    }

    /// Forgets all ids.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn known_or_started(
        &self,
        id: Option<String>,
        now: Instant,
        work: impl Future<Output = Answer> + Send + 'static,
    ) -> watch::Receiver<Option<Answer>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, one| now.saturating_duration_since(one.since) < KEPT);
        if let Some(one) = id.as_ref().and_then(|id| known.get(id)) {
            return one.answer.clone();
        }
        let (sender, answer) = watch::channel(None);
        if let Some(id) = id {
            known.insert(id, Known { since: now, answer: answer.clone() });
        }
        tokio::spawn(async move {
            let done = work.await;
            sender.send_replace(Some(done));
        });
        answer
    }
}

#[derive(Debug)]
struct Known {
    since: Instant,
    answer: watch::Receiver<Option<Answer>>,
}

/// "The result is kept for one hour."
const KEPT: Duration = Duration::from_secs(3600);

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    fn counting(count: &Arc<AtomicU32>) -> impl Future<Output = Answer> + Send + 'static {
        let count = Arc::clone(count);
        async move {
            tokio::task::yield_now().await;
            Answer::said(count.fetch_add(1, Ordering::SeqCst).to_string())
        }
    }

    #[tokio::test]
    async fn one_id_does_the_work_once_even_when_two_come_together() {
        let (once, count, now) = (Once::default(), Arc::default(), Instant::now());
        let id = || Some("a".to_owned());
        let (first, second) =
            tokio::join!(once.run(id(), now, counting(&count)), once.run(id(), now, counting(&count)));
        assert_eq!(first, second);
        assert_eq!(once.run(id(), now + Duration::from_secs(3599), counting(&count)).await, first);
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn after_an_hour_the_id_is_new() {
        let (once, count, now) = (Once::default(), Arc::default(), Instant::now());
        let id = || Some("a".to_owned());
        let first = once.run(id(), now, counting(&count)).await;
        assert_ne!(once.run(id(), now + KEPT, counting(&count)).await, first);
    }

    #[tokio::test]
    async fn without_an_id_every_request_is_new() {
        let (once, count, now) = (Once::default(), Arc::default(), Instant::now());
        let first = once.run(None, now, counting(&count)).await;
        assert_ne!(once.run(None, now, counting(&count)).await, first);
    }

    #[tokio::test]
    async fn the_work_goes_on_when_the_caller_goes_away() {
        let (once, count, now) = (Once::default(), Arc::default(), Instant::now());
        let id = || Some("a".to_owned());
        drop(once.known_or_started(id(), now, counting(&count)));
        assert_eq!(once.run(id(), now, counting(&count)).await, Some(Answer::said("0")));
    }
}
