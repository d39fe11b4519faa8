//! What a pasted text holds: a number, a whole card, or something that must not be taken.

use core::fmt;
use core::ops::Range;

use super::runs::{Chain, Runs};
use crate::card::{CardNumber, Expiry, Holder, HolderPolicy, Inline, Month, Now, fold};

/// Why a paste was not taken; the field stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteError {
    /// Nothing in it belongs in this field.
    Nothing,
    /// A web address: a card number should never have been in one.
    Link,
    /// The magnetic stripe's text, which must not be kept (PCI DSS 3.3.1).
    TrackData,
    /// More than one card number, and which one is not ours to choose.
    TwoNumbers,
    /// More than the field takes; nothing is cut in silence.
    TooLong,
    /// A card number, in a field that is for something else.
    CardNumber,
}

impl PasteError {
    /// Stable code, as in events.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "paste.nothing",
            Self::Link => "paste.link",
            Self::TrackData => "paste.track_data",
            Self::TwoNumbers => "paste.two_numbers",
            Self::TooLong => "paste.too_long",
            Self::CardNumber => "paste.card_number",
        }
    }
}

impl fmt::Display for PasteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "pasted text without anything for this field",
            Self::Link => "a pasted web address, wanted what stands on the card",
            Self::TrackData => "pasted text of a magnetic stripe, wanted the card number alone",
            Self::TwoNumbers => "more than one pasted card number, wanted one",
            Self::TooLong => "more pasted text than the field takes",
            Self::CardNumber => "a card number pasted into another field",
        })
    }
}

impl core::error::Error for PasteError {}

/// What was found. The security code is never looked for: it is taken only where it was pasted into its own field.
pub(super) struct Clip {
    /// A whole card number, or the part of one that was all there was; ASCII digits.
    pub(super) digits: Inline<DIGITS>,
    /// Whether `digits` are as many as a card number has.
    pub(super) number: bool,
    /// A date written with a slash.
    pub(super) date: Option<Month>,
    /// A name in Latin letters, looked for only beside a number and a date.
    pub(super) holder: Option<Holder>,
}

impl Clip {
    pub(super) fn read(text: &str) -> Result<Self, PasteError> {
        if text.len() > LONGEST {
            return Err(PasteError::TooLong);
        }
        if is_link(text) {
            return Err(PasteError::Link);
        }
        let runs = Runs::of(text).ok_or(PasteError::TooLong)?;
        if is_track(text, &runs) {
            return Err(PasteError::TrackData);
        }
        let date = runs.date(text);
        let mut long = None;
        let mut short = None;
        let mut shorts = 0_usize;
        for chain in runs.chains() {
            if chain.digits < NUMBER_DIGITS {
                short = Some(chain);
                shorts += 1;
            } else if long.replace(chain).is_some() {
                return Err(PasteError::TwoNumbers);
            }
        }
        let mut clip = Self { digits: Inline::new(), number: long.is_some(), date, holder: None };
        if let Some(chain) = long {
            number(text, &runs, &chain, &mut clip.digits)?;
            if date.is_some() {
                clip.holder = holder(text);
            }
        } else if let (Some(chain), 1) = (short, shorts) {
            runs.write(text, chain.from..chain.to, &mut clip.digits);
        }
        Ok(clip)
    }
}

/// The number in a chain of 13 digits or more: all of it, or its part that is right, where a list's number stands before
/// it or date and code come after it with nothing but spaces between.
fn number(text: &str, runs: &Runs, chain: &Chain, digits: &mut Inline<DIGITS>) -> Result<(), PasteError> {
    let numbered = runs.digits(chain.from..chain.from + 1) <= 2;
    for from in chain.from..=chain.from + usize::from(numbered) {
        for end in (from + 1..=chain.to).rev() {
            digits.clear();
            let fits = runs.write(text, from..end, digits);
            if fits && runs.may_follow(end..chain.to) && CardNumber::parse(digits.as_str()).is_ok() {
                return Ok(());
            }
        }
    }
    // No check digit is right: the number has a typing error, or this is no number.
    if chain.digits > NUMBER_MOST {
        let several = chain.to - chain.from > 1 && chain.digits >= 2 * NUMBER_DIGITS;
        return Err(if several { PasteError::TwoNumbers } else { PasteError::TooLong });
    }
    digits.clear();
    runs.write(text, chain.from..chain.to, digits);
    Ok(())
}

fn is_link(text: &str) -> bool {
    let text = text.trim_start();
    text.as_bytes().windows(3).any(|part| part == b"://")
        || text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// Track 1 begins with `%B` and parts its fields by `^`; track 2 has `=` (a typed-out one `D`) after the number (ISO/IEC 7813).
fn is_track(text: &str, runs: &Runs) -> bool {
    runs.all().any(|run| {
        run.digits >= NUMBER_DIGITS
            && (text.get(run.to..).is_some_and(|after| after.starts_with(['=', '^', 'D']))
                || text.get(..run.from).is_some_and(|before| before.ends_with("%B") || before.ends_with("%b")))
    }) || text.contains('^')
}

/// The last thing in the text that reads like two or more words of a name and like no label.
fn holder(text: &str) -> Option<Holder> {
    let parts = text.split(|c: char| {
        fold::digit(c).is_some() || matches!(c, ',' | ';' | ':' | '|' | '/' | '(' | ')' | '\t' | '\n' | '\r')
    });
    parts
        .map(|part| part.trim_matches(|c: char| fold::is_number_separator(c)))
        .filter(|part| part.contains(fold::is_space) && !part.split(fold::is_space).any(is_label))
        .filter_map(|part| Holder::parse(part, HolderPolicy::Latin).ok())
        .next_back()
}

fn is_label(word: &str) -> bool {
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(word))
}

/// Words that stand beside what is on a card, and in no name.
const LABELS: [&str; 14] = [
    "card",
    "number",
    "no",
    "expiry",
    "expires",
    "exp",
    "date",
    "valid",
    "thru",
    "cvv",
    "cvc",
    "code",
    "visa",
    "mastercard",
];

/// Bytes of the longest text looked at.
const LONGEST: usize = 1000;

/// Room for more digits than any number has.
const DIGITS: usize = 32;

const NUMBER_DIGITS: usize = 13;
const NUMBER_MOST: usize = 19;

impl Runs {
    /// Whether these runs may be a date and a security code: not one digit too many, and no second number.
    fn may_follow(&self, range: Range<usize>) -> bool {
        self.digits(range.clone()) < NUMBER_DIGITS
            && self.all().take(range.end).skip(range.start).all(|run| matches!(run.digits, 2..=4))
    }

    /// The first two numbers parted by a slash that are a month.
    fn date(&self, text: &str) -> Option<Month> {
        self.dates().find_map(|(from, to)| Expiry::read(text.get(from..to)?, Now::unknown()).ok())
    }
}
