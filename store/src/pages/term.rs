//! What the shopper sees at the TermUrl: in the bank's frame or at top level, for a moment or when something is wrong.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::books::Attempt;
use crate::server::Shop;

/// The way back to the shop: the page's script tells the frame's parent, or goes to the order's page at top level.
pub(crate) fn returned(shop: &Shop, attempt: &Attempt, md: u64) -> Response {
    let words = Words::of(&attempt.lang);
    let order = way_back(attempt);
    let body = format!(
        r#"<p id="returned" data-attempt="{}" data-md="{md}" data-origin="{}" data-order="{}">{}</p>
<noscript><p><a href="{}" target="_top">{}</a></p></noscript>
<script src="/returned.js"></script>"#,
        escape(&attempt.id),
        escape(attempt.page.as_ref().unwrap_or(&shop.public_url)),
        escape(&order),
        words.returning,
        escape(&order),
        words.back,
    );
    page(StatusCode::OK, words, &body, &policy(shop, Some(attempt)))
}

/// The shopper gave up before the bank's answer came.
pub(crate) fn closed(shop: &Shop, attempt: &Attempt) -> Response {
    let words = Words::of(&attempt.lang);
    let body = format!("<h1>{}</h1>\n{}", words.closed, link(words, attempt));
    page(StatusCode::GONE, words, &body, &policy(shop, Some(attempt)))
}

/// Something is wrong with how the shopper got here; nothing was done. Where no attempt says what the shopper reads, the browser does.
pub(crate) fn wrong(shop: &Shop, status: StatusCode, headers: &HeaderMap, attempt: Option<&Attempt>) -> Response {
    let words = attempt.map_or_else(|| Words::wanted_by(headers), |attempt| Words::of(&attempt.lang));
    let link = attempt.map(|attempt| link(words, attempt)).unwrap_or_default();
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n{link}", words.wrong, words.wrong_more);
    page(status, words, &body, &policy(shop, attempt))
}

/// The order's page, in the language the shopper paid in: a bank's page that had the whole window kept nothing of it.
pub(crate) fn way_back(attempt: &Attempt) -> String {
    let lang = Words::of(&attempt.lang).lang;
    format!("/orders/{}?attempt={}&lang={lang}", attempt.order, attempt.id)
}

fn link(words: &Words, attempt: &Attempt) -> String {
    format!(r#"<p><a href="{}" target="_top">{}</a></p>"#, escape(&way_back(attempt)), words.back)
}

fn page(status: StatusCode, words: &Words, body: &str, policy: &str) -> Response {
    let html = format!(
        r#"<!doctype html>
<html lang="{}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{}</title>
<link rel="stylesheet" href="/returned.css">
<main>
{body}
</main>
</html>
"#,
        words.lang, words.title
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The shop's own page may frame it. A payment page may as well, in the shop's page: then every page above it is named, the
/// attempt's own payment page, or all of them where no attempt is known.
fn policy(shop: &Shop, attempt: Option<&Attempt>) -> String {
    let pages = attempt.map_or(shop.pay_origins.as_slice(), |attempt| attempt.page.as_slice());
    let shops = if pages.is_empty() { None } else { Some(&shop.public_url) };
    let above: Vec<&str> = ["'self'"].into_iter().chain(pages.iter().chain(shops).map(String::as_str)).collect();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; frame-ancestors {}; base-uri 'none'",
        above.join(" ")
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

struct Words {
    lang: &'static str,
    title: &'static str,
    returning: &'static str,
    back: &'static str,
    closed: &'static str,
    wrong: &'static str,
    wrong_more: &'static str,
}

impl Words {
    fn of(lang: &str) -> &'static Self {
        Self::in_lang(lang).unwrap_or(&WORDS[1])
    }

    /// In the first of the browser's languages, which come in the order of its user's wishes.
    fn wanted_by(headers: &HeaderMap) -> &'static Self {
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        wanted.split(',').find_map(|tag| Self::in_lang(tag.trim().get(..2)?)).unwrap_or(&WORDS[1])
    }

    fn in_lang(lang: &str) -> Option<&'static Self> {
        WORDS.iter().find(|words| words.lang.eq_ignore_ascii_case(lang))
    }
}

static WORDS: [Words; 3] = [
    Words {
        lang: "kk",
        title: "Дүкенге оралу",
        returning: "Банк жауап берді. Дүкенге оралып жатырмыз…",
        back: "Тапсырысқа оралу",
        closed: "Бұл төлем тоқтатылған, картадан ақша алынған жоқ.",
        wrong: "Банктің жауабы қабылданбады.",
        wrong_more: "Бұл бет банктің жауабын қабылдау үшін ғана керек. Дүкенге оралып, тапсырыстың күйін қараңыз.",
    },
    Words {
        lang: "ru",
        title: "Возвращение в магазин",
        returning: "Банк ответил. Возвращаемся в магазин…",
        back: "Вернуться к заказу",
        closed: "Этот платёж отменён, деньги с карты не списаны.",
        wrong: "Ответ банка не принят.",
        wrong_more: "Эта страница нужна только для ответа банка. Вернитесь в магазин и посмотрите, что с заказом.",
    },
    Words {
        lang: "en",
        title: "Back to the store",
        returning: "The bank has answered. Going back to the store…",
        back: "Back to the order",
        closed: "This payment was cancelled; the card was not charged.",
        wrong: "The bank’s answer was not accepted.",
        wrong_more: "This page is only for the bank’s answer. Go back to the store to see what became of the order.",
    },
];
