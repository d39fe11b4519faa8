//! The document.

/// Whether there is a document at all: not in Node, not in a worker.
#[must_use]
pub fn exists() -> bool {
    super::read::field(&js_sys::global(), "document").is_object()
}
