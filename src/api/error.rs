use wasm_bindgen::prelude::*;

use crate::flow::{Failure, Fault};
use crate::form::FieldError;
use crate::handoff::EncryptError;
use crate::text::{Locale, field_error, say};
use crate::view;

// By way of `headless.js`, which has it from `error.js`: the server that browser tests run on may lose a connection where a page
// opens more than four at once, and each script named here is one.
#[wasm_bindgen(module = "/src/api/headless.js")]
extern "C" {
    /// The class JavaScript catches; lives in `error.js`, because Rust cannot extend `Error`.
    #[derive(Debug)]
    pub type CheckoutError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, fault: &str, retry: bool, field: Option<&str>) -> CheckoutError;
}

// Named here, what `headless.js` imports comes along in every build.
#[wasm_bindgen(module = "/src/api/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = CheckoutError)]
    type Named;
}
#[wasm_bindgen(module = "/src/api/argument.js")]
extern "C" {
    fn wrong(what: &str, wanted: &str, value: &JsValue) -> JsValue;
}

impl CheckoutError {
    /// An error about no field in particular.
    #[must_use]
    pub fn of(code: &str, message: &str, fault: Fault, retry: bool) -> Self {
        Self::new(code, message, fault.as_str(), retry, None)
    }

    /// What the shopper can mend in one field.
    #[must_use]
    pub fn of_field(error: FieldError, message: &str) -> Self {
        Self::new(error.code(), message, Fault::Shopper.as_str(), true, Some(error.field().as_str()))
    }
}

/// In the shopper's words, in English: they say what is wrong as well as any for the developer would.
impl From<FieldError> for CheckoutError {
    fn from(error: FieldError) -> Self {
        Self::of_field(error, &say(field_error(error), Locale::En))
    }
}

/// Why there is no cryptogram, in the shopper's words, too. Of several fields the script refused, the first in Tab order.
impl From<EncryptError> for CheckoutError {
    fn from(error: EncryptError) -> Self {
        if let EncryptError::Fields(fields) = &error
            && let Some(field) = fields.first()
        {
            return FieldError::Refused(*field).into();
        }
        let failure = Failure::from(&error);
        Self::of(failure.code(), &say(view::failure(failure), Locale::En), failure.fault(), failure.retry())
    }
}

impl From<&EncryptError> for Failure {
    fn from(error: &EncryptError) -> Self {
        match error {
            EncryptError::ScriptBlocked => Self::ScriptBlocked,
            EncryptError::ScriptTimeout => Self::ScriptTimeout,
            EncryptError::ScriptWrong => Self::ScriptWrong,
            EncryptError::TimedOut => Self::CryptogramTimeout,
            EncryptError::BadPublicId => Self::PublicId,
            EncryptError::Fields(_) | EncryptError::Provider => Self::CryptogramFailed,
        }
    }
}
