//! Panics become traps.
//!
//! Nobody reads what a panic of the shipped module says: it ends the module, and the console shows `unreachable`. Its words, their
//! formatting and the places they name would be 3 KB brotli of the package, so they are taken out of the built file: what nightly
//! compilers do with `panic = "immediate-abort"`. Tests run on builds that have them.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{DataKind, ElementItems, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use super::sections::{HEADER, in_memory, leb, section};

/// The same module, in which a panic traps at once. It must have its names still.
///
/// # Errors
/// Something other than a panic uses what goes with them, or the module cannot be read.
pub(super) fn trapping(wasm: &[u8]) -> Result<Vec<u8>> {
    let module = Module::read(wasm).context("cannot read the built WebAssembly")?;
    module.check()?;
    let mut bytes = wasm.to_vec();
    for place in module.places(wasm).into_iter().chain(module.words(wasm)) {
        bytes[place].fill(0);
    }
    let mut code = Vec::new();
    leb(&mut code, module.functions.len());
    for function in &module.functions {
        let body = if function.role == Role::Work { &bytes[function.body.clone()] } else { TRAP };
        leb(&mut code, body.len());
        code.extend(body);
    }
    let table = module.table(&bytes);
    let mut result = bytes[..HEADER].to_vec();
    for (id, content) in &module.sections {
        let content = match *id {
            CODE => &code,
            TABLE => &table,
            _ => &bytes[content.clone()],
        };
        section(&mut result, *id, content);
    }
    Ok(result)
}

struct Module {
    sections: Vec<(u8, Range<usize>)>,
    functions: Vec<Function>,
    /// Functions that are imported: they come first when functions are counted.
    imported: usize,
    /// The functions that are called by number, and what stands before their list in the file.
    called: Vec<usize>,
    before: Range<usize>,
    /// Where in memory the data is laid, and where in the file it is.
    data: Vec<(usize, Range<usize>)>,
}

struct Function {
    name: String,
    role: Role,
    body: Range<usize>,
    calls: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Work,
    /// Ends in a panic, always.
    Panic,
    /// Part of something that only a panic would use, or nobody.
    Unused,
}

impl Module {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut module = Self {
            sections: Vec::new(),
            functions: Vec::new(),
            imported: 0,
            called: Vec::new(),
            before: 0..0,
            data: Vec::new(),
        };
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((id, content)) = payload.as_section() {
                module.sections.push((id, in_memory(&content)?));
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut calls = Vec::new();
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } = operator? {
                            calls.push(function_index as usize);
                        }
                    }
                    let body = in_memory(&body.range())?;
                    module.functions.push(Function { name: String::new(), role: Role::Work, body, calls });
                }
                Payload::ElementSection(lists) => {
                    let section = in_memory(&lists.range())?;
                    let mut lists = lists.into_iter();
                    let (Some(list), None) = (lists.next(), lists.next()) else {
                        bail!("the built WebAssembly has several lists of functions that are called by number");
                    };
                    let ElementItems::Functions(list) = list?.items else { bail!("that list has something else") };
                    module.before = section.start..in_memory(&list.range())?.start;
                    for index in list {
                        module.called.push(index? as usize);
                    }
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        if let DataKind::Active { offset_expr, .. } = segment.kind
                            && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                        {
                            let end = usize::try_from(segment.range.end)?;
                            module.data.push((usize::try_from(value)?, end - segment.data.len()..end));
                        }
                    }
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(sections) = custom.as_known() {
                        for section in sections {
                            if let Name::Function(functions) = section? {
                                for naming in functions {
                                    let naming = naming?;
                                    names.insert(naming.index as usize, without_hashes(naming.name));
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        for (index, function) in module.functions.iter_mut().enumerate() {
            let name = names.remove(&(index + module.imported));
            function.name = name.with_context(|| format!("function {index} has no name"))?;
            function.role = role(&function.name);
        }
        Ok(module)
    }

    /// Whether what is not shipped is reached by panics alone, so that it can go with them.
    fn check(&self) -> Result<()> {
        for function in self.functions.iter().filter(|function| function.role == Role::Work) {
            for called in &function.calls {
                let called = called.checked_sub(self.imported).and_then(|index| self.functions.get(index));
                if let Some(called) = called.filter(|called| called.role == Role::Unused) {
                    bail!(
                        "`{}` calls `{}`, which is not shipped: see xtask/src/build/panics.rs",
                        function.name,
                        called.name
                    );
                }
            }
        }
        Ok(())
    }

    /// The functions that are called by number, where one that traps stands for all that do: of another type than wanted, it does, too.
    fn table(&self, wasm: &[u8]) -> Vec<u8> {
        let traps = |index: &usize| {
            let function = index.checked_sub(self.imported).and_then(|index| self.functions.get(index));
            function.is_some_and(|function| function.role != Role::Work)
        };
        let one = self.called.iter().copied().find(traps);
        let mut table = wasm[self.before.clone()].to_vec();
        leb(&mut table, self.called.len());
        for index in &self.called {
            leb(&mut table, one.filter(|_| traps(index)).unwrap_or(*index));
        }
        table
    }

    /// Where the file has a `core::panic::Location`, or the path that it names.
    fn places(&self, wasm: &[u8]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for (address, segment) in &self.data {
            let aligned = (4 - address % 4) % 4;
            let mut at = segment.start + aligned;
            while at + LOCATION <= segment.end {
                let word = |index: usize| -> usize {
                    let bytes = wasm[at + index * 4..].first_chunk().copied().unwrap_or_default();
                    u32::from_le_bytes(bytes) as usize
                };
                let path = self.in_file(word(0), word(1)).filter(|path| wasm[path.clone()].ends_with(b".rs"));
                if let Some(path) = path.filter(|_| (1..100_000).contains(&word(2)) && (1..1000).contains(&word(3))) {
                    places.extend([at..at + LOCATION, path]);
                }
                at += 4;
            }
        }
        places
    }

    /// Where the file has what panics say, which the panics that became traps do not.
    fn words(&self, wasm: &[u8]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for (_, segment) in &self.data {
            for words in WORDS {
                let data = &wasm[segment.clone()];
                let found = data.windows(words.len()).enumerate().filter(|(_, found)| *found == words.as_bytes());
                places.extend(found.map(|(at, _)| segment.start + at..segment.start + at + words.len()));
            }
        }
        places
    }

    /// Where in the file a piece of memory comes from.
    fn in_file(&self, address: usize, length: usize) -> Option<Range<usize>> {
        self.data.iter().find_map(|(start, segment)| {
            let from = segment.start + address.checked_sub(*start)?;
            (from + length <= segment.end).then_some(from..from + length)
        })
    }
}

fn role(name: &str) -> Role {
    let is_any = |of: &[&str]| of.iter().any(|part| name.contains(part));
    let drops_a_writer = name.starts_with("core::ptr::drop_in_place") && name.contains("core::fmt::");
    if !name.contains("cloudpayments_checkout") && is_any(PANICS) {
        Role::Panic
    } else if is_any(UNUSED) && !drops_a_writer {
        Role::Unused
    } else {
        Role::Work
    }
}

/// `core[c5930c85a12de822]::fmt::write` as `core::fmt::write`.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for (index, part) in name.split('[').enumerate() {
        match part.split_once(']') {
            Some((hash, rest)) if index > 0 && hash.len() == 16 => plain.push_str(rest),
            _ if index > 0 => plain.extend(["[", part]),
            _ => plain.push_str(part),
        }
    }
    plain
}

/// Functions of the standard library, and of wasm-bindgen, that never return.
const PANICS: &[&str] = &[
    "core::panicking::",
    "std::panicking::",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
    "core::cell::panic_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "std::thread::local::panic_access_error",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "wasm_bindgen::throw_str",
    "wasm_bindgen::__rt::borrow_fail",
    "wasm_bindgen::__rt::throw_null",
];

/// What those functions are handed to say, or would throw.
const WORDS: &[&str] = &[
    "attempted to take ownership of Rust value while it was borrowed",
    "closure invoked recursively or after being dropped",
    "null pointer passed to rust",
    "recursive use of an object detected which would lead to unsafe aliasing in rust",
    "Attempted to initialize thread-local while it is being dropped",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "Tried to shrink to a larger capacity",
    "capacity overflow",
];

/// Formatting, the futures that js-sys brings along, and what would call Rust from JavaScript's own functions, of which the module makes
/// none: all are in tables, so that wasm-opt takes them for used.
const UNUSED: &[&str] = &["core::fmt::", "js_sys::futures::", "wasm_bindgen::convert::closures::"];

/// No locals; `unreachable`, `end`.
const TRAP: &[u8] = &[0, 0, 0x0b];
const TABLE: u8 = 9;
const CODE: u8 = 10;
/// A path's address and length, a line, a column.
const LOCATION: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn module(work: &str) -> Vec<u8> {
        wat::parse_str(format!(
            r#"(module
                (import "a" "b" (func $now))
                (memory 1)
                (func ${work} call $now call $"core[0123456789abcdef]::panicking::panic_fmt")
                (func $"core[0123456789abcdef]::panicking::panic_fmt" call $"core::fmt::write" unreachable)
                (func $"core::fmt::write" nop nop nop)
                (data (i32.const 1024) "src/card.rs!\00\04\00\00\0b\00\00\00\2a\00\00\00\05\00\00\00capacity overflow, kept"))"#
        ))
        .unwrap()
    }

    #[test]
    fn a_panic_traps_and_what_it_would_have_said_is_gone() {
        let wasm = trapping(&module("\"card::parse\"")).unwrap();
        let read = Module::read(&wasm).unwrap();
        let length = |name: &str| read.functions.iter().find(|function| function.name == name).unwrap().body.len();
        assert_eq!((length("core::panicking::panic_fmt"), length("core::fmt::write")), (3, 3));
        assert_eq!(length("card::parse"), 6);
        let holds = |text: &[u8]| wasm.windows(text.len()).any(|found| found == text);
        assert!(!holds(b"card.rs") && !holds(b"\x2a\0\0\0\x05") && holds(b"!\0") && holds(b", kept"));
        assert!(!holds(b"overflow"));
    }

    #[test]
    fn of_the_functions_that_are_called_by_number_one_traps_for_all_that_do() {
        let wasm = wat::parse_str(
            r#"(module
                (import "a" "b" (func $now))
                (table 5 funcref)
                (func $"card::is_space")
                (func $"core::fmt::write" (param i32))
                (func $"wasm_bindgen::convert::closures::_::invoke" (param f64))
                (elem (i32.const 1) $now $"card::is_space" $"core::fmt::write" $"wasm_bindgen::convert::closures::_::invoke"))"#,
        );
        let wasm = trapping(&wasm.unwrap()).unwrap();
        assert_eq!(Module::read(&wasm).unwrap().called, [0, 1, 2, 2]);
    }

    #[test]
    fn text_that_is_formatted_outside_of_a_panic_is_refused() {
        let wasm =
            wat::parse_str(r#"(module (func $"card::show" call $"core::fmt::write") (func $"core::fmt::write"))"#);
        let error = trapping(&wasm.unwrap()).unwrap_err().to_string();
        assert!(error.contains("`card::show` calls `core::fmt::write`"), "{error}");
    }

    #[test]
    fn only_hashes_are_cut_from_a_name() {
        assert_eq!(without_hashes("<core[c5930c85a12de822]::fmt::Formatter>::pad"), "<core::fmt::Formatter>::pad");
        assert_eq!(without_hashes("alloc::slice::<impl [T]>::to_vec"), "alloc::slice::<impl [T]>::to_vec");
    }
}
