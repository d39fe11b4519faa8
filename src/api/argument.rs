use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::CheckoutError;
use crate::browser::read;
use crate::form::Edit;

/// One argument as the caller passed it, and its name for the sentence an error is.
pub(super) struct Argument {
    function: &'static str,
    name: &'static str,
    value: JsValue,
}

impl Argument {
    /// The argument `name` of `function`.
    pub(super) fn new(function: &'static str, name: &'static str, value: JsValue) -> Self {
        Self { function, name, value }
    }

    /// The text of a string, in memory that is wiped when dropped.
    pub(super) fn text(&self) -> Result<Zeroizing<String>, CheckoutError> {
        if !self.value.is_string() {
            return Err(self.wrong("a string"));
        }
        let text = read::wiped(&self.value);
        // What was cut is not judged by its beginning.
        if text.chars().nth(read::LONGEST - 1).is_some() {
            return Err(self.refused("a string of less than 4096 characters", "a longer one"));
        }
        Ok(text)
    }

    /// UTF-16 units from the start. Left out, `null` (what an input without a selection reports) or past the end: the end.
    pub(super) fn caret(&self) -> Result<u32, CheckoutError> {
        if self.is_absent() {
            return Ok(u32::MAX);
        }
        match self.value.as_f64() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "not negative, and a cast saturates"
            )]
            Some(caret) if caret >= 0.0 => Ok(caret as u32),
            _ => Err(self.wrong("a number from 0")),
        }
    }

    /// A time in milliseconds: above 0, and what is too long for a timer is cut.
    pub(super) fn milliseconds(&self) -> Result<u32, CheckoutError> {
        match self.value.as_f64() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "not negative, and a cast saturates"
            )]
            Some(time) if time >= 1.0 => Ok(time as u32),
            _ => Err(self.wrong("a number of milliseconds from 1")),
        }
    }

    /// What the browser just did; left out: it inserted.
    pub(super) fn edit(&self) -> Result<Edit, CheckoutError> {
        const WANTED: &str = "\"insert\", \"backward\" or \"forward\"";
        if self.is_absent() {
            return Ok(Edit::Insert);
        }
        if !self.value.is_string() {
            return Err(self.wrong(WANTED));
        }
        match self.text()?.as_str() {
            "insert" => Ok(Edit::Insert),
            "backward" => Ok(Edit::Backward),
            "forward" => Ok(Edit::Forward),
            _ => Err(self.refused(WANTED, "another string")),
        }
    }

    /// A property, read once, under the name an error about it gives. What a getter throws is not repeated: it may hold anything.
    pub(super) fn property(&self, key: &str, name: &'static str) -> Result<Self, CheckoutError> {
        if !self.value.is_object() {
            return Err(self.wrong("an object"));
        }
        match reflect_get(&self.value, key) {
            Ok(value) => Ok(Self::new(self.function, name, value)),
            Err(_) => Err(self.refused("an object that can be read", "a getter that throws")),
        }
    }

    /// A property that may be left out.
    pub(super) fn option(&self, key: &str, name: &'static str) -> Result<Option<Self>, CheckoutError> {
        Ok(Some(self.property(key, name)?).filter(|property| !property.is_absent()))
    }

    /// The value itself.
    pub(super) fn value(&self) -> &JsValue {
        &self.value
    }

    /// Whether the caller left it out; `null` counts.
    pub(super) fn is_absent(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    /// The error for a value of another kind than wanted.
    pub(super) fn wrong(&self, wanted: &str) -> CheckoutError {
        self.refused(wanted, kind(&self.value))
    }

    /// The error for a value of the right kind that cannot be used; `found` describes it and never repeats it.
    pub(super) fn refused(&self, wanted: &str, found: &str) -> CheckoutError {
        CheckoutError::bad_argument(
            &[self.function, " wants ", self.name, " to be ", wanted, ", found ", found].concat(),
        )
    }
}

fn kind(value: &JsValue) -> &'static str {
    if value.is_undefined() {
        "undefined"
    } else if value.is_null() {
        "null"
    } else if value.is_string() {
        "a string"
    } else if value.as_f64().is_some() {
        "a number"
    } else if value.is_object() {
        "an object"
    } else {
        "a value of another type"
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn reflect_get(target: &JsValue, key: &str) -> Result<JsValue, JsValue>;
}
