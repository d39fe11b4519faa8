//! The witness, put into a page before every script of its own.

/// What a page gets as its first script, where its policy lets that script run and tell.
pub(super) fn with_witness(page: &str, policy: &str) -> Option<String> {
    if !(allows_self(policy, "script-src") && allows_self(policy, "connect-src")) {
        return None;
    }
    let (before, after) = page.split_once("<head>")?;
    Some(format!("{before}<head><script src=\"{SCRIPT}\"></script>{after}"))
}

/// Where the witness is, and where it tells what it saw, on every origin.
pub(super) const SCRIPT: &str = "/.witness.js";
pub(super) const TELL: &str = "/.witness";
pub(super) const WITNESS: &str = include_str!("../witness.js");

fn allows_self(policy: &str, directive: &str) -> bool {
    let mut named = policy
        .split(';')
        .map(str::split_whitespace)
        .filter_map(|mut words| (words.next() == Some(directive)).then_some(words));
    named.next().is_some_and(|mut sources| sources.any(|source| source == "'self'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_witness_comes_first_where_it_may_run_and_tell() {
        let page = "<html><head><meta charset=utf-8></head>";
        let told = with_witness(page, "default-src 'none'; script-src 'self' https:; connect-src 'self'").unwrap();
        assert!(told.contains("<head><script src=\"/.witness.js\"></script><meta"), "{told}");
        assert_eq!(with_witness(page, "default-src 'none'; script-src 'self'"), None);
        assert_eq!(with_witness("no page", "script-src 'self'; connect-src 'self'"), None);
    }
}
