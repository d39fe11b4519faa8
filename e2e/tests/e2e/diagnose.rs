//! `diagnose()` on pages that are broken in one way each.

use e2e::{Outcome, Setup, World, scenario, until};
use serde_json::Value;

/// What is wrong with a page: how it differs from a sound one, and what is found.
pub(crate) struct Broken {
    pub(crate) name: &'static str,
    /// Of the policy, a piece, and what stands there instead.
    pub(crate) policy: (&'static str, &'static str),
    /// Of the page, likewise.
    pub(crate) page: (&'static str, &'static str),
    /// A script that runs before all others.
    pub(crate) first: &'static str,
    pub(crate) blocked: &'static [&'static str],
    pub(crate) found: &'static [&'static str],
}

/// A page that nothing is to be found on.
pub(crate) const SOUND: Broken =
    Broken { name: "sound", policy: ("", ""), page: ("", ""), first: "", blocked: &[], found: &[] };

const PAGES: [Broken; 43] = [
    SOUND,
    Broken { name: "no policy at all", policy: ("*", ""), ..SOUND },
    Broken {
        name: "not https",
        first: "Object.defineProperty(window, 'isSecureContext', { value: false })",
        found: &["page.insecure"],
        ..SOUND
    },
    Broken { name: "WebAssembly forbidden", policy: (" 'wasm-unsafe-eval'", ""), found: &["page.wasm"], ..SOUND },
    Broken {
        name: "a sandbox",
        policy: ("default-src", "sandbox allow-scripts allow-same-origin; default-src"),
        found: &["page.sandbox"],
        ..SOUND
    },
    Broken {
        name: "script host forbidden",
        policy: ("'wasm-unsafe-eval' SANDBOX", "'wasm-unsafe-eval'"),
        found: &["script.policy"],
        ..SOUND
    },
    Broken { name: "script host blocked", blocked: &["/checkout.js"], found: &["script.unreachable"], ..SOUND },
    Broken {
        name: "Trusted Types",
        policy: ("default-src", "require-trusted-types-for 'script'; trusted-types shop; default-src"),
        found: &["script.trusted_types"],
        ..SOUND
    },
    Broken {
        name: "Trusted Types, ours allowed",
        policy: (
            "default-src",
            "require-trusted-types-for 'script'; trusted-types shop cloudpayments-checkout; default-src",
        ),
        ..SOUND
    },
    Broken {
        name: "Trusted Types, the provider's tag in the page",
        policy: ("default-src", "require-trusted-types-for 'script'; trusted-types shop; default-src"),
        page: ("<title>", "<script src=SANDBOX/checkout.js></script><title>"),
        ..SOUND
    },
    Broken {
        name: "Trusted Types, a default policy that lets everything through",
        policy: ("default-src", "require-trusted-types-for 'script'; trusted-types default; default-src"),
        first: "globalThis.trustedTypes?.createPolicy('default', { createScriptURL: (url) => url })",
        ..SOUND
    },
    Broken {
        name: "Trusted Types, a default policy that lets nothing through",
        policy: ("default-src", "require-trusted-types-for 'script'; trusted-types default; default-src"),
        first: "globalThis.trustedTypes?.createPolicy('default', { createScriptURL: () => null })",
        found: &["script.trusted_types"],
        ..SOUND
    },
    Broken { name: "strict-dynamic", policy: (SCRIPTS, STRICT), page: (MODULE, NONCE), ..SOUND },
    Broken {
        name: "strict-dynamic, script host blocked",
        policy: (SCRIPTS, STRICT),
        page: (MODULE, NONCE),
        blocked: &["/checkout.js"],
        found: &["script.unreachable"],
        ..SOUND
    },
    Broken {
        name: "the provider's tag in the page by a nonce",
        policy: (SCRIPTS, "script-src 'self' 'wasm-unsafe-eval' 'nonce-b9'"),
        page: ("<title>", "<script nonce=b9 src=SANDBOX/checkout.js></script><title>"),
        ..SOUND
    },
    Broken {
        name: "all requests forbidden",
        policy: ("connect-src 'self' SANDBOX", "connect-src 'none'"),
        found: SILENT,
        ..SOUND
    },
    Broken {
        name: "all requests forbidden by default",
        policy: ("connect-src 'self' SANDBOX;", ""),
        found: SILENT,
        ..SOUND
    },
    Broken {
        name: "all requests forbidden by a meta tag",
        policy: ("*", ""),
        page: ("<head>", "<head><meta http-equiv=content-security-policy content=\"connect-src 'none'\">"),
        found: SILENT,
        ..SOUND
    },
    Broken {
        name: "the module forbidden",
        policy: ("connect-src 'self'", "connect-src SHOP/diagnose/ SHOP/api/"),
        found: &["module.policy"],
        ..SOUND
    },
    Broken {
        name: "the module allowed that is used",
        policy: ("connect-src 'self'", "connect-src SHOP/diagnose/ SHOP/api/ SHOP/pkg/core_bg.wasm"),
        ..SOUND
    },
    Broken {
        name: "the module forbidden when it has come",
        page: ("/diagnosis.js", "/diagnosis-of-a-form.js"),
        ..SOUND
    },
    Broken {
        name: "the API forbidden",
        policy: ("connect-src 'self' SANDBOX", "connect-src 'self'"),
        found: &["api.policy"],
        ..SOUND
    },
    Broken {
        name: "forms forbidden",
        policy: ("form-action 'self' SANDBOX", "form-action 'self'"),
        found: &["bank.form_action"],
        ..SOUND
    },
    Broken {
        name: "frames forbidden",
        policy: ("frame-src 'self' SANDBOX", "frame-src 'self'"),
        found: &["bank.frame_src"],
        ..SOUND
    },
    Broken {
        name: "frames forbidden where none is used",
        policy: ("frame-src 'self' SANDBOX", "frame-src 'self'"),
        page: (" amount=", " three-ds=page amount="),
        ..SOUND
    },
    Broken { name: "isolated", first: ISOLATED, found: &["bank.embedder_policy"], ..SOUND },
    Broken {
        name: "isolated where no frame is used",
        page: (" amount=", " three-ds=page amount="),
        first: ISOLATED,
        ..SOUND
    },
    Broken {
        name: "isolated by half",
        first: "const { get } = Headers.prototype;
            Headers.prototype.get = function (name) { return /^cross-/.test(name) ? 'unsafe-none' : get.call(this, name); };",
        ..SOUND
    },
    Broken {
        name: "forms forbidden by a meta tag",
        page: ("<head>", "<head><meta http-equiv=content-security-policy content=\"form-action 'none'\">"),
        found: &["bank.form_action"],
        ..SOUND
    },
    Broken {
        name: "a wrong clock",
        first: "{ const { now } = Date; Date.now = () => now() + 2 * 86_400_000; }",
        found: &["clock.wrong"],
        ..SOUND
    },
    Broken {
        name: "two elements, one order",
        page: (
            "</main>",
            "<cloudpayments-window src=SANDBOX/pay token-url=/token endpoint=/api/payments order=A-1 amount=5></cloudpayments-window></main>",
        ),
        found: &["element.same_order"],
        ..SOUND
    },
    Broken { name: "no element", page: ("<cloudpayments-checkout", "<section"), found: &["element.missing"], ..SOUND },
    Broken {
        name: "settings missing",
        page: (" order=A-1 amount=5 public-id=pk_x", " amount=x"),
        found: &["config.order", "config.amount", "config.public_id"],
        ..SOUND
    },
    Broken { name: "no price", page: ("amount=5", "amount=0.00"), found: &["config.amount"], ..SOUND },
    Broken { name: "too exact a price", page: ("amount=5", "amount=5.005"), found: &["config.amount"], ..SOUND },
    Broken { name: "no currency", page: ("amount=5", "amount=5 currency=kzt"), found: &["config.amount"], ..SOUND },
    Broken { name: "a price with zeros", page: ("amount=5", "amount=005.500"), ..SOUND },
    Broken {
        name: "an endpoint with a query",
        page: ("endpoint=/api/payments", "endpoint=/api/payments?shop=1"),
        ..SOUND
    },
    Broken {
        name: "an endpoint that is no address",
        page: ("endpoint=/api/payments", "endpoint=http://"),
        found: &["config.endpoint"],
        ..SOUND
    },
    Broken {
        name: "the endpoint forbidden",
        page: ("endpoint=/api", "endpoint=https://elsewhere.example/api"),
        found: &["endpoint.policy"],
        ..SOUND
    },
    Broken { name: "no endpoint", blocked: &["/api/payments"], found: &["endpoint.unreachable"], ..SOUND },
    Broken {
        name: "an endpoint that is a page",
        page: ("endpoint=/api/payments", "endpoint=/diagnose/shop"),
        found: &["endpoint.shape"],
        ..SOUND
    },
    Broken {
        name: "an endpoint with JSON of its own",
        page: ("endpoint=/api/payments", "endpoint=/api/orders/none"),
        found: &["endpoint.shape"],
        ..SOUND
    },
];

/// Of a policy that lets nothing be fetched, the page itself neither.
const SILENT: &[&str] = &["page.unread", "endpoint.policy", "module.policy", "api.policy"];
const SCRIPTS: &str = "script-src 'self' 'wasm-unsafe-eval' SANDBOX";
const STRICT: &str = "script-src 'nonce-b9' 'strict-dynamic' 'wasm-unsafe-eval'";
const MODULE: &str = "type=module";
const NONCE: &str = "nonce=b9 type=module";

/// Answers seem to come with the headers of a cross-origin isolated page, which a page of the test's own cannot have.
pub(crate) const ISOLATED: &str = "const { get } = Headers.prototype;
    const isolated = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
    Headers.prototype.get = function (name) { return isolated[name] ?? get.call(this, name); };";

#[test]
fn each_broken_page_is_found_to_be_what_it_is() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.serve("/diagnose/shop/", "text/html", "", "<h1>A shop</h1>");
        world.serve(
            "/diagnosis-of-a-form.js",
            "text/javascript",
            "",
            &format!("{}{DIAGNOSIS}", STARTED.replace("SANDBOX", world.sandbox_url())),
        );
        found_as_they_are(world, &PAGES, POLICY, PAGE).await
    })
}

/// Opens each page in turn, which differs from `page` under `policy`, and holds what is found to what it says.
pub(crate) async fn found_as_they_are(world: &World, pages: &[Broken], policy: &str, page: &str) -> Outcome {
    // The endpoint is asked about an attempt that nobody made; the browser and the relay tell what was blocked.
    for piece in [
        "404",
        "was blocked",
        "/checkout.js",
        "ERR_EMPTY_RESPONSE",
        "wasm-eval",
        "Content Security Policy",
        "connect-src",
    ] {
        world.expect(piece);
    }
    serve_the_diagnosis(world);
    let mut wrong = Vec::new();
    for (place, broken) in pages.iter().enumerate() {
        let swapped = |text: &str, (old, new): (&str, &str)| {
            assert!(old == "*" || text.contains(old), "{}: {old}", broken.name);
            let text = if old == "*" { new.to_owned() } else { text.replace(old, new) };
            let names = [("SANDBOX", world.sandbox_url()), ("SHOP", world.shop_url()), ("PAY", world.pay_url())];
            names.iter().fold(text, |text, (name, url)| text.replace(name, url))
        };
        let path = format!("/diagnose/{place}");
        world.serve(&path, "text/html", &swapped(policy, broken.policy), &swapped(page, broken.page));
        world.begin_with(broken.first);
        world.open(&path).await?;
        world.block(broken.blocked);
        let found = found(world).await?;
        world.block(&[]);
        let codes: Vec<&str> = found.iter().filter_map(|finding| finding["code"].as_str()).collect();
        if codes != broken.found {
            wrong.push(format!("{}: {found:?}", broken.name));
        }
        for finding in &found {
            let words =
                |name: &str| finding[name].as_str().is_some_and(|text| text.len() > 9 && !text.contains("undefined"));
            assert!(words("message") && words("fix"), "{finding}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn a_service_worker_in_between_is_found() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("404");
        let policy = POLICY.replace("SANDBOX", world.sandbox_url());
        serve_the_diagnosis(world);
        world.serve("/diagnose/", "text/html", &policy, &PAGE.replace("SANDBOX", world.sandbox_url()));
        world.serve(
            "/diagnose/worker.js",
            "text/javascript",
            "",
            "addEventListener('activate', (event) => event.waitUntil(clients.claim())); addEventListener('fetch', () => {});",
        );
        world.open("/diagnose/").await?;
        let controlled = "const done = arguments[0], { serviceWorker } = navigator;
            serviceWorker.oncontrollerchange = () => done(true);
            serviceWorker.register('/diagnose/worker.js');";
        world.browser().execute_async(controlled, Vec::new()).await?;
        let found = found(world).await?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["code"], "worker.controls");
        assert!(found[0]["message"].as_str().is_some_and(|text| text.contains("/diagnose/worker.js")), "{found:?}");
        Ok(())
    })
}

#[test]
fn the_demo_shop_itself_is_sound() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        assert_eq!(codes_here(world).await?, [""; 0]);
        Ok(())
    })
}

#[test]
fn where_a_page_is_isolated_the_banks_frame_stays_empty() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.dress("/orders/", "cross-origin-embedder-policy", "require-corp")?;
        world.order().await?;
        assert_eq!(codes_here(world).await?, ["bank.embedder_policy"]);
        Ok(())
    })
}

/// The codes of what is found on a page of the demo's, which is open.
pub(crate) async fn codes_here(world: &World) -> Outcome<Vec<String>> {
    world.expect("404");
    serve_the_diagnosis(world);
    let begin = "const done = arguments[0]; import('/diagnosis.js').then(() => done())";
    world.browser().execute_async(begin, Vec::new()).await?;
    let found = found(world).await?;
    Ok(found.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect())
}

/// What `diagnose()` finds, run by the page itself: a script of WebDriver's has a clock and rights of its own in Firefox.
async fn found(world: &World) -> Outcome<Vec<Value>> {
    until("the diagnosis", async || {
        Ok(world.ask::<bool>("return typeof window.diagnosed === 'function'").await?.then_some(()))
    })
    .await?;
    let script = "window.diagnosed().then(arguments[0])";
    let found: String = world.browser().execute_async(script, Vec::new()).await?.convert()?;
    Ok(serde_json::from_str(&found)?)
}

fn serve_the_diagnosis(world: &World) {
    world.serve("/diagnosis.js", "text/javascript", "", DIAGNOSIS);
}

/// Where the page has an element, there is something behind it.
const DIAGNOSIS: &str = "import { diagnose } from '/pkg/diagnose/index.js';
    import { define } from '/pkg/element.js';
    import { define as defineWindow } from '/pkg/window.js';
    define();
    defineWindow();
    window.diagnosed = async () => JSON.stringify(await diagnose().catch((error) => [{ code: String(error) }]));";
/// Put before it: the form is at work when the page forbids what has come already.
const STARTED: &str = "import init, { define as defineForm } from '/pkg/index.js';
    await init();
    defineForm();
    const [here, policy] = [location.origin, document.createElement('meta')];
    const content = `connect-src ${here}/.witness ${here}/diagnose/ ${here}/api/ SANDBOX`;
    document.head.append(Object.assign(policy, { httpEquiv: 'content-security-policy', content }));";
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' SANDBOX; connect-src 'self' SANDBOX; \
    worker-src 'self'; img-src data:; frame-src 'self' SANDBOX; form-action 'self' SANDBOX; base-uri 'none'";
const PAGE: &str = "<!doctype html><html lang=en><head><link rel=icon href=data:,><title>A shop</title><script type=module src=/diagnosis.js></script></head><body><main>\
    <cloudpayments-checkout script=SANDBOX/checkout.js endpoint=/api/payments order=A-1 amount=5 public-id=pk_x></cloudpayments-checkout>\
    </main></body></html>";
