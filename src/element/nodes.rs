use crate::browser::{Element, Input, Root};
use crate::form::Field;

/// The template's nodes that Rust writes to, found once.
pub(super) struct Nodes {
    pub(super) form: Element,
    pub(super) fields: [FieldNodes; 4],
    pub(super) brand: Element,
    pub(super) pay: Element,
    pub(super) pay_text: Element,
    pub(super) safe: Element,
    pub(super) why_title: Element,
    pub(super) why_list: Element,
    pub(super) challenge: Element,
    pub(super) challenge_title: Element,
    pub(super) challenge_text: Element,
    pub(super) challenge_cancel: Element,
    pub(super) challenge_open: Element,
    pub(super) challenge_frame: Element,
    pub(super) result: Element,
    pub(super) result_title: Element,
    pub(super) result_text: Element,
    pub(super) result_reference: Element,
    pub(super) result_support: Element,
    pub(super) check_again: Element,
    pub(super) status: Element,
}

/// The nodes of one field.
pub(super) struct FieldNodes {
    pub(super) field: Element,
    pub(super) label: Element,
    pub(super) input: Input,
    pub(super) message: Element,
}

impl Nodes {
    /// Finds them; `None` where the root does not hold the template of `class.js`.
    pub(super) fn find(root: &Root) -> Option<Self> {
        let one = |id: &str| root.query(id);
        let field = |field: &str, label: &str, input: &str, message: &str| {
            let input = Input::from_element(&one(input)?)?;
            Some(FieldNodes { field: one(field)?, label: one(label)?, input, message: one(message)? })
        };
        Some(Self {
            form: one("#form")?,
            fields: [
                field("#number-field", "#number-label", "#number", "#number-error")?,
                field("#expiry-field", "#expiry-label", "#expiry", "#expiry-error")?,
                field("#code-field", "#code-label", "#code", "#code-error")?,
                field("#holder-field", "#holder-label", "#holder", "#holder-error")?,
            ],
            brand: one("#brand")?,
            pay: one("#pay")?,
            pay_text: one("#pay-text")?,
            safe: one("#safe")?,
            why_title: one("#why-title")?,
            why_list: one("#why-list")?,
            challenge: one("#challenge")?,
            challenge_title: one("#challenge-title")?,
            challenge_text: one("#challenge-text")?,
            challenge_cancel: one("#challenge-cancel")?,
            challenge_open: one("#challenge-open")?,
            challenge_frame: one("#challenge-frame")?,
            result: one("#result")?,
            result_title: one("#result-title")?,
            result_text: one("#result-text")?,
            result_reference: one("#result-reference")?,
            result_support: one("#result-support")?,
            check_again: one("#check-again")?,
            status: one("#status")?,
        })
    }

    pub(super) fn of(&self, field: Field) -> &FieldNodes {
        match field {
            Field::Number => &self.fields[0],
            Field::Expiry => &self.fields[1],
            Field::Code => &self.fields[2],
            Field::Holder => &self.fields[3],
        }
    }
}
