//! One noun or verb per file: past 400 lines a file has two. `lib.rs` of the component is a table of contents.

use super::{Finding, files};

pub(super) fn check(name: &str, text: &str) -> Vec<Finding> {
    if !(files::is_rust(name) || files::is_script(name) || files::is_style(name)) {
        return Vec::new();
    }
    let limit = match name {
        "src/lib.rs" => CONTENTS,
        _ if files::is_test(name) => TESTS,
        _ => FILE,
    };
    let lines = text.lines().count();
    if lines <= limit {
        return Vec::new();
    }
    vec![Finding::new(
        name,
        limit + 1,
        format!("{lines} lines; wanted at most {limit}: give a part of it a file of its own"),
    )]
}

const FILE: usize = 400;
/// Tables of cases are long without being about two things.
const TESTS: usize = 600;
const CONTENTS: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_too_long_is_found_and_one_that_just_fits_is_not() {
        assert!(check("src/card/number.rs", &"x\n".repeat(400)).is_empty());
        assert!(check("src/card/number.rs", &"x\n".repeat(401))[0].what.contains("401 lines"));
        assert!(!check("src/lib.rs", &"x\n".repeat(81)).is_empty());
        assert!(!check("www/shop.css", &"x\n".repeat(401)).is_empty());
        assert!(check("tests/flow.rs", &"x\n".repeat(600)).is_empty());
        assert!(!check("tests/flow.rs", &"x\n".repeat(601)).is_empty());
        assert!(check("README.md", &"x\n".repeat(900)).is_empty());
    }
}
