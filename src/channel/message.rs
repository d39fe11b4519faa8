//! The messages, as far as the machine looks into them.

/// The type of the page's first word to its opener.
///
/// ```
/// assert_eq!(cloudpayments_checkout::channel::HELLO, "cloudpayments-window:hello");
/// ```
pub const HELLO: &str = "cloudpayments-window:hello";

/// The type of the opener's answer, which brings the port.
///
/// ```
/// assert_eq!(cloudpayments_checkout::channel::OPEN, "cloudpayments-window:open");
/// ```
pub const OPEN: &str = "cloudpayments-window:open";

/// A message to the page's window. Any window may send one.
///
/// ```
/// use cloudpayments_checkout::channel::{Greeting, OPEN};
///
/// let greeting = Greeting { is_from_opener: true, origin: "https://shop.example", kind: OPEN, nonce: "", ports: 1 };
/// assert!(greeting.is_from_opener);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Greeting<'a> {
    /// Whether it came from the window that opened the page: its parent in a frame, else its opener.
    pub is_from_opener: bool,
    /// The sender's origin, as the browser says.
    pub origin: &'a str,
    /// Its `type`; empty where there is none.
    pub kind: &'a str,
    /// Its `nonce`; empty where there is none.
    pub nonce: &'a str,
    /// How many ports it brought.
    pub ports: u8,
}

/// What the store says on the port.
///
/// ```
/// use cloudpayments_checkout::channel::Heard;
///
/// assert_eq!(Heard::parse("leave", None), Some(Heard::Leave));
/// assert_eq!(Heard::parse("something", None), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard<'a> {
    /// What is to be paid, and where.
    Order {
        /// The origin of its `endpoint`; `None` where the store charges cryptograms itself.
        endpoint: Option<&'a str>,
    },
    /// The order token that was asked for.
    Token,
    /// The shopper wants to leave the bank's page.
    Leave,
}

impl<'a> Heard<'a> {
    /// By its `type`; `endpoint` is the origin of the endpoint in it.
    #[must_use]
    pub fn parse(kind: &str, endpoint: Option<&'a str>) -> Option<Self> {
        Some(match kind {
            "order" => Self::Order { endpoint },
            "token" => Self::Token,
            "leave" => Self::Leave,
            _ => return None,
        })
    }
}

/// What the page says on the port.
///
/// ```
/// use cloudpayments_checkout::channel::Said;
///
/// assert_eq!(Said::parse("result", true), Some(Said::Result { cryptogram: true }));
/// assert_eq!(Said::parse("something", false), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The form can be typed into.
    Ready,
    /// How high the page is.
    Height,
    /// Where the payment stands.
    Phase,
    /// How an attempt ended.
    Result {
        /// Whether a cryptogram is in it.
        cryptogram: bool,
    },
    /// Please fetch an order token.
    Token,
    /// Please open the page in a tab.
    Tab,
    /// The shopper wants the window closed.
    Close,
}

impl Said {
    /// By its `type`; `cryptogram` is whether one is in it.
    #[must_use]
    pub fn parse(kind: &str, cryptogram: bool) -> Option<Self> {
        Some(match kind {
            "ready" => Self::Ready,
            "height" => Self::Height,
            "phase" => Self::Phase,
            "result" => Self::Result { cryptogram },
            "token" => Self::Token,
            "tab" => Self::Tab,
            "close" => Self::Close,
            _ => return None,
        })
    }
}
