//! What the browser did, as the relays saw it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

/// One request as the browser sent it.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The body, empty where there is none.
    pub body: String,
    /// The headers that name where the shopper came from, and all others, as one text.
    pub headers: String,
}

/// The tape that all relays of one world write on.
#[derive(Default)]
pub(crate) struct Tape {
    requests: Mutex<Vec<Request>>,
    heard: Mutex<Vec<(bool, String)>>,
    blocked: Mutex<Vec<String>>,
    prelude: Mutex<String>,
    /// What a test brings of its own, by the beginning of its path: content type, policy, body.
    served: Mutex<Vec<(String, [String; 3])>>,
    /// A piece of an address, and the header that its answers get.
    dressed: Mutex<Vec<(String, (HeaderName, HeaderValue))>>,
}

impl Tape {
    /// Every request so far, oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        held(&self.requests).clone()
    }

    pub(super) fn keep(&self, request: Request) {
        held(&self.requests).push(request);
    }

    /// What went wrong with requests, and what the pages' witness told, since the last call: whether it is an error, and the text.
    pub(crate) fn heard(&self) -> Vec<(bool, String)> {
        held(&self.heard).drain(..).collect()
    }

    pub(super) fn hear(&self, is_error: bool, words: String) {
        held(&self.heard).push((is_error, words));
    }

    /// From now on addresses that hold one of these pieces cannot be reached.
    pub(crate) fn block(&self, pieces: &[&str]) {
        *held(&self.blocked) = pieces.iter().map(|piece| (*piece).to_owned()).collect();
    }

    /// From now on every page with the witness runs `script` right after it.
    pub(crate) fn begin_with(&self, script: &str) {
        script.clone_into(&mut held(&self.prelude));
    }

    pub(super) fn prelude(&self) -> String {
        held(&self.prelude).clone()
    }

    /// From now on paths that begin so are answered with this content type, policy and body.
    pub(crate) fn serve(&self, path: &str, answer: [String; 3]) {
        held(&self.served).insert(0, (path.to_owned(), answer));
    }

    pub(super) fn served(&self, path: &str) -> Option<[String; 3]> {
        held(&self.served).iter().find(|(beginning, _)| path.starts_with(beginning)).map(|(_, answer)| answer.clone())
    }

    /// From now on answers of addresses that hold this piece have this header.
    pub(crate) fn dress(&self, piece: &str, name: HeaderName, value: HeaderValue) {
        held(&self.dressed).push((piece.to_owned(), (name, value)));
    }

    pub(super) fn dressed(&self, url: &str, headers: &mut HeaderMap) {
        let dressed = held(&self.dressed);
        headers
            .extend(dressed.iter().filter(|(piece, _)| url.contains(piece.as_str())).map(|(_, header)| header.clone()));
    }

    pub(super) fn blocks(&self, url: &str) -> bool {
        held(&self.blocked).iter().any(|piece| url.contains(piece.as_str()))
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
