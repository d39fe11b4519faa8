//! The page's own policy against the bank's page. A page cannot read its policy, so the attempt is how it is noticed.

use super::address::Origins;
use crate::browser::url::Url;
use crate::browser::{Listener, dom};

/// The part of a page's Content-Security-Policy that blocked the attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directive {
    /// `frame-src` (or what it falls back to): no frame of the bank's. The whole window may still work.
    FrameSrc,
    /// `form-action`: no form to the bank, in a frame or not.
    FormAction,
}

impl Directive {
    /// The directive's name in a policy.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrameSrc => "frame-src",
            Self::FormAction => "form-action",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::FrameSrc, Self::FormAction].into_iter().find(|directive| directive.as_str() == name)
    }
}

/// Hears of a violation by this challenge: the page's other frames and forms may be blocked without a word from us.
pub(super) fn watch(origins: &Origins, blocked: impl Fn(Directive) + 'static) -> Listener {
    let ours = [origins.bank.clone(), origins.store.clone()];
    Listener::on(&dom::document(), "securitypolicyviolation", move |event| {
        let url = event.string("blockedURI").as_deref().and_then(Url::parse);
        if let Some(directive) = event.string("effectiveDirective").as_deref().and_then(Directive::parse)
            && event.string("disposition").as_deref() != Some("report")
            && url.is_some_and(|url| ours.contains(&url.origin()))
        {
            blocked(directive);
        }
    })
}
