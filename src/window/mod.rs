//! The payment page's side of the secure window: `line.js` carries the messages, the machine of [`channel`](crate::channel) says
//! which of them count.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::channel::{Channel, Greeting, Heard, Said, Verdict};

/// What `line.js` asks about a message: 0, it is none of ours; 1, it is; 2, the page serves nobody.
///
/// Which step of the conversation it is, is among [`BEGINS`] and those after it, which say what the three texts are.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_channel(step: u8, ports: u8, kind: &str, origin: &str, nonce: &str) -> u8 {
    CHANNEL.with_borrow_mut(|channel| {
        let verdict = match step {
            BEGINS => {
                *channel = Channel::new(origin, nonce);
                Verdict::Taken
            }
            FROM_OPENER | FROM_ANOTHER => {
                channel.greeted(&Greeting { is_from_opener: step == FROM_OPENER, origin, kind, nonce, ports })
            }
            ON_THE_PORT => channel.heard(Heard::parse(kind, None)),
            WITH_ENDPOINT => channel.heard(Heard::parse(kind, Some(origin))),
            _ => match Said::parse(kind, step == SAYS_CRYPTOGRAM) {
                Some(said) if channel.says(said) => Verdict::Taken,
                _ => Verdict::Ignored,
            },
        };
        match verdict {
            Verdict::Ignored => 0,
            Verdict::Taken => 1,
            Verdict::Refused => 2,
        }
    })
}

/// A page has said hello with this nonce; in the place of an origin are those of the stores that may open it, a line each.
const BEGINS: u8 = 0;
/// A message came to the page's window, of this `type` and `nonce`, with so many ports; the browser vouches for the origin.
const FROM_OPENER: u8 = 1;
const FROM_ANOTHER: u8 = 2;
/// A message of this `type` came on the port, without an endpoint or with one of this origin.
const ON_THE_PORT: u8 = 3;
const WITH_ENDPOINT: u8 = 4;
/// The page wants to say a message of this `type`: 5 without and 6 with a cryptogram.
const SAYS_CRYPTOGRAM: u8 = 6;

thread_local! {
    /// A page has one opener.
    static CHANNEL: RefCell<Channel> = RefCell::new(Channel::new("", ""));
}
