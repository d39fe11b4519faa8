//! The parts of the test run, in their order.

use std::fmt;

use anyhow::Result;
use clap::ValueEnum;

use super::{Options, checks, contract, packages, runner};
use crate::workspace::Workspace;
use crate::{build, docs, examples, release, size, tidy};

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// rustfmt
    Fmt,
    /// the rules no compiler knows
    Tidy,
    /// clippy for the host
    Clippy,
    /// clippy for WebAssembly
    Wasm,
    /// unit and integration tests
    Host,
    /// examples in the documentation
    Doctest,
    /// the documentation itself
    Doc,
    /// building `pkg/`
    Build,
    /// how much a shopper downloads
    Size,
    /// the npm package: types, Node.js, packaging; the crate from its packed files
    Package,
    /// two builds of the npm package, to one byte
    Release,
    /// plain HTML, Vite with React and Next.js, with the packed package
    Examples,
    /// the running sandbox and store against what describes them
    Contract,
    /// tests of the crate in a browser
    Browser,
    /// a shopper in a real browser, the sandbox and the store
    E2e,
}

impl Part {
    /// Fast failures first, and whatever needs the longest installation last.
    pub(super) const ALL: &'static [Self] = &[
        Self::Fmt,
        Self::Tidy,
        Self::Clippy,
        Self::Host,
        Self::Doctest,
        Self::Doc,
        Self::Wasm,
        Self::Build,
        Self::Size,
        Self::Package,
        Self::Release,
        Self::Examples,
        Self::Contract,
        Self::Browser,
        Self::E2e,
    ];

    /// What is checked, and how long it takes.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Fmt => "rustfmt",
            Self::Tidy => "layers, file length, where secrets are read, forbidden words, examples",
            Self::Clippy => "clippy on everything that runs on a server (the first time: 3 minutes)",
            Self::Host => "unit and integration tests (the first time: 5 minutes)",
            Self::Doctest => "the examples in the documentation",
            Self::Doc => "the documentation of the code and the site build without a warning or a dead link",
            Self::Wasm => "clippy on what runs in the browser",
            Self::Build => "the npm package",
            Self::Size => "what a shopper downloads",
            Self::Package => "the npm package's types, in Node.js, and its packaging; the crate from its packed files",
            Self::Release => {
                "a build in another folder is the same to a byte, and its bill of materials as CycloneDX wants it"
            }
            Self::Examples => {
                "projects that install the packed package: plain HTML, Vite with React, Next.js (the first time: 3 minutes)"
            }
            Self::Contract => "schemathesis asks the sandbox and the store (a minute; the first time: 2 minutes)",
            Self::Browser => "the crate's tests in Chromium and Firefox (the first time: 4 minutes)",
            Self::E2e => "shoppers in Chromium, and some in Firefox and WebKit, with the sandbox and the store",
        }
    }

    /// # Errors
    /// The part failed, or what it needs cannot be installed.
    pub(super) fn run(self, workspace: &Workspace, options: &Options) -> Result<()> {
        match self {
            Self::Fmt => checks::fmt(workspace),
            Self::Tidy => tidy::run(workspace),
            Self::Clippy => checks::clippy(workspace),
            Self::Wasm => checks::wasm(workspace),
            Self::Host => runner::host(workspace, options.real),
            Self::Doctest => runner::doctests(workspace),
            Self::Doc => checks::doc(workspace).and_then(|()| docs::run(workspace)).map(|_| ()),
            Self::Build => build::run(workspace).map(|_| ()),
            Self::Size => size::gate(workspace),
            Self::Package => packages::test(workspace),
            Self::Release => release::test(workspace),
            Self::Examples => examples::test(workspace),
            Self::Contract => contract::test(workspace),
            Self::Browser => runner::browser(workspace, options),
            Self::E2e => runner::e2e(workspace, options),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.to_possible_value().map(|value| value.get_name().to_owned());
        out.write_str(name.as_deref().unwrap_or("?"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_run_once_and_is_called_as_on_the_command_line() {
        for part in Part::value_variants() {
            assert_eq!(Part::ALL.iter().filter(|listed| *listed == part).count(), 1, "{part}");
            assert_eq!(Part::from_str(&part.to_string(), false), Ok(*part));
        }
    }
}
