use std::rc::Rc;

use super::shell::Shell;
use crate::browser::{Event, Listener, read};
use crate::card::scrubbed;
use crate::form::{Edit, Field};

/// Listens to the four inputs, where their events pass by: at the form.
///
/// Correctness rests on `input`, `change`, leaving a field and Pay alone: autofill sends a `keydown` without `key` and an `input`
/// without `inputType`, and some password managers send nothing.
pub(super) fn listen(shell: &Rc<Shell>) -> Vec<Listener> {
    let listen = |kind| {
        let weak = Rc::downgrade(shell);
        Listener::on(&shell.nodes().form, kind, move |event| {
            if let (Some(shell), Some(field)) = (weak.upgrade(), field(&event)) {
                scrubbed(|| heard(&shell, kind, field, &event));
            }
        })
    };
    ["input", "compositionend", "change", "paste", "focusout"].map(listen).into()
}

fn heard(shell: &Rc<Shell>, kind: &str, field: Field, event: &Event) {
    match kind {
        "focusout" => shell.left(field),
        "paste" => {
            if let Some(text) = event.carried_text() {
                event.prevent_default();
                shell.pasted(field, &text);
            }
        }
        // While an input method composes, the text is its own; `compositionend` brings the rest.
        "input" if event.flag("isComposing") => {}
        "input" => {
            let how = event.string("inputType");
            shell.typed(field, edit(how.as_deref()));
            // A key, not autofill and not a paste: those fill what they fill.
            if how.as_deref() == Some("insertText") {
                shell.advance(field);
            }
        }
        _ => shell.typed(field, Edit::Insert),
    }
}

/// The field an event is about, by the id of its input.
fn field(event: &Event) -> Option<Field> {
    let id = read::string(&event.field("target"), "id")?;
    Field::ALL.into_iter().find(|field| field.as_str() == id)
}

fn edit(how: Option<&str>) -> Edit {
    match how {
        Some(how) if how.starts_with("delete") && how.ends_with("Forward") => Edit::Forward,
        Some(how) if how.starts_with("delete") => Edit::Backward,
        _ => Edit::Insert,
    }
}
