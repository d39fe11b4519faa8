//! The bank's pages as HTML. Every value from outside is escaped.

use std::fmt::Write;

use cloudpayments_checkout::money::AmountStyle;

use crate::{
    bank::{
        Verdict,
        challenge::{Challenge, Outcome, Remark},
        desk::ArrivalError,
        words::Words,
    },
    culture::Culture,
    transaction::Transaction,
};

/// The page that asks for the code, or, once that is over, the form back to the store.
pub(crate) fn challenge(page: &str, challenge: &Challenge, transaction: &Transaction, merchant: &str) -> String {
    let culture = transaction.order.culture();
    match (challenge.outcome(), &challenge.term_url) {
        (Some(outcome), Some(term_url)) => back(culture, challenge.transaction, outcome, term_url),
        _ => asking(culture, page, challenge, transaction, merchant),
    }
}

/// The page that says why there is no challenge.
pub(crate) fn error(culture: Culture, error: ArrivalError) -> String {
    let words = Words::of(culture);
    let text = match error {
        ArrivalError::PaReq => words.error_pa_req,
        ArrivalError::Md => words.error_md,
        ArrivalError::TermUrl => words.error_term_url,
    };
    document(culture, words.error_title, &format!("<p role=\"alert\" class=\"remark\">{text}</p>"), false)
}

fn asking(culture: Culture, page: &str, challenge: &Challenge, transaction: &Transaction, merchant: &str) -> String {
    let words = Words::of(culture);
    let style = if culture == Culture::English { AmountStyle::Commas } else { AmountStyle::Spaces };
    let remark = match challenge.remark {
        Remark::None => "",
        Remark::Wrong(1) => words.wrong_one,
        Remark::Wrong(_) => words.wrong_two,
        Remark::Resent => words.resent,
    };
    let wrong = matches!(challenge.remark, Remark::Wrong(_));
    let remark = match remark {
        "" => String::new(),
        text => format!(
            "<p id=\"remark\" role=\"alert\" class=\"{}\">{text}</p>",
            if wrong { "remark" } else { "remark good" }
        ),
    };
    let described = if remark.is_empty() { "" } else { " aria-describedby=\"remark\"" };
    let invalid = if wrong { " aria-invalid=\"true\"" } else { "" };
    let body = format!(
        "<p>{lead}</p>\
         <dl>\
         <div><dt>{merchant_word}</dt><dd id=\"merchant\">{merchant}</dd></div>\
         <div><dt>{amount_word}</dt><dd id=\"amount\">{amount}</dd></div>\
         <div><dt>{card_word}</dt><dd id=\"card\">{card_type} •••• {last_four}</dd></div>\
         </dl>\
         <aside><h2>{phone}</h2><p>{sms} <output id=\"sms\">{code}</output></p></aside>\
         {remark}\
         <form method=\"post\" action=\"/acs/{page}\" autocomplete=\"off\">\
         <label for=\"code\">{code_word}</label>\
         <input id=\"code\" name=\"code\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\" required{described}{invalid}>\
         <button id=\"approve\" name=\"action\" value=\"approve\" class=\"main\">{approve}</button>\
         <div class=\"row\">\
         <button id=\"resend\" name=\"action\" value=\"resend\" formnovalidate>{resend}</button>\
         <button id=\"cancel\" name=\"action\" value=\"cancel\" formnovalidate>{cancel}</button>\
         </div>\
         </form>",
        lead = words.lead,
        merchant_word = words.merchant,
        merchant = escape(merchant),
        amount_word = words.amount,
        amount = transaction.amount.display(style),
        card_word = words.card,
        card_type = transaction.card.scheme.card_type(),
        last_four = escape(&transaction.card.last_four),
        phone = words.phone,
        sms = words.sms,
        code = challenge.code(),
        code_word = words.code,
        approve = words.approve,
        resend = words.resend,
        cancel = words.cancel,
    );
    document(culture, words.title, &body, false)
}

/// A real form with MD and PaRes. `return.js` sends it; where scripts do not run, the shopper presses the button.
fn back(culture: Culture, md: u64, outcome: &Outcome, term_url: &str) -> String {
    let words = Words::of(culture);
    let title = match outcome.verdict {
        Verdict::Passed => words.passed,
        Verdict::Failed => words.failed,
        Verdict::Cancelled => words.cancelled,
    };
    let body = format!(
        "<form id=\"return\" method=\"post\" action=\"{term_url}\">\
         <input type=\"hidden\" name=\"MD\" value=\"{md}\">\
         <input type=\"hidden\" name=\"PaRes\" value=\"{pa_res}\">\
         <button id=\"back\" class=\"main\">{back}</button>\
         </form>",
        term_url = escape(term_url),
        pa_res = escape(&outcome.pa_res),
        back = words.back,
    );
    document(culture, title, &body, true)
}

fn document(culture: Culture, title: &str, body: &str, returns: bool) -> String {
    let words = Words::of(culture);
    let script = if returns { "<script src=\"/acs/return.js\" defer></script>" } else { "" };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/acs/style.css\">\n{script}\n</head>\n\
         <body>\n<main>\n<header><span class=\"bank\">Sandbox Bank</span> <span class=\"secure\">3-D Secure</span></header>\n\
         <h1>{title}</h1>\n{body}\n<footer>{sandbox}</footer>\n</main>\n</body>\n</html>\n",
        lang = culture.tag(),
        sandbox = words.sandbox,
    )
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '<' | '>' | '"' | '\'' => {
                // Writing to a String cannot fail.
                let _ = write!(safe, "&#{};", u32::from(letter));
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_cannot_become_markup() {
        assert_eq!(escape(r#"<b a="1" b='2'>&"#), "&#60;b a=&#34;1&#34; b=&#39;2&#39;&#62;&#38;");
    }
}
