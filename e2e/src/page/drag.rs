//! Text that is dragged with the mouse: the driver's in Chromium, which is the only one that drags, and the display's elsewhere.
//!
//! `WebKitGTK` copies what is dragged within a page, where Safari moves it: there a script does to the field what Safari does, and tells
//! it so.

use super::{Field, Keyboard};
use crate::{Engine, Outcome, until};

impl Keyboard<'_> {
    /// Drags `text` with the mouse from elsewhere on the page, and drops it into the field.
    pub async fn drop(&self, text: &str) -> Outcome<&Self> {
        let text = serde_json::to_string(text)?;
        // WebKit drags no selection outside a field that has the focus.
        let () = self.on_input("input.blur()").await?;
        let script = format!(
            "const elsewhere = document.createElement('p'), {{ style }} = elsewhere;
             elsewhere.id = 'elsewhere'; elsewhere.textContent = {text};
             style.position = 'fixed'; style.insetBlockStart = 0; style.insetInlineStart = 0; style.zIndex = 9;
             document.body.append(elsewhere);
             getSelection().selectAllChildren(elsewhere);
             return elsewhere"
        );
        let from = self.world.ask(&format!("const input = (() => {{ {script} }})(); {MIDDLE}")).await?;
        self.carry(from, self.on_input(MIDDLE).await?).await?;
        let () = self.world.ask("document.getElementById('elsewhere').remove()").await?;
        Ok(self)
    }

    /// Drags what is selected of the field's text to `place` in it, both in the text as it is before.
    pub async fn drag(&self, place: u32) -> Outcome<&Self> {
        if self.world.engine() == Engine::WebKit {
            let () = self.on_input(&format!("const other = input, place = {place}; {CARRY}")).await?;
            return Ok(self);
        }
        let (from, to, height) = self.on_input(&format!("const place = {place}; {WHERE}")).await?;
        self.carry((from, height), (to, height)).await
    }

    /// Drags it to another field, which is empty.
    pub async fn drag_to(&self, other: Field) -> Outcome<&Self> {
        let other = Keyboard { world: self.world, field: other };
        if self.world.engine() == Engine::WebKit {
            let () = self.on_input(&format!("const other = {}, place = 0; {CARRY}", other.input())).await?;
            return Ok(self);
        }
        let (from, _, height): (i64, i64, i64) = self.on_input(&format!("const place = 0; {WHERE}")).await?;
        self.carry((from, height), other.on_input(MIDDLE).await?).await
    }

    async fn carry(&self, from: (i64, i64), to: (i64, i64)) -> Outcome<&Self> {
        if self.world.engine() != Engine::Chromium {
            self.carry_by_hand(from, to).await?;
            return Ok(self);
        }
        let chain = self.world.browser().action_chain().move_to(from.0, from.1).click_and_hold();
        // A first little way, by which browsers tell a drag from a click.
        let chain = chain.move_to(from.0 + 4 * (to.0 - from.0).signum(), from.1 + 2);
        chain.move_to(to.0, to.1).move_to(to.0, to.1).release().perform().await?;
        Ok(self)
    }

    /// With the mouse of the display, which does not wait for the page: what the page has heard so far tells when to go on.
    async fn carry_by_hand(&self, from: (i64, i64), to: (i64, i64)) -> Outcome {
        let (left, top): (i64, i64) = self.world.ask(LISTEN).await?;
        let hand = |x: i64, y: i64| self.world.point(&["mousemove", &(left + x).to_string(), &(top + y).to_string()]);
        hand(from.0, from.1)?;
        self.world.point(&["mousedown", "1"])?;
        let way = (to.0 - from.0).signum();
        // What the mouse does before the browser has taken it over is lost: it goes to and fro until the page has heard.
        self.hears("dragstart", None, |odd| hand(from.0 + way * if odd { 16 } else { 12 }, from.1 + 2)).await?;
        self.hears("dragover", None, |odd| hand(to.0 - if odd { 9 } else { 6 }, to.1)).await?;
        // At the second one the browser knows what the page said to the first: whether it may be dropped.
        for place in [to.0 - 3, to.0] {
            hand(place, to.1)?;
            self.hears("dragover", Some(place), |_| Ok(())).await?;
        }
        self.world.point(&["mouseup", "1"])?;
        self.hears("dragend", None, |_| Ok(())).await
    }

    /// Waits until the page has heard of a drag's `event`, at a place where that matters; `nudge` every time before it is asked.
    async fn hears(&self, event: &str, place: Option<i64>, nudge: impl Fn(bool) -> Outcome) -> Outcome {
        let heard = format!("return window.dragged.{event} ?? null");
        let mut odd = false;
        until(format!("the page to hear {event} at {place:?}"), async || {
            odd = !odd;
            nudge(odd)?;
            let at: Option<i64> = self.world.ask(&heard).await?;
            Ok(at.filter(|at| place.is_none_or(|place| place == *at)).map(|_| ()))
        })
        .await
    }
}

/// The middle of a thing.
const MIDDLE: &str = "const { left, top, width, height } = input.getBoundingClientRect();
    return [left + width / 2, top + height / 2].map(Math.round)";

/// Notes where a drag is, from now on; and says where the page is on the screen.
const LISTEN: &str = "if (!window.dragged) for (const kind of ['dragstart', 'dragover', 'dragend']) {
      addEventListener(kind, ({ clientX }) => { window.dragged[kind] = Math.round(clientX); }, true);
    }
    window.dragged = {};
    return [window.mozInnerScreenX ?? screenX, window.mozInnerScreenY ?? screenY + outerHeight - innerHeight].map(Math.round)";

/// In the selection, at the place, and how high both are. Of a single letter Firefox takes only the second half for selected.
const WHERE: &str = "input.scrollIntoView({ block: 'center' });
    const pen = document.createElement('canvas').getContext('2d');
    const { fontSize, fontFamily, paddingLeft } = getComputedStyle(input);
    pen.font = `${fontSize} ${fontFamily}`;
    const { value, selectionStart, selectionEnd } = input, { left, top, height } = input.getBoundingClientRect();
    const at = (place) => left + parseFloat(paddingLeft) + pen.measureText(value.slice(0, place)).width;
    return [.3 * at(selectionStart) + .7 * at(selectionEnd), at(place), top + height / 2].map(Math.round)";

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
