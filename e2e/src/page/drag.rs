//! Text that is dragged with the mouse.
//!
//! Only Chromium's driver drags: elsewhere a script does to the field what the engine does, and tells it as the engine does.

use super::{Field, Keyboard};
use crate::{Engine, Failure, Outcome};

impl Keyboard<'_> {
    /// Drags `text` with the mouse from elsewhere on the page, and drops it into the field.
    pub async fn drop(&self, text: &str) -> Outcome<&Self> {
        let text = serde_json::to_string(text)?;
        if self.world.engine() != Engine::Chromium {
            let dropped = "{ bubbles: true, composed: true, inputType: 'insertFromDrop' }";
            let () = self
                .on_input(&format!(
                    "input.setRangeText({text}, input.selectionStart, input.selectionEnd, 'end');
                     input.dispatchEvent(new InputEvent('input', {dropped}))"
                ))
                .await?;
            return Ok(self);
        }
        let script = format!(
            "const elsewhere = document.createElement('p'), {{ style }} = elsewhere;
             elsewhere.id = 'elsewhere'; elsewhere.textContent = {text};
             style.position = 'fixed'; style.insetBlockStart = 0; style.insetInlineStart = 0; style.zIndex = 9;
             document.body.append(elsewhere);
             getSelection().selectAllChildren(elsewhere);
             return elsewhere"
        );
        let Some(elsewhere) = self.world.element(&script).await? else { return Err(Failure::new("nothing to drag")) };
        let Some(input) = self.world.element(&format!("return {}", self.input())).await? else {
            return Err(Failure::new("nowhere to drop"));
        };
        let chain = self.world.browser().action_chain();
        let chain = chain.move_to_element_center(&elsewhere).click_and_hold();
        // A first little way, by which browsers tell a drag from a click.
        let chain = chain.move_by_offset(8, 8).move_to_element_center(&input).move_by_offset(2, 0).release();
        chain.perform().await?;
        let () = self.world.ask("document.getElementById('elsewhere').remove()").await?;
        Ok(self)
    }

    /// Drags what is selected of the field's text to `place` in it, both in the text as it is before.
    pub async fn drag(&self, place: u32) -> Outcome<&Self> {
        if self.world.engine() != Engine::Chromium {
            let () = self.on_input(&format!("const other = input, place = {place}; {CARRY}")).await?;
            return Ok(self);
        }
        let (from, to, height) = self.on_input(&format!("const place = {place}; {WHERE}")).await?;
        self.carry((from, height), (to, height)).await
    }

    /// Drags it to another field, which is empty.
    pub async fn drag_to(&self, other: Field) -> Outcome<&Self> {
        let other = Keyboard { world: self.world, field: other };
        if self.world.engine() != Engine::Chromium {
            let () = self.on_input(&format!("const other = {}, place = 0; {CARRY}", other.input())).await?;
            return Ok(self);
        }
        let (from, _, height): (i64, i64, i64) = self.on_input(&format!("const place = 0; {WHERE}")).await?;
        let middle = "const { left, top, width, height } = input.getBoundingClientRect();
            return [left + width / 2, top + height / 2].map(Math.round)";
        self.carry((from, height), other.on_input(middle).await?).await
    }

    async fn carry(&self, from: (i64, i64), to: (i64, i64)) -> Outcome<&Self> {
        let chain = self.world.browser().action_chain().move_to(from.0, from.1).click_and_hold();
        // A first little way, by which browsers tell a drag from a click.
        let chain = chain.move_to(from.0 + 4 * (to.0 - from.0).signum(), from.1 + 2);
        chain.move_to(to.0, to.1).move_to(to.0, to.1).release().perform().await?;
        Ok(self)
    }
}

/// In the middle of the selection, at the place, and how high both are.
const WHERE: &str = "input.scrollIntoView({ block: 'center' });
    const pen = document.createElement('canvas').getContext('2d');
    const { fontSize, fontFamily } = getComputedStyle(input);
    pen.font = `${fontSize} ${fontFamily}`;
    const { value, selectionStart, selectionEnd } = input, { left, top, height } = input.getBoundingClientRect();
    const at = (place) => left + pen.measureText(value.slice(0, place)).width;
    return [(at(selectionStart) + at(selectionEnd)) / 2, at(place), top + height / 2].map(Math.round)";

/// The selection goes, and comes to `place` in `other`, which may be the same field.
const CARRY: &str = "const { value, selectionStart: from, selectionEnd: to } = input, dragged = value.slice(from, to);
    const tell = (input, inputType, data) => input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
    const isBehind = other === input && place >= to;
    if (other === input && place > from && place < to) return;
    input.setRangeText('', from, to, 'end');
    tell(input, 'deleteByDrag', null);
    other.focus();
    const at = isBehind ? place - to + from : place;
    other.setRangeText(dragged, at, at, 'end');
    tell(other, 'insertFromDrop', dragged);";
