//! The runs of digits in a text, and which of them belong together.

use core::ops::Range;

use crate::card::{Inline, fold};

/// All runs of digits of a text, in order; places are bytes.
pub(super) struct Runs {
    runs: [Run; MOST],
    count: usize,
}

/// Digits without anything between them but invisible marks.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) digits: usize,
    link: Link,
}

/// What stands between a run and the one before it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Link {
    /// Nothing yet, or what groups of one number are parted by.
    #[default]
    Soft,
    /// One comma: a spreadsheet's thousands, or the next column.
    Comma,
    /// One slash, with or without spaces around it.
    Slash,
    /// Anything else.
    Hard,
}

/// Runs that make one number, `from..to` among all runs.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) digits: usize,
}

impl Runs {
    /// `None` when there are more runs than any card has.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut found = Self { runs: [Run::default(); MOST], count: 0 };
        let mut inside = false;
        let mut link = Link::Soft;
        for (at, c) in text.char_indices() {
            if fold::digit(c).is_some() {
                if !inside {
                    *found.runs.get_mut(found.count)? = Run { from: at, to: at, digits: 0, link };
                    found.count += 1;
                }
                let run = found.runs.get_mut(found.count - 1)?;
                run.to = at + c.len_utf8();
                run.digits += 1;
                (inside, link) = (true, Link::Soft);
            } else if !fold::is_mark(c) {
                inside = false;
                link = link.and(c);
            }
        }
        Some(found)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().take(self.count)
    }

    /// How many digits these runs have.
    pub(super) fn digits(&self, range: Range<usize>) -> usize {
        self.runs.get(range).unwrap_or_default().iter().map(|run| run.digits).sum()
    }

    /// Writes the digits of these runs in ASCII; `false` when they do not fit.
    pub(super) fn write<const N: usize>(&self, text: &str, range: Range<usize>, digits: &mut Inline<N>) -> bool {
        let runs = self.runs.get(range).unwrap_or_default();
        let values =
            runs.iter().filter_map(|run| text.get(run.from..run.to)).flat_map(str::chars).filter_map(fold::digit);
        values.fold(true, |fits, digit| fits & digits.push(char::from(b'0' + digit)))
    }

    /// Where pairs that look like a date begin and end in the text: one or two digits, a slash, two or four digits.
    pub(super) fn dates(&self) -> impl Iterator<Item = (usize, usize)> {
        (1..self.count)
            .filter(|at| self.is_date(*at))
            .filter_map(|at| Some((self.runs.get(at - 1)?.from, self.runs.get(at)?.to)))
    }

    /// Numbers: runs parted by spaces, dashes and the like, dates left out.
    pub(super) fn chains(&self) -> impl Iterator<Item = Chain> {
        let mut at = 0;
        core::iter::from_fn(move || {
            while self.is_date(at) || self.is_date(at + 1) {
                at += 1;
            }
            let from = at;
            let mut thousands = true;
            while at < self.count {
                let run = self.runs.get(at)?;
                let (first, joined) = (at == from, self.is_date(at) || self.is_date(at + 1));
                let grouped =
                    if first { run.digits <= 3 } else { thousands && run.link == Link::Comma && run.digits == 3 };
                if joined || !(first || run.link == Link::Soft || grouped) {
                    break;
                }
                thousands = grouped;
                at += 1;
            }
            (at > from).then(|| Chain { from, to: at, digits: self.digits(from..at) })
        })
    }

    /// Whether the run at this place is the year of a date.
    fn is_date(&self, at: usize) -> bool {
        let slash = |at: usize| at < self.count && self.runs.get(at).is_some_and(|run| run.link == Link::Slash);
        let digits = |at: usize| self.runs.get(at).map_or(0, |run| run.digits);
        at > 0
            && slash(at)
            && !slash(at - 1)
            && !slash(at + 1)
            && matches!(digits(at - 1), 1 | 2)
            && matches!(digits(at), 2 | 4)
    }
}

impl Link {
    fn and(self, c: char) -> Self {
        match (self, c) {
            (Self::Soft, ',') => Self::Comma,
            (Self::Soft, '/') => Self::Slash,
            (Self::Soft, _) if fold::is_number_separator(c) => Self::Soft,
            (Self::Slash, _) if fold::is_space(c) => Self::Slash,
            _ => Self::Hard,
        }
    }
}

/// A card on one line has about ten; a page of text has more.
const MOST: usize = 24;
