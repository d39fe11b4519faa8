//! Text that an input method composes, as keyboards of phones do: in Chromium that of `DevTools`, elsewhere the system's own.

use serde_json::json;

use super::Keyboard;
use crate::{Engine, Outcome, until};

impl Keyboard<'_> {
    /// Shows these texts one after the other in the place of the selection; the last one is still being composed.
    pub async fn compose(&self, texts: &[&str]) -> Outcome<&Self> {
        if self.world.engine() == Engine::Chromium {
            for text in texts {
                let end = text.encode_utf16().count();
                let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
                self.world.browser().cdp().send_raw("Input.imeSetComposition", composition).await?;
            }
            return Ok(self);
        }
        let () = self.on_input(LISTEN).await?;
        self.world.press("Multi_key")?;
        let mut shown = "";
        for text in texts {
            let kept = common(shown, text);
            for _ in shown[kept..].chars() {
                self.world.press("BackSpace")?;
            }
            for letter in text[kept..].chars() {
                self.world.press(letter.encode_utf8(&mut [0; 4]))?;
            }
            self.is_told("composed", text).await?;
            shown = text;
        }
        Ok(self)
    }

    /// Ends the composition with `text` in its place.
    pub async fn commit(&self, text: &str) -> Outcome<&Self> {
        if self.world.engine() == Engine::Chromium {
            self.world.browser().cdp().send_raw("Input.insertText", json!({ "text": text })).await?;
            return Ok(self);
        }
        self.world.press(if text.is_empty() { "Escape" } else { "Return" })?;
        self.is_told("committed", text).await?;
        Ok(self)
    }

    /// Waits until the page has heard of `text`: keys of the system come when they come.
    async fn is_told(&self, how: &str, text: &str) -> Outcome {
        let script = format!("return input.{how} ?? null");
        until(format!("{text:?} to be {how}"), async || {
            Ok((self.on_input::<Option<String>>(&script).await?.as_deref() == Some(text)).then_some(()))
        })
        .await
    }
}

/// How many bytes two texts have in common at their beginnings.
fn common(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}

/// Both end the composition with nothing first. Then Firefox tells of an input as by a key, `WebKit` of another composition's end.
const LISTEN: &str = "input.composed = input.committed = null;
    if (input.isHeard) return;
    input.isHeard = true;
    input.addEventListener('compositionupdate', ({ data }) => { input.composed = data; });
    for (const kind of ['compositionend', 'input']) input.addEventListener(kind, ({ data, isComposing }) => {
      if (!isComposing) input.committed = data;
    });";
