//! A body that comes in pieces, with a pause before each.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::body::{Bytes, HttpBody};
use http_body::Frame;
use tokio::time::{Sleep, sleep};

/// A body in [`PIECES`] pieces.
pub(crate) struct Trickle {
    rest: Bytes,
    piece: usize,
    pause: Duration,
    waiting: Pin<Box<Sleep>>,
}

impl Trickle {
    /// This body, `pause` before each piece.
    pub(crate) fn of(whole: Bytes, pause: Duration) -> Self {
        Self { piece: whole.len().div_ceil(PIECES).max(1), rest: whole, pause, waiting: Box::pin(sleep(pause)) }
    }
}

impl HttpBody for Trickle {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.waiting.as_mut().poll(context));
        self.waiting = Box::pin(sleep(self.pause));
        let length = self.piece.min(self.rest.len());
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }
}

/// Enough of them to be slow, few enough to be counted in seconds.
const PIECES: usize = 64;
