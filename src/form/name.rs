//! The holder's name in a pasted text.

use crate::card::fold::Scan;
use crate::card::{HolderPolicy, Inline};

/// Where in a text pasted into the name's field the name is: without the spaces around it, and without a label ("Name: ").
pub(super) fn alone(text: &str) -> &str {
    let mut name = None;
    let mut last = '\0';
    let mut scan = Scan::new(text);
    while let Some(c) = scan.next() {
        if !matches!(c, ' ' | '\n') {
            name = Some(with(name, &scan, text));
        } else if last == ':' {
            name = None;
        }
        last = c;
    }
    slice(text, name)
}

/// Writes to `name` the last thing in the text that reads like two or more words of a name and like no label; tells whether
/// there is one.
pub(super) fn among(text: &str, name: &mut Inline) -> bool {
    let mut found = false;
    let mut part = None;
    let mut scan = Scan::new(text);
    loop {
        match scan.next() {
            Some('0'..='9' | ',' | ';' | ':' | '|' | '/' | '(' | ')' | '\n') => {
                found |= read(slice(text, part), name);
                part = None;
            }
            // Not a part of the name at its ends.
            Some(' ' | '-' | '.' | '_') => {}
            Some(_) => part = Some(with(part, &scan, text)),
            None => return found | read(slice(text, part), name),
        }
    }
}

/// A part of the text with the character read last added to it.
fn with(part: Option<(usize, usize)>, scan: &Scan, text: &str) -> (usize, usize) {
    let (start, end) = scan.bytes(text);
    (part.map_or(start, |(start, _)| start), end)
}

fn slice(text: &str, part: Option<(usize, usize)>) -> &str {
    let (start, end) = part.unwrap_or_default();
    text.get(start..end).unwrap_or_default()
}

fn read(text: &str, name: &mut Inline) -> bool {
    let mut read = Inline::new();
    let found = HolderPolicy::Latin.reader()(text, &mut read).is_ok() && is_full(read.as_bytes());
    if found {
        *name = read;
    }
    found
}

/// Whether these are two words or more, and none of them stands beside what is on a card.
fn is_full(name: &[u8]) -> bool {
    let mut words = 0;
    for word in name.split(|byte| *byte == b' ') {
        words += 1;
        if is_label(word) {
            return false;
        }
    }
    words > 1
}

fn is_label(word: &[u8]) -> bool {
    for label in LABELS {
        if label.as_bytes().eq_ignore_ascii_case(word) {
            return true;
        }
    }
    false
}

/// Words that stand beside what is on a card, and in no name.
const LABELS: [&str; 17] = [
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
    "name",
    "holder",
    "cardholder",
];
