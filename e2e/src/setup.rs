//! What a test wants its world to be like.

use crate::Need;

/// How a world differs from the usual one.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// What the shopper looks at.
    pub screen: Screen,
    /// The browser's languages, as in `Accept-Language`.
    pub languages: &'static str,
    /// Whether the store has a payment page of another origin: its orders are then paid in the secure window, else in the page.
    pub window: bool,
    /// What the test cannot do without; it is left out of engines that lack it.
    pub needs: &'static [Need],
}

impl Default for Setup {
    fn default() -> Self {
        Self { screen: Screen::Desktop, languages: "en", window: false, needs: &[] }
    }
}

impl Setup {
    /// What the test needs, said and unsaid.
    pub(crate) fn needs(&self) -> impl Iterator<Item = Need> {
        let phone = (self.screen == Screen::Phone).then_some(Need::Phone);
        self.needs.iter().copied().chain(phone)
    }

    /// Whether the browser draws on a screen, which alone has an input method and a mouse that drags.
    pub(crate) fn has_screen(&self) -> bool {
        [Need::InputMethod, Need::Mouse].iter().any(|need| self.needs.contains(need))
    }

    /// Whether the browser is one with a card saved in it.
    pub(crate) fn has_saved_card(&self) -> bool {
        self.needs.contains(&Need::SavedCard)
    }
}

/// The size of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 1280 x 900.
    Desktop,
    /// 360 x 740, with touch, and with the page scaled as a phone does.
    Phone,
}

impl Screen {
    pub(crate) fn size(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1280, 900),
            Self::Phone => (360, 740),
        }
    }
}
