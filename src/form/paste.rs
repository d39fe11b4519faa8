//! What a pasted text holds: a number, a date, a whole card, or something that must not be taken.

use core::fmt;

use super::line::{Line, NUMBER_DIGITS};
use crate::card::{CardNumber, Expiry, Inline, Now};

/// Why a paste was not taken; the field stays as it was.
///
/// ```
/// use cloudpayments_checkout::form::{Field, Form, HolderRule, PasteError};
///
/// let mut form = Form::new(HolderRule::Hidden);
/// let refused = form.pasted(Field::Number, "https://shop.example", 0, 0);
/// assert_eq!(refused, Err(PasteError::Link));
/// assert_eq!(PasteError::Link.code(), "paste.link");
/// ```
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
#[derive(Default)]
pub(super) struct Clip {
    line: Line,
    /// A whole card number, or the part of one that was all there was; ASCII digits.
    pub(super) digits: Inline,
    /// Whether `digits` are as many as a card number has.
    pub(super) number: bool,
    /// Where they are in the line.
    place: (usize, usize),
    /// Where two numbers with a slash between them are; rather such that are a month than others.
    date: (usize, usize),
    /// Whether they are a month.
    dated: bool,
}

impl Clip {
    pub(super) fn read(&mut self, text: &str) -> Result<(), PasteError> {
        if text.len() > LONGEST {
            return Err(PasteError::TooLong);
        }
        self.line.read(text)?;
        let mut shorts = 0_usize;
        let mut at = 0;
        while at < self.line.len() {
            if let Some(end) = self.line.date(at) {
                if !self.dated {
                    self.date = (at, end);
                    self.dated = is_month(self.line.text(self.date));
                }
                at = end;
            } else if self.line.run(at) == at {
                at += 1;
            } else {
                let end = self.line.number(at);
                self.line.digits(at, end, &mut self.digits);
                let long = self.digits.len() >= NUMBER_DIGITS;
                if long && self.number {
                    return Err(PasteError::TwoNumbers);
                }
                if !self.number {
                    self.place = (at, end);
                }
                self.number |= long;
                shorts += usize::from(!long);
                at = end;
            }
        }
        let (from, to) = self.place;
        if self.number {
            self.keep_number(from, to)?;
            self.read_beside();
            return Ok(());
        }
        self.line.digits(from, to, &mut self.digits);
        if shorts > 1 {
            // Which of them is meant is not ours to choose.
            self.digits.clear();
        }
        Ok(())
    }

    /// Where no slash tells the month: what stands right behind the number, no words between, is one where it reads as one, whatever
    /// parts it but a space; none in a longer row.
    fn read_beside(&mut self) {
        let from = self.place.1 + 1;
        let parting = self.line.run(from);
        let end = self.line.run(parting + 1);
        // No part of a date has three digits, as a security code has.
        let ends = !matches!(self.line.at(end), b'-' | b'/') || self.line.run(end + 1) == end + 4;
        if !self.dated && self.line.at(from - 1) != b'x' && self.line.at(parting) != b' ' && ends {
            self.date = (from, end);
            self.dated = Expiry::parse(self.line.text(self.date), Now::unknown()).is_ok();
        }
    }

    /// The month beside a card number.
    pub(super) fn month(&self) -> Option<&str> {
        self.dated.then(|| self.line.text(self.date))
    }

    /// What to put into the expiry's field, whether or not it is a month a card can be good to; `None` where it is `digits`, to be
    /// put in the place of the selection.
    ///
    /// # Errors
    /// [`PasteError::Nothing`] where words tell what the digits are: "December 2030" is no 20th month.
    pub(super) fn date<'a>(&'a self, text: &'a str) -> Result<Option<&'a str>, PasteError> {
        let (date, digits) = (self.line.text(self.date), self.line.text(self.place));
        if is_month(text) {
            Ok(Some(text))
        } else if !date.is_empty() {
            Ok(Some(date))
        } else if !self.digits.is_empty() && !digits.bytes().any(|byte| byte == b' ') && is_month(digits) {
            Ok(Some(digits))
        } else if self.line.words {
            Err(PasteError::Nothing)
        } else {
            Ok(None)
        }
    }

    /// Keeps the number among 13 digits or more: all of them, or the part that is right, where a list's number stands before
    /// it or date and code come after it with nothing but spaces between.
    fn keep_number(&mut self, from: usize, to: usize) -> Result<(), PasteError> {
        let first = self.line.run(from);
        if self.keep_part(from, to) || (first - from <= 2 && self.keep_part(first + 1, to)) {
            return Ok(());
        }
        // No check digit is right: the number has a typing error, or this is no number.
        self.line.digits(from, to, &mut self.digits);
        match self.digits.len() {
            ..=NUMBER_MOST => Ok(()),
            count if count >= 2 * NUMBER_DIGITS && first < to => Err(PasteError::TwoNumbers),
            _ => Err(PasteError::TooLong),
        }
    }

    /// Keeps the longest number that begins here and is right; tells whether there is one.
    fn keep_part(&mut self, from: usize, to: usize) -> bool {
        let mut end = to;
        while end > from {
            self.line.digits(from, end, &mut self.digits);
            if self.may_follow(end, to) && CardNumber::parse(self.digits.as_str()).is_ok() {
                self.place = (from, end);
                return true;
            }
            // One run less.
            end -= 1;
            while end > from && self.line.at(end).is_ascii_digit() {
                end -= 1;
            }
        }
        false
    }

    /// Whether what is left may be a date and a security code: not one digit too many, no second number, and no group of four
    /// more, unless a slash says that it is a year.
    fn may_follow(&self, from: usize, to: usize) -> bool {
        let mut digits = 0;
        let mut at = from;
        while at < to {
            let end = self.line.run(at + 1);
            let run = end - at - 1;
            if !matches!(run, 2..=4) {
                return false;
            }
            digits += run;
            at = end;
        }
        digits < NUMBER_DIGITS && (to - from != A_GROUP || self.line.at(to) == b'/')
    }
}

fn is_month(text: &str) -> bool {
    Expiry::read(text, Now::unknown()).is_ok()
}

/// Bytes of the longest text looked at.
const LONGEST: usize = 1000;

/// Characters of one more group of a number, with what parts it from the others.
const A_GROUP: usize = 5;

/// Digits of the longest card number.
const NUMBER_MOST: usize = 19;
