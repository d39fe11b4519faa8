//! `diagnose()` on pages with the secure window.

use e2e::{Outcome, page::Window, scenario};

use crate::diagnose::{Broken, ISOLATED, SOUND, codes_here, found_as_they_are};
use crate::window::WINDOW;

const PAGES: [Broken; 21] = [
    SOUND,
    Broken { name: "no policy at all", policy: ("*", ""), ..SOUND },
    Broken {
        name: "Trusted Types, of which it needs none",
        policy: ("default-src", "require-trusted-types-for 'script'; trusted-types shop; default-src"),
        ..SOUND
    },
    Broken { name: "frames forbidden", policy: ("; frame-src PAY", ""), found: &["window.frame_src"], ..SOUND },
    Broken {
        name: "frames of others allowed",
        policy: ("frame-src PAY", "frame-src 'self' SANDBOX"),
        page: (" src=", " mode=dialog src="),
        found: &["window.frame_src"],
        ..SOUND
    },
    Broken { name: "frames allowed by child-src", policy: ("frame-src PAY", "child-src PAY"), ..SOUND },
    Broken {
        name: "frames forbidden by a meta tag where none is used",
        page: (" src=", " mode=popup src="),
        policy: ("frame-src PAY", "frame-src 'none'"),
        ..SOUND
    },
    Broken { name: "isolated", first: ISOLATED, found: &["window.embedder_policy", "window.opener_policy"], ..SOUND },
    Broken {
        name: "isolated, in a tab",
        page: (" src=", " mode=page src="),
        first: ISOLATED,
        found: &["window.opener_policy"],
        ..SOUND
    },
    Broken { name: "tabs cut off where none is used", first: CUT_OFF, ..SOUND },
    Broken {
        name: "tabs cut off",
        page: (" src=", " mode=popup src="),
        first: CUT_OFF,
        found: &["window.opener_policy"],
        ..SOUND
    },
    Broken {
        name: "settings missing",
        page: (
            " src=PAY/pay.html endpoint=/api/payments order=A-1 amount=5 token-url=/token",
            " endpoint=/api/payments",
        ),
        found: &["config.order", "config.amount", "config.token", "config.src"],
        ..SOUND
    },
    Broken {
        name: "a payment page that is no address",
        page: ("src=PAY/pay.html", "src=https://"),
        found: &["config.src"],
        ..SOUND
    },
    Broken {
        name: "a payment page of its own origin",
        page: ("src=PAY/pay.html", "src=/pay.html"),
        found: &["config.src"],
        ..SOUND
    },
    Broken {
        name: "an endpoint of another origin",
        page: ("endpoint=/api", "endpoint=https://elsewhere.example/api"),
        found: &["config.endpoint"],
        ..SOUND
    },
    Broken {
        name: "an endpoint that is no address",
        page: ("endpoint=/api/payments", "endpoint=http://"),
        found: &["config.endpoint"],
        ..SOUND
    },
    Broken {
        name: "an endpoint that is a page",
        page: ("endpoint=/api/payments", "endpoint=/diagnose/0"),
        found: &["endpoint.shape"],
        ..SOUND
    },
    Broken {
        name: "tokens from no address",
        page: ("token-url=/token", "token-url=http://"),
        found: &["config.token"],
        ..SOUND
    },
    Broken {
        name: "tokens from a function",
        page: (" token-url=/token", ""),
        first: "addEventListener('DOMContentLoaded', () => {
            document.querySelector('cloudpayments-window').token = async () => 'x';
        })",
        ..SOUND
    },
    Broken {
        name: "no endpoint, so no tokens",
        page: (" endpoint=/api/payments order=A-1 amount=5 token-url=/token", ""),
        ..SOUND
    },
    Broken {
        name: "all requests forbidden",
        policy: ("connect-src 'self'", "connect-src 'none'"),
        found: &["page.unread", "token.policy"],
        ..SOUND
    },
];

#[test]
fn each_broken_page_with_a_window_is_found_to_be_what_it_is() -> Outcome {
    scenario(WINDOW, async |world| found_as_they_are(world, &PAGES, POLICY, PAGE).await)
}

#[test]
fn the_demo_shop_with_a_window_is_sound() -> Outcome {
    scenario(WINDOW, async |world| {
        Window::of_new_order(world).await?;
        assert_eq!(codes_here(world).await?, [""; 0]);
        Ok(())
    })
}

#[test]
fn where_a_page_is_isolated_the_payment_page_comes_into_no_frame() -> Outcome {
    scenario(WINDOW, async |world| {
        world.dress("/orders/", "cross-origin-embedder-policy", "require-corp")?;
        Window::of_new_order(world).await?;
        assert_eq!(codes_here(world).await?, ["window.embedder_policy"]);
        Ok(())
    })
}

/// Answers seem to come with a header that a page of the test's own cannot have.
const CUT_OFF: &str = "const { get } = Headers.prototype;
    Headers.prototype.get = function (name) {
      return name === 'cross-origin-opener-policy' ? 'same-origin; report-to=\"x\"' : get.call(this, name);
    };";
/// No WebAssembly, nothing of the provider's, no bank: all of that is the payment page's.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-src PAY";
const PAGE: &str = "<!doctype html><html lang=en><head><link rel=icon href=data:,><title>A shop</title><script type=module src=/diagnosis.js></script></head><body><main>\
    <cloudpayments-window src=PAY/pay.html endpoint=/api/payments order=A-1 amount=5 token-url=/token></cloudpayments-window>\
    </main></body></html>";
