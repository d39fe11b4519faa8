//! The holder's name: in a pasted text, and put in order.

use crate::card::fold::Scan;
use crate::card::{HolderPolicy, Inline};

/// Where in a text pasted into the name's field the name is: without the spaces around it, and without a label ("Name: ").
pub(super) fn alone(text: &str) -> &str {
    let mut name = Part::default();
    let mut last = '\0';
    let mut scan = Scan::new(text);
    while let Some(c) = scan.next() {
        if !matches!(c, ' ' | '\n') {
            name.add(&scan);
        } else if last == ':' {
            name = Part::default();
        }
        last = c;
    }
    name.of(text)
}

/// Writes to `name` the last thing in the text that reads like two or more words of a name and like no label; tells whether
/// there is one.
pub(super) fn among(text: &str, name: &mut Inline) -> bool {
    let mut found = false;
    let mut part = Part::default();
    let mut scan = Scan::new(text);
    loop {
        let c = scan.next();
        match c {
            None | Some('0'..='9' | ',' | ';' | ':' | '|' | '/' | '(' | ')' | '\n') => {
                found |= read(part.of(text), name);
                part = Part::default();
                if c.is_none() {
                    return found;
                }
            }
            // Not a part of the name at its ends.
            Some(' ' | '-' | '.' | '_') => {}
            Some(_) => part.add(&scan),
        }
    }
}

/// A part of a text, in bytes; empty as long as its end is 0.
#[derive(Default)]
struct Part {
    start: usize,
    end: usize,
}

impl Part {
    /// Goes on to the character read last.
    fn add(&mut self, scan: &Scan) {
        if self.end == 0 {
            self.start = scan.start;
        }
        self.end = scan.end;
    }

    fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A name with one space between its words, and none around them.
pub(super) fn tidy(name: &Inline) -> Inline {
    let mut tidy = Inline::new();
    let mut space = false;
    for c in name.as_str().chars() {
        if c == ' ' {
            space = !tidy.is_empty();
            continue;
        }
        if space {
            tidy.push(' ');
        }
        space = false;
        tidy.push(c);
    }
    tidy
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
