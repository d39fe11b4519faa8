//! The payment page's side of the secure window: `line.js` carries the messages, the machine of [`channel`](crate::channel) says
//! which of them count.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::browser::read;
use crate::channel::{Channel, Greeting, Heard, Said, Verdict};

/// What `line.js` asks about a message: 0, it is none of ours; 1, it is; 2, the page serves nobody.
///
/// With `stores` a page begins that has said hello; with `ports` the message came to its window, with `said` it wants to say
/// one, else one came on the port. One function of one argument, because each further one costs glue of its own.
#[wasm_bindgen(skip_typescript)]
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "a reference costs more glue")]
pub fn ask_channel(asked: JsValue) -> u8 {
    let text = |name| read::string(&asked, name);
    let (kind, nonce) = (text("type").unwrap_or_default(), text("nonce").unwrap_or_default());
    CHANNEL.with_borrow_mut(|channel| {
        let verdict = if let Some(stores) = text("stores") {
            *channel = Channel::new(&stores, &nonce);
            Verdict::Taken
        } else if let Some(ports) = read::number(&asked, "ports") {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "not negative, and a cast saturates"
            )]
            let ports = ports as u8;
            let is_from_opener = read::boolean(&asked, "above").unwrap_or_default();
            let origin = text("origin").unwrap_or_default();
            channel.greeted(&Greeting { is_from_opener, origin: &origin, kind: &kind, nonce: &nonce, ports })
        } else if let Some(has_cryptogram) = read::boolean(&asked, "said") {
            match Said::parse(&kind, has_cryptogram) {
                Some(said) if channel.says(said) => Verdict::Taken,
                _ => Verdict::Ignored,
            }
        } else {
            let endpoint = text("endpoint");
            channel.heard(Heard::parse(&kind, endpoint.as_deref()))
        };
        match verdict {
            Verdict::Ignored => 0,
            Verdict::Taken => 1,
            Verdict::Refused => 2,
        }
    })
}

thread_local! {
    /// A page has one opener.
    static CHANNEL: RefCell<Channel> = RefCell::new(Channel::new("", ""));
}
