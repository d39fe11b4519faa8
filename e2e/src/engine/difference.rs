//! What a test may need that not every engine has. The one place where a test is left out of an engine, with the reason;
//! `docs/ENGINES.md` tells the same.

use super::Engine;

/// Something a test cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A screen of 360 x 740 with touch.
    Phone,
    /// Any width of window, and the system's wishes (dark, forced colours, less motion), changed while a page is open.
    Media,
    /// How much a page moves by itself.
    LayoutShift,
    /// A card handed to the browser's autofill by the test, for it to fill in.
    Autofill,
    /// A card saved in the browser's own settings, which offers it in its own list: on a screen, and on pages that came by https.
    SavedCard,
    /// A keyboard that composes: `DevTools` in Chromium, the system's input method elsewhere.
    InputMethod,
    /// A mouse that drags: the driver's in Chromium, the display's elsewhere.
    Mouse,
    /// The tree that assistive technology gets.
    AccessibilityTree,
    /// Whether an element can really be seen, as a page is told (`IntersectionObserver`, version 2).
    Sight,
    /// More of a page's time gone by at once than a driver waits for an answer.
    Clock,
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Phone,
        Self::Media,
        Self::LayoutShift,
        Self::Autofill,
        Self::SavedCard,
        Self::InputMethod,
        Self::Mouse,
        Self::AccessibilityTree,
        Self::Sight,
        Self::Clock,
    ];

    /// Why `engine` cannot serve this need; none where it can.
    #[must_use]
    pub fn missing_in(self, engine: Engine) -> Option<&'static str> {
        if engine == Engine::Chromium {
            return None;
        }
        Some(match self {
            Self::Phone => {
                "a window is never narrower than about 450 px, and there is no touch: DevTools emulates both in Chromium"
            }
            Self::Media => "the system's wishes are read at the start: DevTools changes them in Chromium",
            Self::LayoutShift => "the engine does not report layout shifts",
            Self::Autofill => "WebDriver has no way to have a card filled in: DevTools has one in Chromium",
            Self::SavedCard => "no script saves a card in the settings: in Chromium a script of its settings page does",
            Self::AccessibilityTree => {
                "WebDriver shows role and name of one element, not the tree: DevTools does in Chromium"
            }
            Self::Sight => "the engine does not tell a page whether its element is covered or see-through",
            Self::InputMethod | Self::Mouse => return None,
            Self::Clock if engine == Engine::Firefox => return None,
            Self::Clock => "the driver is a script of the page, and waits by timers of the page's own",
        })
    }
}
