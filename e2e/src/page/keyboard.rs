//! Real keys into one field, with the caret where a test wants it.

use std::time::Duration;

use thirtyfour::Key;

use super::Field;
use crate::{Failure, Outcome, World};

/// The keyboard of a shopper whose focus is in one field.
pub struct Keyboard<'w> {
    pub(super) world: &'w World,
    pub(super) field: Field,
}

impl<'w> Keyboard<'w> {
    /// Empties the form and puts the focus into `field`.
    pub async fn on(world: &'w World, field: Field) -> Outcome<Self> {
        let () = world.ask("document.querySelector('cloudpayments-checkout').reset()").await?;
        Self::before(world, field).await
    }

    /// Puts the focus into `field`, with the caret before all that is there.
    pub async fn before(world: &'w World, field: Field) -> Outcome<Self> {
        let keyboard = Self { world, field };
        keyboard.select(0, 0).await?;
        Ok(keyboard)
    }

    /// Puts the caret at `from`, and selects as far as `to`.
    pub async fn select(&self, from: u32, to: u32) -> Outcome<&Self> {
        let () = self.on_input(&format!("input.focus(); input.setSelectionRange({from}, {to})")).await?;
        Ok(self)
    }

    /// Presses keys: letters as they are, others as `<Backspace>` or `<Control+z>`.
    pub async fn keys(&self, keys: &str) -> Outcome<&Self> {
        let chain = self.world.browser().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let mut chain = chain;
        for chord in chords(keys)? {
            for key in &chord {
                chain = chain.key_down(*key);
            }
            for key in chord.iter().rev() {
                chain = chain.key_up(*key);
            }
        }
        chain.perform().await?;
        Ok(self)
    }

    /// Copies `text` to the clipboard elsewhere on the page, and pastes it over the selection.
    pub async fn paste(&self, text: &str) -> Outcome<&Self> {
        let text = serde_json::to_string(text)?;
        let (from, to): (u32, u32) = self.on_input("return [input.selectionStart, input.selectionEnd]").await?;
        let () = self
            .world
            .ask(&format!(
                "const elsewhere = document.createElement('textarea');
                 elsewhere.id = 'elsewhere'; elsewhere.value = {text};
                 document.body.append(elsewhere); elsewhere.focus(); elsewhere.select()"
            ))
            .await?;
        self.keys("<Control+c>").await?;
        let () = self.world.ask("document.getElementById('elsewhere').remove()").await?;
        self.select(from, to).await?;
        self.keys("<Control+v>").await?;
        Ok(self)
    }

    /// What the field shows, and where its caret is, once the page has done what it had to.
    pub async fn line(&self) -> Outcome<(String, u32)> {
        self.world.settled().await?;
        self.on_input("return [input.value, input.selectionEnd]").await
    }

    pub(super) async fn on_input<T: serde::de::DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        self.world.ask(&format!("const input = {}; {script}", self.input())).await
    }

    /// The field's input, as scripts find it.
    pub(super) fn input(&self) -> String {
        let find = "document.querySelector('cloudpayments-checkout').shadowRoot.getElementById";
        format!("{find}('{}')", self.field.id())
    }
}

/// The keys of each stroke, in the order they go down.
fn chords(keys: &str) -> Outcome<Vec<Vec<char>>> {
    let mut chords = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            chords.push(name.split('+').map(key).collect::<Outcome<_>>()?);
            rest = after;
        } else {
            chords.push(vec![letter]);
            rest = &rest[letter.len_utf8()..];
        }
    }
    Ok(chords)
}

fn key(name: &str) -> Outcome<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    Ok(char::from(match name {
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Home" => Key::Home,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Shift" => Key::Shift,
        "Space" => Key::Space,
        "Tab" => Key::Tab,
        other => return Err(Failure::new(format!("there is no key {other}"))),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        assert_eq!(chords("4 <Control+z>").unwrap(), [vec!['4'], vec![' '], vec![char::from(Key::Control), 'z']]);
        assert!(chords("<Nothing>").is_err());
    }
}
