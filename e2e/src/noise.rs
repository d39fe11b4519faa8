//! What the console showed: errors that a test must have named beforehand.

use std::sync::Mutex;

use crate::{Outcome, engine::Session, relay::Tape};

/// The errors seen, and the pieces of text a test expects in them.
#[derive(Default)]
pub(crate) struct Noise {
    expected: Mutex<Vec<String>>,
    /// Everything, with the errors marked.
    heard: Mutex<Vec<(bool, String)>>,
}

impl Noise {
    /// From now on an error that contains `piece` is no fault.
    pub(crate) fn expect(&self, piece: &str) {
        if let Ok(mut expected) = self.expected.lock() {
            expected.push(piece.to_owned());
        }
    }

    /// Takes what the witness and the relays have told since the last call, and what the browser itself logged, where it does.
    pub(crate) async fn listen(&self, tape: &Tape, session: &Session) -> Outcome {
        let logged = session.console().await?;
        if let Ok(mut heard) = self.heard.lock() {
            heard.extend(tape.heard());
            heard.extend(logged);
        }
        Ok(())
    }

    /// Every line, of any level.
    pub(crate) fn everything(&self) -> Vec<String> {
        self.heard.lock().map(|heard| heard.iter().map(|(_, line)| line.clone()).collect()).unwrap_or_default()
    }

    /// The errors nobody expected.
    pub(crate) fn unexpected(&self) -> Vec<String> {
        let (Ok(heard), Ok(expected)) = (self.heard.lock(), self.expected.lock()) else { return Vec::new() };
        let errors = heard.iter().filter(|(is_error, _)| *is_error).map(|(_, line)| line);
        errors.filter(|line| !expected.iter().any(|piece| line.contains(piece.as_str()))).cloned().collect()
    }
}
