//! Words that belong in no file: unfinished business, the hosts of package registries, folders of somebody's machine.

use super::code::has_word;
use super::{Finding, files};

pub(super) fn check(name: &str, text: &str) -> Vec<Finding> {
    if files::is_lock(name) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut found = |what: String| findings.push(Finding::new(name, index + 1, what));
        for word in UNFINISHED {
            if has_word(line, word) {
                found(format!("`{word}`: finish it, or file an issue"));
            }
        }
        for host in REGISTRIES {
            if line.contains(host) {
                found(format!("`{host}`: packages are named without the host they come from"));
            }
        }
        for folder in MACHINE {
            if names_a_folder(line, folder) {
                found(format!("`{folder}`: a folder of one machine; use a relative path, a setting, or a variable"));
            }
        }
    }
    findings
}

/// Whether the path starts here: a folder's name may also be in the middle of an address.
fn names_a_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|before| {
            before.is_alphanumeric() || matches!(before, '.' | '_' | '-' | '/' | '}' | ']' | '~' | ')')
        })
    })
}

// In two halves each, or this file would be found, too.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("deb.debian", ".org"),
    concat!("static.rust", "-lang.org"),
];
const MACHINE: &[&str] =
    &[concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/wo", "rk/"), concat!("C:", "\\")];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn caught(line: &str) {
        assert_eq!(
            check("docs/ANY.md", &format!("fine\n{line}\n")).first().map(|finding| finding.line),
            Some(2),
            "{line}"
        );
    }

    #[track_caller]
    fn passes(line: &str) {
        assert_eq!(check("docs/ANY.md", line), []);
    }

    #[test]
    fn unfinished_business_is_found() {
        for word in UNFINISHED {
            caught(&format!("// {word}: later"));
        }
        passes("mastodons, todos and fixmes are words like any other");
    }

    #[test]
    fn the_host_of_a_registry_is_found_outside_lock_files() {
        for host in REGISTRIES {
            caught(&format!("[badge](https://{host}/package)"));
            assert_eq!(check("npm/test/package-lock.json", host), []);
        }
    }

    #[test]
    fn a_folder_of_somebodys_machine_is_found() {
        for folder in MACHINE {
            caught(&format!("see {folder}someone"));
            caught(&format!("\"{folder}someone\""));
        }
        passes("https://shop.example/home/page and src/work/flow.rs");
    }
}
