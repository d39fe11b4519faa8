//! The form itself: four texts, and what to think and show of them.

use core::fmt;

use super::marks::Marks;
use super::mask::{self, CODE_ROOM, EXPIRY_ROOM, HOLDER_ROOM, NUMBER_ROOM};
use super::paste::{Clip, PasteError};
use super::splice::{Splice, units};
use super::{Edit, Field, FieldError, Verdict};
use crate::card::{
    Brand, Card, CardNumber, CodeError, Expiry, ExpiryError, Holder, HolderError, HolderPolicy, Inline, Now,
    NumberError, SecurityCode, display,
};

/// Whether the form asks for the holder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HolderRule {
    /// Asks, and does not go on without it.
    #[default]
    Required,
    /// Asks, and goes on without it.
    Optional,
    /// Does not ask.
    Hidden,
}

/// The four fields of a card while someone types in them.
///
/// Texts are kept in place, without the heap, and wiped when they go; nothing here allocates. `Debug` shows no text.
pub struct Form {
    number: Inline<NUMBER_ROOM>,
    expiry: Inline<EXPIRY_ROOM>,
    code: Inline<CODE_ROOM>,
    holder: Inline<HOLDER_ROOM>,
    marks: [Marks; 4],
    rule: HolderRule,
    policy: HolderPolicy,
}

impl Form {
    /// An empty form; names are to be in Latin letters.
    #[must_use]
    pub fn new(holder: HolderRule) -> Self {
        Self {
            number: Inline::new(),
            expiry: Inline::new(),
            code: Inline::new(),
            holder: Inline::new(),
            marks: [Marks::default(); 4],
            rule: holder,
            policy: HolderPolicy::default(),
        }
    }

    /// Whether the name is asked for, from now on.
    pub fn set_holder_rule(&mut self, rule: HolderRule) {
        self.rule = rule;
    }

    /// Which alphabets the name may be in, from now on.
    pub fn set_holder_policy(&mut self, policy: HolderPolicy) {
        self.policy = policy;
    }

    /// Takes a field's text and caret as they are after one edit, and gives the caret for the text as it should be shown,
    /// which [`text`](Form::text) then has. Both carets are in UTF-16 units.
    pub fn typed(&mut self, field: Field, text: &str, caret: u32, edit: Edit) -> u32 {
        let (edit, one) = recognise(self.text(field), text, caret, edit);
        let caret = match field {
            Field::Number => keep(&mut self.number, mask::number_after(text, caret, edit, one)),
            Field::Expiry => keep(&mut self.expiry, mask::expiry_after(text, caret, edit, one)),
            Field::Code => keep(&mut self.code, mask::code_after(text, caret, one)),
            Field::Holder => keep(&mut self.holder, mask::holder(text, caret, edit)),
        };
        self.changed(field);
        caret
    }

    /// Takes a clipboard's whole text over the selection `start..end` (UTF-16 units), and gives the caret after it.
    ///
    /// A whole card pasted into the number's field fills number, expiry and name, and never the security code.
    ///
    /// # Errors
    /// Why it was not taken; nothing is changed then.
    pub fn pasted(&mut self, field: Field, text: &str, start: u32, end: u32) -> Result<u32, PasteError> {
        let clip = Clip::read(text)?;
        if clip.number && field != Field::Number {
            return Err(PasteError::CardNumber);
        }
        let caret = match field {
            Field::Number => self.paste_number(clip, start, end)?,
            Field::Expiry => self.paste_expiry(text, &clip, start, end)?,
            Field::Code => {
                let splice = Splice::<CODE_ROOM>::digits(self.code.as_str(), &clip, start, end)?;
                keep_within(&mut self.code, mask::code_after(splice.text(), splice.caret(), false), CODE_DIGITS)?
            }
            Field::Holder => {
                let splice = Splice::<HOLDER_ROOM>::words(self.holder.as_str(), text, start, end)?;
                keep(&mut self.holder, mask::holder(splice.text(), splice.caret(), Edit::Insert))
            }
        };
        self.changed(field);
        Ok(caret)
    }

    fn paste_number(&mut self, clip: Clip, start: u32, end: u32) -> Result<u32, PasteError> {
        // A whole number takes the place of what is there, wherever the caret is.
        let splice = if clip.number {
            Splice::<64>::digits("", &clip, 0, 0)?
        } else {
            Splice::digits(self.number.as_str(), &clip, start, end)?
        };
        let digits = Brand::of_text(splice.text()).longest();
        let caret = keep_within(
            &mut self.number,
            mask::number_after(splice.text(), splice.caret(), Edit::Insert, false),
            digits,
        )?;
        if clip.number {
            if let Some(date) = clip.date {
                replace(&mut self.expiry, display(date).as_str());
                self.changed(Field::Expiry);
            }
            if let Some(holder) = clip.holder.filter(|_| self.rule != HolderRule::Hidden) {
                replace(&mut self.holder, holder.as_str());
                self.changed(Field::Holder);
            }
        }
        Ok(caret)
    }

    fn paste_expiry(&mut self, text: &str, clip: &Clip, start: u32, end: u32) -> Result<u32, PasteError> {
        if let Some(date) = Expiry::read(text, Now::unknown()).ok().or(clip.date) {
            replace(&mut self.expiry, display(date).as_str());
            return Ok(units(self.expiry.as_str()));
        }
        let splice = Splice::<EXPIRY_ROOM>::digits(self.expiry.as_str(), clip, start, end)?;
        keep_within(
            &mut self.expiry,
            mask::expiry_after(splice.text(), splice.caret(), Edit::Insert, false),
            EXPIRY_DIGITS,
        )
    }

    /// The shopper left the field: its text is put in order, and what is wrong with it may be shown.
    pub fn left(&mut self, field: Field) {
        match field {
            Field::Number | Field::Code => {}
            Field::Expiry => self.tidy_expiry(),
            Field::Holder => self.tidy_holder(),
        }
        let (empty, partial) = self.state(field, Now::unknown());
        self.marks[field as usize].left(empty, partial);
    }

    /// `04 / 2031` and `4 / 31` become `04 / 31`, where that says the same.
    fn tidy_expiry(&mut self) {
        if let Ok(month) = Expiry::read(self.expiry.as_str(), Now::unknown()) {
            let shown = display(month);
            if Expiry::read(shown.as_str(), Now::unknown()) == Ok(month) {
                replace(&mut self.expiry, shown.as_str());
            }
        }
    }

    fn tidy_holder(&mut self) {
        if self.parse_holder().err() == Some(HolderError::LooksLikeCardNumber) {
            // It must not stay where it may be seen, kept and sent as a name.
            self.holder.clear();
            self.marks[Field::Holder as usize].wiped_number = true;
            return;
        }
        let mut tidy = Inline::new();
        for word in self.holder.as_str().split(' ').filter(|word| !word.is_empty()) {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
        self.holder = tidy;
    }

    /// The text to show in the field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Number => self.number.as_str(),
            Field::Expiry => self.expiry.as_str(),
            Field::Code => self.code.as_str(),
            Field::Holder => self.holder.as_str(),
        }
    }

    /// What the field's text is worth, shown or not.
    #[must_use]
    pub fn verdict(&self, field: Field, now: Now) -> Verdict {
        match self.judge(field, now) {
            None if field == Field::Holder && self.holder.is_empty() => Verdict::Empty,
            None => Verdict::Complete,
            Some(error) if error.is_empty() => Verdict::Empty,
            Some(error) if self.may_become_right(error) => Verdict::Partial,
            Some(error) => Verdict::Wrong(error),
        }
    }

    /// The error to show on the field now, if any.
    ///
    /// Neutral while typing, wrong after leaving; an empty field is asked for only after Pay. A message goes at the
    /// keystroke that mends it, and comes back live when the text is wrong again.
    #[must_use]
    pub fn error(&self, field: Field, now: Now) -> Option<FieldError> {
        let marks = self.marks[field as usize];
        if field == Field::Holder && self.rule == HolderRule::Hidden {
            return None;
        }
        if marks.wiped_number {
            return Some(FieldError::Holder(HolderError::LooksLikeCardNumber));
        }
        if marks.refused {
            return Some(FieldError::Refused(field));
        }
        let error = self.judge(field, now)?;
        marks.show(error.is_empty(), self.may_become_right(error)).then_some(error)
    }

    /// The brand, by the digits typed so far.
    #[must_use]
    pub fn brand(&self) -> Brand {
        Brand::of_text(self.number.as_str())
    }

    /// Whether all fields are right.
    #[must_use]
    pub fn is_complete(&self, now: Now) -> bool {
        Field::ALL.iter().all(|field| self.is_right(*field, now))
    }

    /// The card, when Pay was pressed. The texts stay, so that another attempt can be made, until they are wiped.
    ///
    /// # Errors
    /// The first field in Tab order that is not right; all wrong ones show their error from now on.
    pub fn submit(&mut self, now: Now) -> Result<Card, Field> {
        self.tidy_expiry();
        for field in Field::ALL {
            let (_, partial) = self.state(field, now);
            self.marks[field as usize].asked(partial);
        }
        if let Some(field) = Field::ALL.into_iter().find(|field| !self.is_right(*field, now)) {
            return Err(field);
        }
        Ok(Card {
            number: CardNumber::parse(self.number.as_str()).map_err(|_| Field::Number)?,
            expiry: Expiry::parse(self.expiry.as_str(), now).map_err(|_| Field::Expiry)?,
            code: SecurityCode::parse(self.code.as_str()).map_err(|_| Field::Code)?,
            holder: match self.rule {
                HolderRule::Hidden => None,
                _ => self.parse_holder().ok(),
            },
        })
    }

    /// The provider's script refused this field as it stands; shown until it is typed in again.
    pub fn refuse(&mut self, field: Field) {
        self.marks[field as usize].refused = true;
    }

    /// Forgets number and security code: their bytes are overwritten, and nothing is asked of the two fields again.
    pub fn wipe_secrets(&mut self) {
        self.number.clear();
        self.code.clear();
        self.marks[Field::Number as usize] = Marks::default();
        self.marks[Field::Code as usize] = Marks::default();
    }

    /// Forgets everything typed.
    pub fn wipe(&mut self) {
        self.wipe_secrets();
        self.expiry.clear();
        self.holder.clear();
        self.marks = [Marks::default(); 4];
    }

    fn changed(&mut self, field: Field) {
        let empty = self.text(field).is_empty();
        self.marks[field as usize].typed(empty);
    }

    fn is_right(&self, field: Field, now: Now) -> bool {
        let hidden = field == Field::Holder && self.rule == HolderRule::Hidden;
        hidden || (!self.marks[field as usize].refused && self.judge(field, now).is_none())
    }

    /// Whether nothing is in the field, and whether more typing may make it right.
    fn state(&self, field: Field, now: Now) -> (bool, bool) {
        let verdict = self.verdict(field, now);
        (verdict == Verdict::Empty, verdict == Verdict::Partial)
    }

    /// What is wrong with a field, whether or not it is to be shown.
    fn judge(&self, field: Field, now: Now) -> Option<FieldError> {
        match field {
            Field::Number => CardNumber::parse(self.number.as_str()).err().map(FieldError::Number),
            Field::Expiry => Expiry::parse(self.expiry.as_str(), now).err().map(FieldError::Expiry),
            Field::Code => SecurityCode::parse(self.code.as_str()).err().map(FieldError::Code),
            Field::Holder => match self.parse_holder().err() {
                Some(HolderError::Empty) if self.rule != HolderRule::Required => None,
                error => error.map(FieldError::Holder),
            },
        }
    }

    fn parse_holder(&self) -> Result<Holder, HolderError> {
        Holder::parse(self.holder.as_str(), self.policy)
    }

    /// Whether typing on at the end may mend this.
    fn may_become_right(&self, error: FieldError) -> bool {
        match error {
            FieldError::Number(NumberError::Incomplete)
            | FieldError::Expiry(ExpiryError::Incomplete)
            | FieldError::Code(CodeError::Incomplete)
            | FieldError::Holder(HolderError::TooShort) => true,
            // 13 digits may grow to 16; at 16 and 19 a wrong check digit is wrong.
            FieldError::Number(NumberError::Luhn) => self.number.len() < SIXTEEN_SHOWN,
            // "04 / 20" is on its way to 2031.
            FieldError::Expiry(ExpiryError::Past) => self.expiry.as_str().ends_with("/ 20"),
            _ => false,
        }
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({:?}, {:?})", self.rule, self.policy)
    }
}

/// What the edit was, and whether it added or took one UTF-16 unit alone. A deletion is known by its `inputType`, or, where
/// the engine gives none, by the text being the one before less one unit at the caret.
fn recognise(before: &str, after: &str, caret: u32, edit: Edit) -> (Edit, bool) {
    let one = units(before).abs_diff(units(after)) == 1;
    let at = caret as usize;
    let lost_at_caret = before.len() == after.len() + 1
        && before.get(..at).is_some_and(|head| after.get(..at) == Some(head))
        && before.get(at + 1..) == after.get(at..);
    let edit = if edit == Edit::Insert && lost_at_caret { Edit::Backward } else { edit };
    (edit, one)
}

fn keep<const N: usize>(place: &mut Inline<N>, masked: super::Masked<N>) -> u32 {
    let caret = masked.caret();
    *place = masked.into_text();
    caret
}

/// The same, unless the text has more than `most` digits.
fn keep_within<const N: usize>(
    place: &mut Inline<N>,
    masked: super::Masked<N>,
    most: usize,
) -> Result<u32, PasteError> {
    if masked.text().bytes().filter(u8::is_ascii_digit).count() > most {
        return Err(PasteError::TooLong);
    }
    Ok(keep(place, masked))
}

fn replace<const N: usize>(place: &mut Inline<N>, text: &str) {
    place.clear();
    place.push_str(text);
}

/// Bytes of 16 digits in groups of four.
const SIXTEEN_SHOWN: usize = 19;

const CODE_DIGITS: usize = 3;
const EXPIRY_DIGITS: usize = 6;
