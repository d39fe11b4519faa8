//! `cargo xtask tidy`: the rules of this repository that no compiler knows.

mod code;
mod files;
mod layers;
mod length;
mod paths;
mod rust_words;
mod script_words;
mod shown;
mod versions;
mod words;

use std::fmt;
use std::fs;

use anyhow::{Result, bail};

use crate::step;
use crate::workspace::Workspace;

/// A rule broken somewhere.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// The file, from the root.
    file: String,
    /// Counted from 1.
    line: usize,
    /// What was found and what is wanted.
    what: String,
}

impl Finding {
    fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Checks every file that git knows or would add.
///
/// # Errors
/// A rule is broken; every place is printed first.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let files = files::list(workspace)?;
    let mut findings = Vec::new();
    for name in &files {
        // What is not text has nothing to tidy.
        if let Ok(text) = fs::read_to_string(workspace.path(name)) {
            findings.extend(check(name, &text));
        }
    }
    findings.extend(versions::check(workspace)?);
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} places are not as DESIGN and CONTRIBUTING want them", findings.len());
    }
    step::say(format!("{} files are tidy", files.len()));
    Ok(())
}

fn check(name: &str, text: &str) -> Vec<Finding> {
    let mut findings = length::check(name, text);
    findings.extend(words::check(name, text));
    if files::is_rust(name) {
        let code = code::Code::of(text);
        findings.extend(layers::check(name, &code));
        findings.extend(rust_words::check(name, &code));
        findings.extend(shown::check(name, text, &code));
    }
    if files::is_script(name) {
        findings.extend(script_words::check(name, text));
    }
    findings
}
