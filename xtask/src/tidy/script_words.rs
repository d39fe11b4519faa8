//! What no script of ours does: turn a text into HTML or code, which pages with Trusted Types refuse and which lets others' words in.

use super::{Finding, files};

pub(super) fn check(name: &str, text: &str) -> Vec<Finding> {
    if files::is_test(name) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("//") || code.starts_with('*') || code.starts_with("/*") {
            continue;
        }
        for word in FORBIDDEN {
            if starts_a_word(code, word) {
                findings.push(Finding::new(name, index + 1, format!("`{word}`: make the elements one by one")));
            }
        }
    }
    findings
}

fn starts_a_word(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
}

const FORBIDDEN: &[&str] =
    &["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write(", "eval(", "new Function("];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_turned_into_html_is_found() {
        for word in FORBIDDEN {
            assert_eq!(check("www/shop.js", &format!("let a;\n {word}(c);")).len(), 1, "{word}");
        }
        assert_eq!(
            check("www/shop.js", "// innerHTML is not used\nb.textContent = medieval(\"'wasm-unsafe-eval'\");"),
            []
        );
        assert_eq!(check("npm/test/page.test.js", "b.innerHTML = c;"), []);
    }
}
