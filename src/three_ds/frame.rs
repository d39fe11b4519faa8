//! The bank's page in a frame, and the message from TermUrl's page that it is done.

use std::cell::Cell;
use std::rc::Rc;

use super::address::{self, Origins};
use super::{ChallengeError, Directive, policy};
use crate::browser::{self, Element, Event, Listener, dom, random, read};
use crate::wire::Challenge;

/// What a frame tells while it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A page has loaded in it: the bank's, and each one after it. What it says cannot be known.
    Loaded,
    /// TermUrl's page says the bank has answered. At most once. A hint: ask the store.
    Returned,
    /// The page's policy blocked the bank's page.
    Blocked(Directive),
}

/// The frame with the bank's page; dropping it removes the frame and everything that listens.
pub struct Frame {
    // First, so that nobody hears the frame go.
    _listeners: [Listener; 3],
    iframe: browser::frame::Frame,
    ignored: Rc<Cell<u32>>,
}

impl Frame {
    /// The `<iframe>`, to be placed and focused.
    #[must_use]
    pub fn element(&self) -> &Element {
        self.iframe.element()
    }

    /// Messages so far that claimed to be TermUrl's and were not taken: another origin, source or payment, or a second one.
    #[must_use]
    pub fn ignored(&self) -> u32 {
        self.ignored.get()
    }
}

/// Opens the bank's page in a frame inside `parent`; `title` is what screen readers call it, in the shopper's language.
///
/// `on` is never called before this returns. It may drop the frame.
///
/// # Errors
/// [`ChallengeError`]; nothing was sent then.
pub fn frame(
    parent: &Element,
    challenge: &Challenge,
    title: &str,
    on: impl Fn(Outcome) + 'static,
) -> Result<Frame, ChallengeError> {
    let origins = Origins::of(challenge)?;
    let on = Rc::new(on);
    let ignored = Rc::new(Cell::new(0_u32));
    // A name nobody else on the page can have: the form goes to it.
    let name = random::hex128().unwrap_or_else(|| challenge.attempt.clone());
    let frame = browser::frame::Frame::inside(parent, &name, title, ALLOW);

    let policy = policy::watch(&origins, {
        let on = Rc::clone(&on);
        move |directive| on(Outcome::Blocked(directive))
    });
    let loads = Listener::on(frame.element(), "load", {
        let (on, frame) = (Rc::clone(&on), frame.element().clone());
        move |_| {
            if !browser::frame::is_blank(&frame) {
                on(Outcome::Loaded);
            }
        }
    });
    let messages = Listener::on(&dom::window(), "message", {
        let (ignored, frame, challenge) = (Rc::clone(&ignored), frame.element().clone(), challenge.clone());
        let returned = Cell::new(false);
        move |event| {
            if read::string(&event.field("data"), "type").as_deref() != Some(RETURNED) {
                return;
            }
            if is_answer(&event, &challenge, &origins.store)
                && browser::frame::sent_by(&frame, &event.field("source"))
                && !returned.replace(true)
            {
                on(Outcome::Returned);
            } else {
                ignored.set(ignored.get().saturating_add(1));
            }
        }
    });

    address::post(challenge, &name)?;
    Ok(Frame { _listeners: [policy, loads, messages], iframe: frame, ignored })
}

/// Whether a message comes from TermUrl's origin and is about this payment.
fn is_answer(event: &Event, challenge: &Challenge, store: &str) -> bool {
    let data = event.field("data");
    event.string("origin").as_deref() == Some(store)
        && read::string(&data, "md").as_deref() == Some(&*challenge.md)
        && read::string(&data, "attempt").as_deref() == Some(&*challenge.attempt)
}

/// The `type` of the message TermUrl's page posts.
const RETURNED: &str = "cloudpayments-checkout:returned";

/// What a bank's page needs: passkeys, and the payment API.
const ALLOW: &str = "payment *; publickey-credentials-get *";
