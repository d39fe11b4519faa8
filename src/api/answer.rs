use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::CheckoutError;
use crate::flow::Fault;

/// Makes a small result a plain object; what is absent is `null`, as in the vectors.
pub(super) fn answer(result: &impl Serialize) -> Result<JsValue, CheckoutError> {
    result.serialize(&Serializer::new().serialize_missing_as_null(true)).map_err(|_| {
        CheckoutError::of(
            "component.failed",
            "the result could not be made a JavaScript object",
            Fault::Component,
            false,
        )
    })
}

/// What a check answers where the text has no parts worth telling.
#[derive(Serialize)]
pub(super) struct Checked {
    valid: bool,
    error: Option<&'static str>,
}

impl Checked {
    pub(super) fn of(error: Option<&'static str>) -> Self {
        Self { valid: error.is_none(), error }
    }
}
