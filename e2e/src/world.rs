//! Everything one test needs, running: bank and gateway, store, browser.

use std::sync::{Arc, Mutex, PoisonError};

use hyper::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver, WebElement};

use crate::{
    Engine, Failure, Ledger, Outcome, Request, Setup,
    album::Album,
    engine::Session,
    noise::Noise,
    page::{Order, Shop},
    relay::{Seal, Tape},
    servers::Servers,
};

/// A shopper's browser with a shop of its own.
pub struct World {
    // In the order they go: the browser, then the servers it talks to.
    session: Session,
    servers: Servers,
    tape: Arc<Tape>,
    album: Album,
    noise: Noise,
    /// The shopper's language.
    lang: &'static str,
    /// The frames the browser looks into, from the outside in.
    frames: Mutex<Vec<WebElement>>,
}

impl World {
    pub(crate) async fn start(engine: Engine, test: &str, setup: Setup) -> Outcome<Self> {
        let album = Album::open(engine, test)?;
        let tape = Arc::default();
        let seal = setup.has_saved_card().then(Seal::make).transpose()?;
        let servers = Servers::start(album.folder(), setup.window, seal.as_ref(), &tape).await?;
        let session = engine.open(setup, seal.as_ref(), album.folder()).await?;
        let lang = setup.languages.get(..2).unwrap_or_default();
        Ok(Self { session, servers, tape, album, noise: Noise::default(), lang, frames: Mutex::default() })
    }

    /// The engine the shopper came with.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// The shop's first page, opened.
    pub async fn shop(&self) -> Outcome<Shop<'_>> {
        self.open("/").await?;
        Ok(Shop::new(self))
    }

    /// A new order's page with the payment form ready, without the way through the shop.
    pub async fn order(&self) -> Outcome<Order<'_>> {
        self.order_in(self.lang).await
    }

    /// The same in another language than the browser's.
    pub async fn order_in(&self, lang: &str) -> Outcome<Order<'_>> {
        let shop = self.shop_url();
        let ask = reqwest::Client::new();
        let programs: Value = ask.get(format!("{shop}/api/programs?lang={lang}")).send().await?.json().await?;
        let wish = json!({ "program": programs[0]["id"], "lang": lang });
        let placed = ask.post(format!("{shop}/api/orders")).json(&wish).send().await?.error_for_status()?;
        let placed: Value = placed.json().await?;
        let number = placed["order"].as_str().ok_or_else(|| Failure::new(format!("the store placed {placed}")))?;
        self.open(&format!("/orders/{number}?lang={lang}")).await?;
        let order = Order::here(self);
        order.ready().await?;
        Ok(order)
    }

    /// Opens a path of the shop.
    pub async fn open(&self, path: &str) -> Outcome {
        self.forget_frames();
        self.browser().goto(format!("{}{path}", self.shop_url())).await?;
        Ok(())
    }

    /// Opens a tab beside those there are, and looks at it; in `WebKit` a window, whose driver brings no tab to the front and never
    /// takes a picture of one that cannot be seen.
    pub async fn open_tab(&self) -> Outcome {
        self.forget_frames();
        let browser = self.browser();
        let is_window = self.engine() == Engine::WebKit;
        let opened = if is_window { browser.new_window().await } else { browser.new_tab().await };
        browser.switch_to_window(opened?).await?;
        Ok(())
    }

    /// The browser itself.
    pub fn browser(&self) -> &WebDriver {
        &self.session.browser
    }

    /// What the gateway has in its books.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger::new(self.servers.sandbox_url())
    }

    /// Where the shop is.
    pub fn shop_url(&self) -> &str {
        self.servers.shop_url()
    }

    /// Where the gateway and the bank are.
    pub fn sandbox_url(&self) -> &str {
        self.servers.sandbox_url()
    }

    /// Where the payment page is.
    pub fn pay_url(&self) -> &str {
        self.servers.pay_url()
    }

    /// Every file of the store's database, as bytes.
    pub fn database(&self) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        for entry in std::fs::read_dir(self.album.folder())? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("store.db")) {
                bytes.extend(std::fs::read(path)?);
            }
        }
        Ok(bytes)
    }

    /// Looks into a frame of what it looks at.
    pub async fn enter(&self, frame: WebElement) -> Outcome {
        frame.clone().enter_frame().await?;
        self.frames.lock().unwrap_or_else(PoisonError::into_inner).push(frame);
        Ok(())
    }

    /// Looks at the whole page again.
    pub async fn leave(&self) -> Outcome {
        self.forget_frames();
        self.browser().enter_default_frame().await?;
        Ok(())
    }

    /// Puts the focus into a field, where the driver's own keys would not do that.
    ///
    /// `WebKit` lets no script focus what is in a frame of another origin, and its driver is a script; a click does.
    pub(crate) async fn focus(&self, field: &WebElement) -> Outcome {
        let is_framed = !self.frames.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if is_framed && self.engine() == Engine::WebKit {
            self.browser().action_chain().move_to_element_center(field).click().perform().await?;
            field.send_keys(Key::End + "").await?;
        }
        Ok(())
    }

    /// Keeps a picture of what the shopper sees.
    pub async fn picture(&self, step: &str) -> Outcome {
        let frames = self.forget_frames();
        if frames.is_empty() {
            return self.album.keep(step, &self.browser().screenshot_as_png().await?);
        }
        // From inside a frame of another origin Firefox takes none.
        self.leave().await?;
        let png = self.browser().screenshot_as_png().await?;
        for frame in frames {
            self.enter(frame).await?;
        }
        self.album.keep(step, &png)
    }

    fn forget_frames(&self) -> Vec<WebElement> {
        std::mem::take(&mut *self.frames.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on a console error that contains `piece` is part of the test.
    pub fn expect(&self, piece: &str) {
        self.noise.expect(piece);
    }

    /// Every request of the browser so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.tape.requests()
    }

    /// Presses a key as the system has it, `4`, `Down` or `Return`: what the browser itself shows gets it before the page does.
    pub(crate) fn press(&self, key: &str) -> Outcome {
        self.session.press(key)
    }

    /// Does what xdotool's words say with the mouse of the browser's screen.
    pub(crate) fn point(&self, words: &[&str]) -> Outcome {
        self.session.point(words)
    }

    /// What a script in the page returns.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        Ok(self.browser().execute(script, Vec::new()).await?.convert()?)
    }

    /// The element a script in the page returns, if it returns one.
    pub async fn element(&self, script: &str) -> Outcome<Option<WebElement>> {
        let found = self.browser().execute(script, Vec::new()).await?;
        if found.json().is_null() {
            return Ok(None);
        }
        Ok(Some(found.element()?))
    }

    /// Lets the page do everything it has to do now: scripts, answers in hand, two frames drawn.
    pub async fn settled(&self) -> Outcome {
        let wait =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))";
        self.browser().execute_async(wait, Vec::new()).await?;
        Ok(())
    }

    /// Everything the console has shown, of any level.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        self.noise.listen(&self.tape, &self.session).await?;
        Ok(self.noise.everything())
    }

    /// The page on the screen loses every answer to a POST to `path`, after the server has done what was asked.
    pub async fn lose_answers_to(&self, path: &str) -> Outcome {
        let script = "const [path] = arguments, send = window.fetch;
            window.fetch = async (...asked) => {
              const request = new Request(...asked.map((part) => part instanceof Request ? part.clone() : part));
              const answer = await send(...asked);
              if (request.method === 'POST' && new URL(request.url).pathname === path) throw new TypeError('Failed to fetch');
              return answer;
            };";
        self.browser().execute(script, vec![json!(path)]).await?;
        Ok(())
    }

    /// From now on the window is `width` px wide and the system wants `scheme`: `light`, `dark`, or `forced`, colours of its own.
    pub async fn look_like(&self, width: u32, scheme: &str) -> Outcome {
        let height = if width < 700 { 740 } else { 900 };
        self.browser().cdp().emulation().set_device_metrics_override(width, height, 1.0, false).await?;
        let (scheme, forced) = if scheme == "forced" { ("dark", "active") } else { (scheme, "none") };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ] });
        self.browser().cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// From now on letters are of this size where a page sets none, as by the browser's own setting, which is 16 px at first.
    pub async fn letters(&self, size: u32) -> Outcome {
        let sizes = json!({ "fontSizes": { "standard": size } });
        self.browser().cdp().send_raw("Page.setFontSizes", sizes).await?;
        Ok(())
    }

    /// How much the page has moved by itself since it was opened (Cumulative Layout Shift), and what moved from where to where.
    pub async fn layout_shift(&self) -> Outcome<(f64, Vec<String>)> {
        let script = "const done = arguments[0]; let sum = 0; const moved = [];
            const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
            new PerformanceObserver((list) => {
              for (const shift of list.getEntries()) {
                sum += shift.value;
                for (const { node, previousRect, currentRect } of shift.sources) {
                  const name = node?.nodeType === Node.ELEMENT_NODE ? node.localName + (node.id && '#' + node.id) + (node.className && '.' + node.className) : node?.nodeName;
                  moved.push(`${name}: ${box(previousRect)} -> ${box(currentRect)}`);
                }
              }
            }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => setTimeout(() => done([sum, moved])));";
        Ok(self.browser().execute_async(script, Vec::new()).await?.convert()?)
    }

    /// From now on pages of the shop and of the payment page run `script` before every script of their own.
    pub fn begin_with(&self, script: &str) {
        self.tape.begin_with(script);
    }

    /// From now on timers of ten seconds and more, in pages of the shop, ring when [`World::elapse`] says so.
    pub fn hold_long_timers(&self) {
        self.begin_with(include_str!("clock.js"));
    }

    /// Lets time pass for those timers.
    pub async fn elapse(&self, seconds: u32) -> Outcome {
        self.ask(&format!("elapse({seconds} * 1000)")).await
    }

    /// From now on paths that begin so are answered with a page or script of the test's own, a page under `policy`.
    pub fn serve(&self, path: &str, kind: &str, policy: &str, body: &str) {
        self.tape.serve(path, [kind, policy, body].map(str::to_owned));
    }

    /// From now on answers of addresses that hold `piece` have this header.
    pub fn dress(&self, piece: &str, name: &'static str, value: &str) -> Outcome {
        let value = HeaderValue::from_str(value).map_err(|error| Failure::new(error.to_string()))?;
        self.tape.dress(piece, HeaderName::from_static(name), value);
        Ok(())
    }

    /// Makes addresses that hold one of these pieces unreachable; an empty list mends them all.
    pub fn block(&self, pieces: &[&str]) {
        self.tape.block(pieces);
    }

    /// Ends the browser and the servers, and says what the console showed that nobody expected.
    pub(crate) async fn finish(self) -> Outcome {
        let addresses = self.session.addresses().await;
        let heard = self.noise.listen(&self.tape, &self.session).await;
        let quit = self.session.quit().await;
        self.servers.stop().await;
        heard?;
        quit?;
        let strays: Vec<String> = addresses?.into_iter().filter(|url| !is_local(url)).collect();
        if !strays.is_empty() {
            return Err(Failure::new(format!("requests left this machine:\n{}", strays.join("\n"))));
        }
        let errors = self.noise.unexpected();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!("the console showed errors:\n{}", errors.join("\n"))))
        }
    }
}

/// Whether an address stays on this machine.
fn is_local(url: &str) -> bool {
    LOCAL.iter().any(|start| url.starts_with(start))
}

/// How such addresses begin; the last are what the browser has in itself.
const LOCAL: [&str; 8] = [
    "http://127.0.0.1:",
    "http://localhost:",
    "https://127.0.0.1:",
    "https://localhost:",
    "data:",
    "blob:",
    "about:",
    "chrome://",
];
