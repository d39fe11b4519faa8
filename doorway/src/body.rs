//! A request's body that has to be there in time, as a whole: a byte now and then does not prolong it.

use std::{
    error::Error,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// What is read of the body until its time is up; then an error.
#[derive(Debug)]
pub(crate) struct Timed {
    inner: Incoming,
    end: Instant,
    /// Made when there is something to wait for; most bodies come with their head.
    bell: Option<Pin<Box<Sleep>>>,
    late: Late,
}

/// Whether a body was cut off, for whoever answers its request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Late(Arc<AtomicBool>);

impl Late {
    pub(crate) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Timed {
    pub(crate) fn new(inner: Incoming, patience: Duration) -> (Self, Late) {
        let late = Late::default();
        (Self { inner, end: Instant::now() + patience, bell: None, late: late.clone() }, late)
    }
}

impl Body for Timed {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx)
            && (frame.is_none() || Instant::now() < self.end)
        {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let end = self.end;
        ready!(self.bell.get_or_insert_with(|| Box::pin(sleep_until(end))).as_mut().poll(cx));
        self.late.0.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err("the body came too slowly".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
