//! The payment page's headers as the configuration of a server.

use std::fmt::Write as _;

use axum::http::{HeaderName, HeaderValue};

/// Whose configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Lines for a `server` block.
    Nginx,
    /// A block for a site of a Caddyfile.
    Caddy,
    /// A file `_headers`, as Netlify and Cloudflare Pages read it.
    Netlify,
}

impl Form {
    /// The headers in this form.
    pub(super) fn write(self, headers: &[(HeaderName, HeaderValue)]) -> String {
        let (before, after) = match self {
            Self::Nginx => ("# A `location` with an `add_header` of its own needs all of these again.\n", ""),
            Self::Caddy => ("header {\n", "}\n"),
            Self::Netlify => ("/*\n", ""),
        };
        let mut text = before.to_owned();
        for (name, value) in headers {
            let value = value.to_str().unwrap_or_default();
            // The file's reader lets no backslash, dollar, backquote or brace through; a quote is all there is to escape.
            let quoted = value.replace('"', "\\\"");
            let _ = match self {
                Self::Nginx => writeln!(text, "add_header {name} \"{quoted}\" always;"),
                Self::Caddy => writeln!(text, "\t{name} \"{quoted}\""),
                Self::Netlify => writeln!(text, "  {name}: {value}"),
            };
        }
        text + after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: Form, text: &str) -> Vec<(HeaderName, HeaderValue)> {
        let unquoted = |text: &str| text.strip_prefix('"')?.strip_suffix('"').map(|text| text.replace("\\\"", "\""));
        let line = |line: &str| {
            let (name, value) = match form {
                Form::Nginx => {
                    let (name, value) = line.strip_prefix("add_header ")?.strip_suffix(" always;")?.split_once(' ')?;
                    (name, unquoted(value)?)
                }
                Form::Caddy => {
                    let (name, value) = line.strip_prefix('\t')?.split_once(' ')?;
                    (name, unquoted(value)?)
                }
                Form::Netlify => {
                    let (name, value) = line.strip_prefix("  ")?.split_once(": ")?;
                    (name, value.to_owned())
                }
            };
            Some((name.parse().unwrap(), value.parse().unwrap()))
        };
        text.lines().filter_map(line).collect()
    }

    #[test]
    fn every_form_says_what_the_file_says() {
        let mut headers = super::super::sheet::tests::real();
        headers.push(("x-quoted".parse().unwrap(), "self \"https://shop.example\"".parse().unwrap()));
        assert!(headers.len() > 7);
        for form in [Form::Nginx, Form::Caddy, Form::Netlify] {
            let text = form.write(&headers);
            assert_eq!(read(form, &text), headers, "{text}");
        }
    }

    #[test]
    fn a_form_looks_as_its_server_wants_it() {
        let headers = [("x-one".parse().unwrap(), "a \"b\"".parse().unwrap())];
        assert!(Form::Nginx.write(&headers).ends_with("\nadd_header x-one \"a \\\"b\\\"\" always;\n"));
        assert_eq!(Form::Caddy.write(&headers), "header {\n\tx-one \"a \\\"b\\\"\"\n}\n");
        assert_eq!(Form::Netlify.write(&headers), "/*\n  x-one: a \"b\"\n");
    }
}
