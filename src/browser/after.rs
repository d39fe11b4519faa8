//! Time limits for futures.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::Timer;

/// The limit came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

/// Runs the future for `limit_ms` milliseconds at most.
///
/// # Errors
/// [`TimedOut`] where the limit came first; the future is dropped then, unless the caller kept it pinned.
pub async fn race<F: Future>(future: F, limit_ms: u32) -> Result<F::Output, TimedOut> {
    let mut future = pin!(future);
    let mut limit = sleep(limit_ms);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        Pin::new(&mut limit).poll(context).map(|()| Err(TimedOut))
    })
    .await
}

/// Ready after `ms` milliseconds.
#[must_use]
pub fn sleep(ms: u32) -> Sleep {
    let state = Rc::new(RefCell::new(State { over: false, waker: None }));
    let shared = Rc::clone(&state);
    let timer = Timer::after(ms, move || {
        let waker = {
            let mut state = shared.borrow_mut();
            state.over = true;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    Sleep { state, _timer: timer }
}

/// The future [`sleep`] returns; dropping it cancels the time-out.
pub struct Sleep {
    state: Rc<RefCell<State>>,
    _timer: Timer,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state.borrow_mut();
        if state.over {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

struct State {
    over: bool,
    waker: Option<Waker>,
}
