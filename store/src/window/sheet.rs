//! The file of the payment page's headers, `www/pay.headers`: one place for the demo, the tests and every kind of server.

use std::path::Path;

use axum::http::{HeaderName, HeaderValue};

use crate::origin;

/// Headers as they are sent, in the order of the file.
pub(super) type Headers = Vec<(HeaderName, HeaderValue)>;

/// What is filled into the file.
#[derive(Debug, Clone)]
pub(crate) struct Blanks {
    stores: String,
    script: String,
    api: String,
    bank: String,
}

impl Blanks {
    /// From the addresses of the provider's script and API, and the origins of the stores.
    pub(crate) fn new(script: &str, api: &str, stores: &[String]) -> Self {
        let api_origin = origin::of(api).unwrap_or_default();
        Self {
            stores: stores.join(" "),
            script: origin::of(script).unwrap_or_default(),
            bank: if origin::is_local(api) { format!("https: {api_origin}") } else { "https:".to_owned() },
            api: api_origin,
        }
    }

    fn of(&self, name: &str) -> Option<&str> {
        Some(match name {
            // A payment page takes orders only for the origin that shook hands with it.
            "stores" | "endpoints" => &self.stores,
            "script" => &self.script,
            "api" => &self.api,
            "bank" => &self.bank,
            _ => return None,
        })
    }
}

/// Reads the file of a folder of pages, and fills it in.
///
/// # Errors
/// Says what is wrong with the file, and in which line; whoever changed it can act.
pub(super) fn open(www: &Path, blanks: &Blanks) -> Result<Headers, String> {
    let path = www.join(FILE);
    let wrong = |wrong: String| format!("{}: {wrong}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|fault| wrong(fault.to_string()))?;
    read(&text, blanks).map_err(wrong)
}

fn read(text: &str, blanks: &Blanks) -> Result<Headers, String> {
    let mut headers = Headers::new();
    for (line, text) in unfolded(text) {
        let wrong = |what: &str| format!("line {line}: {what}");
        let (name, value) = text.split_once(':').ok_or_else(|| wrong("no colon, wanted `Name: value`"))?;
        let name = HeaderName::try_from(name).map_err(|_| wrong("the name is none of a header"))?;
        if headers.iter().any(|(there, _)| *there == name) {
            return Err(wrong("this header is there already"));
        }
        let value = fill(value.trim(), blanks).map_err(|what| wrong(&what))?;
        // What would mean something to a server's own configuration is in no header of ours.
        if value.is_empty() || value.contains(['\\', '$', '`', '{', '}']) {
            return Err(wrong("the value is empty, or holds one of \\ $ ` { }"));
        }
        headers.push((name, HeaderValue::try_from(value).map_err(|_| wrong("the value is none of a header"))?));
    }
    Ok(headers)
}

/// Lines that go on are put together; comments and empty lines are left out. With the number of each one's first line.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut whole: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        match whole.last_mut() {
            Some((_, above)) if line.starts_with([' ', '\t']) => {
                above.push(' ');
                above.push_str(bare);
            }
            _ => whole.push((at + 1, bare.to_owned())),
        }
    }
    whole
}

fn fill(value: &str, blanks: &Blanks) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("a `{` without its `}`")?;
        filled.push_str(before);
        filled.push_str(blanks.of(name).ok_or_else(|| format!("no such placeholder: {{{name}}}"))?);
        rest = after;
    }
    Ok(filled + rest)
}

/// Its name in the folder of pages.
const FILE: &str = "pay.headers";

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The file of this repository, as a shop beside the real gateway has it.
    pub(in super::super) fn real() -> Headers {
        let stores = ["https://shop.example".to_owned(), "https://www.shop.example".to_owned()];
        read(
            include_str!("../../../www/pay.headers"),
            &Blanks::new("https://checkout.tiptoppay.kz/checkout.js", "https://api.tiptoppay.kz", &stores),
        )
        .unwrap()
    }

    #[test]
    fn the_files_policy_names_the_hosts_of_the_settings_and_no_others() {
        let headers = real();
        let policy = headers.iter().find(|(name, _)| name == "content-security-policy").unwrap().1.to_str().unwrap();
        assert_eq!(
            policy,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' https://checkout.tiptoppay.kz; style-src 'self'; img-src 'self' data:; \
             connect-src 'self' https://api.tiptoppay.kz https://shop.example https://www.shop.example; \
             frame-src https: https://shop.example https://www.shop.example; form-action https:; \
             frame-ancestors https://shop.example https://www.shop.example; base-uri 'none'; \
             require-trusted-types-for 'script'; trusted-types cloudpayments-checkout"
        );
    }

    #[test]
    fn the_files_policy_allows_the_trusted_types_policy_that_the_component_makes() {
        // Looked for in the whole folder: where the one call stands is not this crate's affair.
        let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/handoff")).unwrap();
        let makes =
            |file: &Path| std::fs::read_to_string(file).unwrap().contains("createPolicy(\"cloudpayments-checkout\"");
        assert!(folder.map(|file| file.unwrap().path()).any(|file| makes(&file)));
    }

    #[test]
    fn a_line_that_is_wrong_is_named() {
        let blanks = Blanks::new("https://a.example", "https://b.example", &[]);
        for (text, wanted) in [
            ("X-One: 1\n\nnothing\n", "line 3: no colon"),
            ("X One: 1", "line 1: the name"),
            ("# x\nX-One: 1\nx-one: 2", "line 3: this header is there already"),
            ("X-One: {nobody}", "line 1: no such placeholder: {nobody}"),
            ("X-One: {stores", "line 1: a `{` without its `}`"),
            ("X-One: {stores}", "line 1: the value is empty"),
            ("X-One: $host", "line 1: the value is empty, or holds"),
            ("X-One: \u{7f}", "line 1: the value is none of a header"),
        ] {
            let wrong = read(text, &blanks).unwrap_err();
            assert!(wrong.starts_with(wanted), "{text}: {wrong}");
        }
        assert_eq!(read("X-One: 1\n  2\n# more\n\t3\nX-Two: {script}", &blanks).unwrap().len(), 2);
        assert_eq!(read("X-One: 1\n  2\n# more\n\t3", &blanks).unwrap()[0].1, "1 2 3");
    }
}
