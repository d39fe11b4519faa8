//! When a field's error may be shown.

/// What happened to one field since it was last empty.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that happened, and all may have")]
pub(super) struct Marks {
    /// The shopper left it with something in it.
    left: bool,
    /// The shopper pressed Pay.
    asked: bool,
    /// It was not whole when it was left or Pay was pressed.
    partial: bool,
    /// It changed since.
    changed: bool,
    /// The provider's script refused it as it stands.
    pub(super) refused: bool,
    /// A card number stood in the name's field and was wiped.
    pub(super) wiped_number: bool,
}

impl Marks {
    pub(super) fn typed(&mut self, empty: bool) {
        self.changed = true;
        self.refused = false;
        self.wiped_number = false;
        // An emptied field starts anew; only Pay asks for one that is empty.
        self.left &= !empty;
    }

    pub(super) fn left(&mut self, empty: bool, partial: bool) {
        if !empty {
            self.left = true;
            self.settle(partial);
        }
    }

    pub(super) fn asked(&mut self, partial: bool) {
        self.asked = true;
        self.settle(partial);
    }

    pub(super) fn refuse(&mut self) {
        self.refused = true;
        self.asked(false);
    }

    fn settle(&mut self, partial: bool) {
        self.partial = partial;
        self.changed = false;
    }

    /// Whether the error of a field in this state is to be shown: neutral while typing, wrong after leaving, and a message
    /// goes at the keystroke that mends what it said: a wrong digit taken away leaves a number that is merely not whole.
    pub(super) const fn show(self, empty: bool, partial: bool) -> bool {
        if empty {
            return self.asked;
        }
        (self.left || self.asked) && (!self.changed || !partial || self.partial)
    }
}
