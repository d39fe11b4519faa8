//! Text that an input method composes, as keyboards of phones do.

use serde_json::json;

use super::Keyboard;
use crate::{Engine, Outcome};

impl Keyboard<'_> {
    /// Shows these texts one after the other in the place of the selection; the last one is still being composed.
    pub async fn compose(&self, texts: &[&str]) -> Outcome<&Self> {
        for text in texts {
            if self.world.engine() == Engine::Chromium {
                let end = text.encode_utf16().count();
                let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
                self.world.browser().cdp().send_raw("Input.imeSetComposition", composition).await?;
            } else {
                self.tell(STEP, text).await?;
            }
        }
        Ok(self)
    }

    /// Ends the composition with `text` in its place.
    pub async fn commit(&self, text: &str) -> Outcome<&Self> {
        if self.world.engine() == Engine::Chromium {
            self.world.browser().cdp().send_raw("Input.insertText", json!({ "text": text })).await?;
        } else {
            self.tell(STEP, text).await?;
            self.tell(END, text).await?;
        }
        Ok(self)
    }

    async fn tell(&self, script: &str, text: &str) -> Outcome {
        let text = serde_json::to_string(text)?;
        self.on_input(&format!("const text = {text}, told = {{ bubbles: true, composed: true, data: text }}; {script}"))
            .await
    }
}

/// `WebDriver` presses keys only, so a script does to the field what the engine does, and sends the events that the engine sends.
const STEP: &str = "if (!input.composed) {
      input.composed = [input.selectionStart, input.selectionEnd];
      input.dispatchEvent(new CompositionEvent('compositionstart', { ...told, data: '' }));
    }
    input.dispatchEvent(new CompositionEvent('compositionupdate', told));
    input.setRangeText(text, ...input.composed, 'end');
    input.composed[1] = input.composed[0] + text.length;
    input.dispatchEvent(new InputEvent('input', { ...told, inputType: 'insertCompositionText', isComposing: true }));";

/// Firefox tells once more of the text when the composition has ended.
const END: &str = "delete input.composed;
    input.dispatchEvent(new CompositionEvent('compositionend', told));
    input.dispatchEvent(new InputEvent('input', { ...told, inputType: 'insertCompositionText' }));";
