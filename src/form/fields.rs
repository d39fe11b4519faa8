//! The form itself: four texts, and what to think and show of them.

use core::{array, fmt};

use super::marks::Marks;
use super::mask::{self, Typed};
use super::name;
use super::paste::{Clip, PasteError};
use super::rule::HolderRule;
use super::splice::{splice, units};
use super::{Edit, Field, FieldError, Verdict};
use crate::card::{
    Brand, Card, CodeError, ExpiryError, HolderError, HolderPolicy, Inline, Now, NumberError, Reader, judge, tidy,
    transliterate, turned,
};

/// The four fields of a card while someone types in them.
///
/// Texts are kept in place, without the heap, and wiped when they go; nothing here allocates. `Debug` shows no text.
///
/// ```
/// use cloudpayments_checkout::card::{Brand, HolderPolicy, Now};
/// use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule, Verdict};
///
/// let now = Now::unknown();
/// let mut form = Form::new(HolderRule::Required);
/// form.set_holder_policy(HolderPolicy::Latin);
/// form.set_holder_rule(HolderRule::Hidden);
/// assert_eq!(form.submit(now).err(), Some(Field::Number));
///
/// let caret = form.pasted(Field::Number, "4242-4242-4242-4242", 0, 0)?;
/// assert_eq!((form.text(Field::Number), caret), ("4242 4242 4242 4242", 19));
/// assert_eq!((form.brand(), form.verdict(Field::Number, now)), (Brand::Visa, Verdict::Complete));
/// // A date with the year first is offered the other way round.
/// form.typed(Field::Expiry, "31/04", 5, Edit::Insert);
/// form.left(Field::Expiry);
/// assert_eq!(form.offer(Field::Expiry, now).as_str(), "04 / 31");
/// form.take_offer(Field::Expiry, now);
/// form.keyed(Field::Code, "123", 3);
/// assert!(Field::ALL.iter().all(|field| form.error(*field, now).is_none()));
/// assert!(form.is_complete(now) && form.submit(now).is_ok());
/// form.refuse(Field::Number);
/// form.wipe_secrets();
/// assert_eq!(form.text(Field::Code), "");
/// form.wipe();
/// # Ok::<(), cloudpayments_checkout::form::PasteError>(())
/// ```
pub struct Form {
    pub(super) texts: [Inline; 4],
    marks: [Marks; 4],
    rule: HolderRule,
    read_holder: Reader,
}

impl Form {
    /// An empty form; names are to be in Latin letters.
    #[must_use]
    pub fn new(holder: HolderRule) -> Self {
        Self {
            texts: array::from_fn(|_| Inline::new()),
            marks: [Marks::default(); 4],
            rule: holder,
            read_holder: HolderPolicy::Latin.reader(),
        }
    }

    /// Whether the name is asked for, from now on.
    pub fn set_holder_rule(&mut self, rule: HolderRule) {
        self.rule = rule;
    }

    /// Whether the name is asked for, and may stay empty.
    #[must_use]
    pub(crate) fn may_lack_holder(&self) -> bool {
        self.rule == HolderRule::Optional
    }

    /// Which alphabets the name may be in, from now on.
    pub fn set_holder_policy(&mut self, policy: HolderPolicy) {
        self.read_holder = policy.reader();
    }

    /// Takes a clipboard's whole text over the selection `start..end` (UTF-16 units), and gives the caret after it.
    ///
    /// A whole card pasted into the number's field fills number, expiry and name, and never the security code.
    ///
    /// # Errors
    /// Why it was not taken; nothing is changed then.
    pub fn pasted(&mut self, field: Field, text: &str, start: u32, end: u32) -> Result<u32, PasteError> {
        let mut clip = Clip::default();
        clip.read(text)?;
        if clip.number && field != Field::Number {
            return Err(PasteError::CardNumber);
        }
        let caret = match field {
            Field::Holder => self.paste_name(text, start, end)?,
            Field::Expiry => match clip.date(text)? {
                Some(date) => self.put_date(date),
                None => self.paste_digits(field, &clip.digits, start, end)?,
            },
            Field::Number if clip.number => {
                // A whole number takes the place of what is there, wherever the caret is.
                let caret = self.paste_digits(field, &clip.digits, 0, u32::MAX)?;
                if let Some(month) = clip.month() {
                    self.put_date(month);
                    self.changed(Field::Expiry);
                    if self.rule != HolderRule::Hidden && name::among(text, &mut self.texts[Field::Holder as usize]) {
                        self.changed(Field::Holder);
                    }
                }
                caret
            }
            Field::Number | Field::Code => self.paste_digits(field, &clip.digits, start, end)?,
        };
        self.changed(field);
        Ok(caret)
    }

    fn paste_digits(&mut self, field: Field, digits: &Inline, start: u32, end: u32) -> Result<u32, PasteError> {
        if digits.is_empty() {
            return Err(PasteError::Nothing);
        }
        let shown = &mut self.texts[field as usize];
        let mut spliced = Inline::new();
        let caret = splice(shown, digits.as_str(), start, end, &mut spliced).ok_or(PasteError::TooLong)?;
        let mut typed = Typed::of(spliced.as_str(), caret, Edit::Insert);
        typed.one = false;
        if typed.digits.len() > mask::most(field, &typed) {
            return Err(PasteError::TooLong);
        }
        Ok(mask::show(field, &mut typed, shown))
    }

    fn paste_name(&mut self, text: &str, start: u32, end: u32) -> Result<u32, PasteError> {
        let pasted = name::alone(text);
        if pasted.is_empty() {
            return Err(PasteError::Nothing);
        }
        let shown = &mut self.texts[Field::Holder as usize];
        let mut spliced = Inline::new();
        let caret = splice(shown, pasted, start, end, &mut spliced).ok_or(PasteError::TooLong)?;
        if mask::name_length(spliced.as_str()) > mask::LONGEST_NAME {
            return Err(PasteError::TooLong);
        }
        Ok(mask::name(spliced.as_str(), caret, shown))
    }

    /// Writes a whole date into its field, as it would be written by who types it, and gives the caret after it.
    fn put_date(&mut self, date: &str) -> u32 {
        let shown = &mut self.texts[Field::Expiry as usize];
        let mut typed = Typed::of(date, u32::MAX, Edit::Insert);
        typed.one = false;
        mask::show(Field::Expiry, &mut typed, shown);
        self.tidy_expiry();
        units(self.texts[Field::Expiry as usize].as_bytes())
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
        let mut shown = Inline::new();
        if tidy(self.text(Field::Expiry), &mut shown) {
            self.texts[Field::Expiry as usize] = shown;
        }
    }

    /// Wipes a card number from the name's field: it must not stay where it may be seen, kept and sent as a name.
    fn wipe_misplaced(&mut self) -> bool {
        let misplaced = self.judge_holder() == Err(HolderError::LooksLikeCardNumber);
        if misplaced {
            self.texts[Field::Holder as usize].clear();
            self.marks[Field::Holder as usize].wiped_number = true;
        }
        misplaced
    }

    fn tidy_holder(&mut self) {
        if self.wipe_misplaced() {
            return;
        }
        let tidy = name::tidy(&self.texts[Field::Holder as usize]);
        self.texts[Field::Holder as usize] = tidy;
    }

    /// The text to show in the field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.texts[field as usize].as_str()
    }

    /// What the field's text is worth, shown or not.
    #[must_use]
    pub fn verdict(&self, field: Field, now: Now) -> Verdict {
        match self.judge(field, now) {
            None if field == Field::Holder && self.text(field).is_empty() => Verdict::Empty,
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
        if marks.wiped_number && !self.is_hidden(field) {
            return Some(FieldError::Holder(HolderError::LooksLikeCardNumber));
        }
        let error = self.judge(field, now)?;
        marks.show(error.is_empty(), self.may_become_right(error)).then_some(error)
    }

    /// What the field was meant to hold, for a button that puts it there: a date whose month and year were swapped, turned around;
    /// a name in other letters than the card's, in Latin ones. Empty where there is nothing to offer.
    #[must_use]
    pub fn offer(&self, field: Field, now: Now) -> Inline {
        let text = self.text(field);
        match field {
            Field::Expiry => turned(text, now),
            Field::Holder
                if matches!(self.judge_holder(), Err(HolderError::LatinOnly | HolderError::MixedAlphabets)) =>
            {
                let mut latin = transliterate(text);
                if (self.read_holder)(latin.as_str(), &mut Inline::new()).is_err() {
                    latin.clear();
                }
                latin
            }
            _ => Inline::new(),
        }
    }

    /// Puts the [`offer`](Form::offer) into the field and gives the caret after it.
    pub fn take_offer(&mut self, field: Field, now: Now) -> u32 {
        let offer = self.offer(field, now);
        let caret = match field {
            Field::Expiry => self.put_date(offer.as_str()),
            _ => mask::name(offer.as_str(), u32::MAX, &mut self.texts[field as usize]),
        };
        self.changed(field);
        caret
    }

    /// The brand, by the digits typed so far.
    #[must_use]
    pub fn brand(&self) -> Brand {
        Brand::of_text(self.text(Field::Number))
    }

    /// Whether all fields are right.
    #[must_use]
    pub fn is_complete(&self, now: Now) -> bool {
        for field in Field::ALL {
            if !self.is_right(field, now) {
                return false;
            }
        }
        true
    }

    /// The card, when Pay was pressed. The texts stay, so that another attempt can be made, until they are wiped.
    ///
    /// # Errors
    /// The first field in Tab order that is not right; all wrong ones show their error from now on.
    pub fn submit(&mut self, now: Now) -> Result<Card, Field> {
        self.tidy_expiry();
        let misplaced = self.wipe_misplaced() && !self.is_hidden(Field::Holder);
        let mut wrong = None;
        for field in Field::ALL {
            let (_, partial) = self.state(field, now);
            self.marks[field as usize].asked(partial);
            if wrong.is_none() && (!self.is_right(field, now) || misplaced && field == Field::Holder) {
                wrong = Some(field);
            }
        }
        if let Some(field) = wrong {
            return Err(field);
        }
        let holder = self.text(Field::Holder);
        let given = !self.is_hidden(Field::Holder) && self.judge_holder() != Err(HolderError::Empty);
        let texts = [self.text(Field::Number), self.text(Field::Expiry), self.text(Field::Code)];
        Card::read(texts, given.then_some(holder), self.read_holder, now).map_err(FieldError::field)
    }

    /// The provider's script refused this field as it stands; shown until it is typed in again.
    pub fn refuse(&mut self, field: Field) {
        self.marks[field as usize].refuse();
    }

    /// Forgets number and security code: their bytes are overwritten, and nothing is asked of the two fields again.
    pub fn wipe_secrets(&mut self) {
        self.forget(Field::Number);
        self.forget(Field::Code);
    }

    /// Forgets everything typed.
    pub fn wipe(&mut self) {
        for field in Field::ALL {
            self.forget(field);
        }
    }

    fn forget(&mut self, field: Field) {
        self.texts[field as usize].clear();
        self.marks[field as usize] = Marks::default();
    }

    pub(super) fn changed(&mut self, field: Field) {
        let empty = self.text(field).is_empty();
        self.marks[field as usize].typed(empty);
    }

    /// Whether nothing more is wanted of the field.
    pub(crate) fn is_right(&self, field: Field, now: Now) -> bool {
        self.judge(field, now).is_none()
    }

    fn is_hidden(&self, field: Field) -> bool {
        field == Field::Holder && self.rule == HolderRule::Hidden
    }

    /// Whether nothing is in the field, and whether more typing may make it right.
    fn state(&self, field: Field, now: Now) -> (bool, bool) {
        let verdict = self.verdict(field, now);
        (verdict == Verdict::Empty, verdict == Verdict::Partial)
    }

    /// What is wrong with a field, whether or not it is to be shown.
    fn judge(&self, field: Field, now: Now) -> Option<FieldError> {
        if self.is_hidden(field) {
            return None;
        }
        if self.marks[field as usize].refused {
            return Some(FieldError::Refused(field));
        }
        match judge(field, self.text(field), now, self.read_holder) {
            Some(FieldError::Holder(HolderError::Empty)) if self.rule != HolderRule::Required => None,
            error => error,
        }
    }

    fn judge_holder(&self) -> Result<(), HolderError> {
        (self.read_holder)(self.text(Field::Holder), &mut Inline::new())
    }

    /// Whether typing on at the end may mend this.
    fn may_become_right(&self, error: FieldError) -> bool {
        match error {
            FieldError::Number(NumberError::Incomplete)
            | FieldError::Expiry(ExpiryError::Incomplete)
            | FieldError::Code(CodeError::Incomplete)
            | FieldError::Holder(HolderError::TooShort) => true,
            // 13 digits may grow to 16; at 16 and 19 a wrong check digit is wrong.
            FieldError::Number(NumberError::Luhn) => self.text(Field::Number).len() < SIXTEEN_SHOWN,
            // "04 / 20" is on its way to 2031.
            FieldError::Expiry(ExpiryError::Past) => self.text(Field::Expiry).ends_with("/ 20"),
            _ => false,
        }
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({:?})", self.rule)
    }
}

/// Bytes of 16 digits in groups of four.
const SIXTEEN_SHOWN: usize = 19;
