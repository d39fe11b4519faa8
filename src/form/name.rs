//! The holder's name in a pasted text.

use crate::card::fold::Scan;
use crate::card::{HolderPolicy, Inline};

/// Where in a text pasted into the name's field the name is: without the spaces around it, and without a label ("Name: ").
pub(super) fn alone(text: &str) -> &str {
    let (mut start, mut end) = (0, 0);
    let mut last = '\0';
    let mut scan = Scan::new(text);
    while let Some(c) = scan.next() {
        let at = text.len() - scan.left();
        let space = matches!(c, ' ' | '\n');
        if space && (end <= start || last == ':') {
            (start, end) = (at, at);
        } else if !space {
            end = at;
        }
        last = c;
    }
    text.get(start..end).unwrap_or_default()
}

/// Writes to `name` the last thing in the text that reads like two or more words of a name and like no label; tells whether
/// there is one.
pub(super) fn among(text: &str, name: &mut Inline) -> bool {
    let mut found = false;
    let (mut start, mut end) = (0, 0);
    let mut scan = Scan::new(text);
    loop {
        let c = scan.next();
        let at = text.len() - scan.left();
        match c {
            None | Some('0'..='9' | ',' | ';' | ':' | '|' | '/' | '(' | ')' | '\n') => {
                found |= read(text.get(start..end).unwrap_or_default(), name);
                if c.is_none() {
                    return found;
                }
                (start, end) = (at, at);
            }
            // Not a part of the name at its ends.
            Some(' ' | '-' | '.' | '_') => {
                if end == start {
                    (start, end) = (at, at);
                }
            }
            Some(_) => end = at,
        }
    }
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
