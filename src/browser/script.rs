//! Loading a classic script once per page, for the one constructor it defines.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use wasm_bindgen::JsValue;

use super::{Element, Listener, after, dom, object, read, trusted, url::Url};

/// What a script is loaded for.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// The globals it may define, best first; those that were there before are put back after it ran.
    pub globals: &'static [&'static str],
    /// The constructor wanted from one of them.
    pub member: &'static str,
    /// Given the resolved address, the constructor where a tag that the page itself wrote has run already.
    pub present: fn(&Url) -> Option<JsValue>,
    /// Name of the Trusted Types policy.
    pub policy: &'static str,
}

/// Why there is no constructor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptError {
    /// The browser refused or could not fetch it: a policy, a blocker, no network, a wrong address.
    Blocked,
    /// It did not come in time.
    TimedOut,
    /// It came and ran, and defined no such constructor.
    Wrong,
}

/// The constructor, from the script at `src`: loaded by us at most once per resolved address, or by a tag of the page.
///
/// A failed load leaves nothing behind and may be tried again. A tag of the page gets half the time (whether it failed before
/// we looked cannot be known), then we load the script ourselves.
///
/// # Errors
/// [`ScriptError`].
pub async fn load(src: &str, wanted: Wanted, limit_ms: u32) -> Result<JsValue, ScriptError> {
    if !dom::exists() {
        return Err(ScriptError::Blocked);
    }
    let url = Url::on_page(src).ok_or(ScriptError::Blocked)?;
    after::race(found(&url, wanted, limit_ms), limit_ms).await.unwrap_or(Err(ScriptError::TimedOut))
}

async fn found(url: &Url, wanted: Wanted, limit_ms: u32) -> Result<JsValue, ScriptError> {
    let href = url.href();
    if let Some(class) = ready(&href) {
        return Ok(class);
    }
    if pending(&href).is_none()
        && let Some(tag) = tag_of_page(&href)
    {
        if let Some(class) = (wanted.present)(url) {
            return Ok(class);
        }
        let theirs = Load::watch(&href, wanted, &tag, false);
        if let Ok(Ok(class)) = after::race(theirs.settled(), limit_ms / 2).await {
            return Ok(class);
        }
        DEAD.with_borrow_mut(|dead| dead.push(tag));
    }
    let ours = match pending(&href) {
        Some(load) => load,
        None => inject(&href, wanted)?,
    };
    ours.settled().await
}

fn inject(href: &str, wanted: Wanted) -> Result<Rc<Load>, ScriptError> {
    let head = dom::head().ok_or(ScriptError::Blocked)?;
    let tag = Element::create("script");
    let load = Load::watch(href, wanted, &tag, true);
    // The assignment throws where the page requires Trusted Types and allows no policy of ours.
    if !object::try_set(tag.as_ref(), "src", &trusted::script_url(wanted.policy, href)) {
        return Err(ScriptError::Blocked);
    }
    LOADS.with_borrow_mut(|loads| loads.push(Rc::clone(&load)));
    head.append(&tag);
    Ok(load)
}

/// One script tag that is loading, or has loaded.
struct Load {
    href: String,
    wanted: Wanted,
    tag: Element,
    ours: bool,
    /// Given up by everyone; its tag is out of the document, and still it may run one day and overwrite globals.
    abandoned: Cell<bool>,
    waiting: Cell<usize>,
    /// Each global as it was before: the value, and its constructor.
    before: Vec<(JsValue, JsValue)>,
    outcome: RefCell<Option<Result<JsValue, ScriptError>>>,
    wakers: RefCell<Vec<Waker>>,
    _listeners: [Listener; 2],
}

impl Load {
    fn watch(href: &str, wanted: Wanted, tag: &Element, ours: bool) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let listeners = [("load", true), ("error", false)].map(|(kind, ran)| {
                let this = this.clone();
                Listener::on(tag, kind, move |_| {
                    if let Some(load) = this.upgrade() {
                        load.ended(ran);
                    }
                })
            });
            Self {
                href: href.to_owned(),
                wanted,
                tag: tag.clone(),
                ours,
                abandoned: Cell::new(false),
                waiting: Cell::new(0),
                before: wanted.globals.iter().map(|name| seen(name, wanted.member)).collect(),
                outcome: RefCell::new(None),
                wakers: RefCell::default(),
                _listeners: listeners,
            }
        })
    }

    /// Called by the tag's `load` event, which follows the script's last statement with nothing in between.
    fn ended(&self, ran: bool) {
        let outcome = if ran { self.defined().ok_or(ScriptError::Wrong) } else { Err(ScriptError::Blocked) };
        if self.ours {
            if ran {
                self.put_back();
            }
            if outcome.is_err() {
                self.tag.detach();
                LOADS.with_borrow_mut(|loads| loads.retain(|load| load.tag != self.tag));
            }
        }
        *self.outcome.borrow_mut() = Some(outcome);
        let others =
            LOADS.with_borrow(|loads| loads.iter().filter(|load| load.href == self.href).cloned().collect::<Vec<_>>());
        for load in others {
            load.wake();
        }
        self.wake();
    }

    /// The constructor this script has just made. One that was there before is another script's, and may do something else.
    fn defined(&self) -> Option<JsValue> {
        let now = self.wanted.globals.iter().map(|name| seen(name, self.wanted.member).1);
        now.zip(&self.before)
            .find(|(class, (_, before))| class.is_function() && class != before)
            .map(|(class, _)| class)
    }

    /// Another script's global of the same name is another script's: it gets its own back.
    fn put_back(&self) {
        let global = object::global();
        for (name, (before, _)) in self.wanted.globals.iter().zip(&self.before) {
            if !before.is_undefined() && read::field(&global, name) != *before {
                object::set(&global, name, before);
            }
        }
    }

    async fn settled(self: &Rc<Self>) -> Result<JsValue, ScriptError> {
        let _waiting = Waiting::on(self);
        poll_fn(|context| {
            // An older tag for the same address may be the first to arrive.
            let outcome = self.outcome.borrow().clone().or_else(|| ready(&self.href).map(Ok));
            if let Some(outcome) = outcome {
                return Poll::Ready(outcome);
            }
            self.wakers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    fn wake(&self) {
        for waker in self.wakers.take() {
            waker.wake();
        }
    }
}

/// Counts those who wait; when the last one gives up, the next try gets a fresh tag.
struct Waiting(Rc<Load>);

impl Waiting {
    fn on(load: &Rc<Load>) -> Self {
        load.waiting.set(load.waiting.get() + 1);
        Self(Rc::clone(load))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let load = &self.0;
        load.waiting.set(load.waiting.get().saturating_sub(1));
        if load.ours && load.waiting.get() == 0 && load.outcome.borrow().is_none() {
            load.abandoned.set(true);
            load.tag.detach();
        }
    }
}

/// A tag the page wrote for this address, unless it is known to have failed.
fn tag_of_page(href: &str) -> Option<Element> {
    let tags = dom::all("script[src]");
    tags.into_iter().find(|tag| {
        let kind = read::string(tag.as_ref(), "type").unwrap_or_default();
        // A consent tool's `text/plain` never runs, a module cannot define what is wanted.
        read::string(tag.as_ref(), "src").as_deref() == Some(href)
            && matches!(kind.as_str(), "" | "text/javascript" | "application/javascript")
            && !DEAD.with_borrow(|dead| dead.contains(tag))
    })
}

fn ready(href: &str) -> Option<JsValue> {
    LOADS.with_borrow(|loads| {
        loads.iter().filter(|load| load.href == href).find_map(|load| load.outcome.borrow().clone()?.ok())
    })
}

fn pending(href: &str) -> Option<Rc<Load>> {
    LOADS.with_borrow(|loads| {
        loads.iter().find(|load| load.href == href && !load.abandoned.get() && load.outcome.borrow().is_none()).cloned()
    })
}

/// A global and its constructor, as they are now.
fn seen(global: &str, member: &str) -> (JsValue, JsValue) {
    let value = read::field(&object::global(), global);
    let class = read::field(&value, member);
    (value, class)
}

thread_local! {
    /// The tags that are ours: loading, loaded, or given up and not yet settled.
    static LOADS: RefCell<Vec<Rc<Load>>> = const { RefCell::new(Vec::new()) };
    /// The page's tags that failed or never came.
    static DEAD: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}
