use std::rc::Rc;

use super::shell::Shell;
use crate::browser::{Event, Listener};
use crate::form::{Edit, Field};

/// Listens to the four inputs.
///
/// Correctness rests on `input`, `change`, blur and Pay alone: autofill sends a `keydown` without `key` and an `input` without
/// `inputType`, and some password managers send nothing.
pub(super) fn listen(shell: &Rc<Shell>) -> Vec<Listener> {
    let mut listeners = Vec::with_capacity(20);
    for field in Field::ALL {
        let input = shell.nodes().of(field).input.clone();
        let mut on = |kind, act: fn(&Rc<Shell>, Field, &Event)| {
            let shell = Rc::downgrade(shell);
            listeners.push(Listener::on(&input, kind, move |event| {
                if let Some(shell) = shell.upgrade() {
                    act(&shell, field, &event);
                }
            }));
        };
        on("input", |shell, field, event| {
            // While an input method composes, the text is its own; `compositionend` brings the rest.
            if !event.flag("isComposing") {
                shell.typed(field, edit(event));
                // A key, not autofill and not a paste: those fill what they fill.
                if event.string("inputType").as_deref() == Some("insertText") {
                    shell.advance(field);
                }
            }
        });
        on("compositionend", |shell, field, _| shell.typed(field, Edit::Insert));
        on("change", |shell, field, _| shell.typed(field, Edit::Insert));
        on("paste", paste);
        on("blur", |shell, field, _| shell.left(field));
    }
    listeners
}

fn edit(event: &Event) -> Edit {
    match event.string("inputType").as_deref() {
        Some(kind) if kind.starts_with("delete") && kind.ends_with("Forward") => Edit::Forward,
        Some(kind) if kind.starts_with("delete") => Edit::Backward,
        _ => Edit::Insert,
    }
}

fn paste(shell: &Rc<Shell>, field: Field, event: &Event) {
    let Some(text) = event.carried_text() else { return };
    event.prevent_default();
    shell.pasted(field, &text);
}
