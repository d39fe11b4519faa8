//! What axe-core finds on a page that keeps somebody out.

use std::fs;

use crate::{Failure, Outcome, World, album::root};

impl World {
    /// Holds the page on the screen, and what is in its shadow roots, against every rule of WCAG 2.2 A and AA that a program can judge,
    /// and axe's own best practices.
    pub async fn audit(&self, step: &str) -> Outcome {
        let found: Vec<String> =
            self.browser().execute_async(format!("{}\n{RUN}", axe()?), Vec::new()).await?.convert()?;
        if found.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!("{step} keeps somebody out:\n{}", found.join("\n"))))
    }
}

fn axe() -> Outcome<String> {
    let script = root().join("e2e/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&script).map_err(|error| {
        Failure::new(format!(
            "cannot read {}: {error}; `cargo xtask test --only e2e` installs it, and so does `npm ci` in e2e/",
            script.display()
        ))
    })
}

// The page's own frames are other pages, which have audits of their own. Forced colours are the system's, whatever the style says.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const contrast = { enabled: !matchMedia('(forced-colors: active)').matches };
    axe.run(document, { iframes: false, resultTypes: ['violations'], preload: false, rules: { 'color-contrast': contrast } }).then(
      ({ violations }) => done(violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any, all, none }) =>
        `${id}: ${help}: ${target.flat().join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`))),
      (error) => done([`axe failed: ${error}`]),
    );";
