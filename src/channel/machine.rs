use super::{Greeting, Heard, OPEN, Said};

/// What becomes of a message.
///
/// ```
/// use cloudpayments_checkout::channel::{Channel, Verdict};
///
/// assert_eq!(Channel::new("https://shop.example", "00").heard(None), Verdict::Ignored);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is foreign, unknown, or out of place: counted, and nothing else.
    Ignored,
    /// It is one of the conversation.
    Taken,
    /// The page was opened by a store that is not listed: it runs no payment, whatever comes.
    Refused,
}

/// The payment page's half of the conversation.
///
/// ```
/// use cloudpayments_checkout::channel::{Channel, Greeting, Heard, OPEN, Said, Verdict};
///
/// let nonce = "000102030405060708090a0b0c0d0e0f";
/// let mut page = Channel::new("https://shop.example", nonce);
/// let open = Greeting { is_from_opener: true, origin: "https://shop.example", kind: OPEN, nonce, ports: 1 };
/// assert_eq!(page.greeted(&Greeting { is_from_opener: false, ..open }), Verdict::Ignored);
/// assert_eq!(page.greeted(&open), Verdict::Taken);
/// assert_eq!((page.store(), page.ignored()), (Some("https://shop.example"), 1));
/// // The page hears what is to be paid, then says that it is ready.
/// assert_eq!(page.heard(Heard::parse("order", Some("https://shop.example"))), Verdict::Taken);
/// assert!(page.says(Said::Ready));
/// ```
#[derive(Debug)]
pub struct Channel {
    stores: String,
    nonce: String,
    stage: Stage,
    ignored: u32,
}

#[derive(Debug)]
enum Stage {
    /// Nobody has answered the hello.
    Waiting,
    Refused,
    Open {
        store: String,
        order: Order,
        is_ready: bool,
        awaits_token: bool,
    },
}

/// What the store wants of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    None,
    Charge,
    Cryptogram,
}

impl Channel {
    /// A page that has said hello with this nonce, 32 hex digits made for this hello. `stores` are the origins that may open it,
    /// a line each, letter by letter as browsers write them.
    #[must_use]
    pub fn new(stores: &str, nonce: &str) -> Self {
        Self { stores: stores.to_owned(), nonce: nonce.to_owned(), stage: Stage::Waiting, ignored: 0 }
    }

    /// The origin of the store that the page serves, once it has shaken hands.
    #[must_use]
    pub fn store(&self) -> Option<&str> {
        match &self.stage {
            Stage::Open { store, .. } => Some(store),
            Stage::Waiting | Stage::Refused => None,
        }
    }

    /// Messages that were none of the conversation's.
    #[must_use]
    pub fn ignored(&self) -> u32 {
        self.ignored
    }

    /// A message came to the page's window. The first good answer to the hello pins the store; no other changes that.
    pub fn greeted(&mut self, greeting: &Greeting<'_>) -> Verdict {
        let answers = greeting.is_from_opener && greeting.kind == OPEN && matches!(self.stage, Stage::Waiting);
        if !answers || greeting.nonce != self.nonce || self.nonce.len() != NONCE || greeting.ports != 1 {
            return self.ignore();
        }
        if greeting.origin.is_empty() || !self.lists(greeting.origin) {
            self.ignore();
            self.stage = Stage::Refused;
            return Verdict::Refused;
        }
        let store = greeting.origin.to_owned();
        self.stage = Stage::Open { store, order: Order::None, is_ready: false, awaits_token: false };
        Verdict::Taken
    }

    /// The store said something on the port; `None` is a message of no known type.
    pub fn heard(&mut self, message: Option<Heard<'_>>) -> Verdict {
        let Stage::Open { store, order, awaits_token, .. } = &mut self.stage else { return self.ignore() };
        let taken = match message {
            // A page takes orders for the store that opened it and for no other, whatever that one asks for.
            Some(Heard::Order { endpoint: Some(endpoint) }) if endpoint == store => {
                *order = Order::Charge;
                true
            }
            Some(Heard::Order { endpoint: None }) => {
                *order = Order::Cryptogram;
                true
            }
            Some(Heard::Token) => std::mem::take(awaits_token),
            Some(Heard::Leave) => *order != Order::None,
            Some(Heard::Order { .. }) | None => false,
        };
        if taken { Verdict::Taken } else { self.ignore() }
    }

    /// Whether the page may say this now; if so, it is said.
    pub fn says(&mut self, message: Said) -> bool {
        let Stage::Open { order, is_ready, awaits_token, .. } = &mut self.stage else { return false };
        match message {
            Said::Ready => *order != Order::None && !std::mem::replace(is_ready, true),
            Said::Height | Said::Tab | Said::Close => true,
            Said::Phase | Said::Result { cryptogram: false } => *is_ready,
            Said::Result { cryptogram: true } => *is_ready && *order == Order::Cryptogram,
            Said::Token => {
                *awaits_token = *order == Order::Charge;
                *awaits_token
            }
        }
    }

    fn lists(&self, store: &str) -> bool {
        // By bytes: to search for a letter of more than one is longer than this machine.
        self.stores.as_bytes().split(|byte| *byte == b'\n').any(|listed| listed == store.as_bytes())
    }

    fn ignore(&mut self) -> Verdict {
        self.ignored = self.ignored.saturating_add(1);
        Verdict::Ignored
    }
}

/// 128 bits in hex.
const NONCE: usize = 32;
