//! The glue that wasm-bindgen writes, made part of one bundle with the scripts of the crate.
//!
//! WebAssembly and glue call each other by long names that change with every version. wasm-opt gives the WebAssembly short ones and
//! says which; here the glue's side is prepared, so that esbuild can follow with [`Names::cache`].

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What wasm-opt renamed.
#[derive(Debug)]
pub(super) struct Names {
    /// Module, name and new name of each function the WebAssembly imports.
    imports: Vec<[String; 3]>,
    /// Name and new name of what it exports.
    exports: Vec<[String; 2]>,
}

impl Names {
    /// Reads what wasm-opt prints after `--minify-imports-and-exports-and-modules`.
    ///
    /// # Errors
    /// It is another text, or a name is not safe to replace wherever a script has it.
    pub(super) fn read(printed: &str) -> Result<Self> {
        let names: Value = serde_json::from_str(printed).context("wasm-opt printed no list of names")?;
        let imports: Vec<[String; 3]> = serde_json::from_value(names["imports"].clone())?;
        let exports: Vec<[String; 2]> = serde_json::from_value(names["exports"].clone())?;
        let mut seen = BTreeSet::new();
        if let Some([_, name, _]) = imports.iter().find(|[_, name, _]| !seen.insert(name)) {
            bail!("the WebAssembly imports {name} from two modules, and wasm-opt gives both one name; rename one");
        }
        // Methods of the browser are in camel case; one of their names may not be replaced.
        let plain = exports.iter().map(|[name, _]| name).find(|name| *name != "memory" && !name.contains('_'));
        if let Some(name) = plain {
            bail!("the exported function {name} may be called like one of the browser's; give it a name of two words");
        }
        Ok(Self { imports, exports })
    }

    /// The old and the new names that scripts have as properties, for esbuild's `--mangle-cache`.
    pub(super) fn cache(&self) -> BTreeMap<&str, &str> {
        let imports = self.imports.iter().filter(|[module, ..]| module == GLUE);
        let imports = imports.map(|[_, name, new]| (name.as_str(), new.as_str()));
        imports.chain(self.exports.iter().map(|[name, new]| (name.as_str(), new.as_str()))).collect()
    }

    /// Of the glue's functions those that the WebAssembly imports. A line of eight spaces and a name begins one, one of eight spaces
    /// and a bracket ends it.
    fn used(&self, functions: &str) -> String {
        let mut kept = String::new();
        let mut is_used = true;
        for line in functions.split_inclusive('\n') {
            let name = line.strip_prefix("        ").and_then(|line| line.split_once(": ")).map(|(name, _)| name);
            if let Some(name) = name.filter(|name| !name.starts_with(' ')) {
                is_used = self.imports.iter().any(|[_, import, _]| import == name);
            }
            if is_used || line.starts_with("    }") {
                kept.push_str(line);
            }
        }
        kept
    }

    /// The functions imported straight from a script of the crate, and their new names.
    fn own(&self, module: &str) -> impl Iterator<Item = (&str, &str)> {
        let from = self.imports.iter().filter(move |[from, ..]| from == module);
        from.map(|[_, name, new]| (name.as_str(), new.as_str()))
    }
}

/// What becomes of the old buffer when memory grows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Memory {
    /// It has no length any more. To look at that is quicker than to ask for the buffer, which engines make an object for.
    WebAssembly,
    /// It stays as it was, with all its length.
    Script,
}

/// The glue as a module that lies in a folder beside `src/`, with two exports for `index.js`: `imports()`, everything the
/// WebAssembly asks for, and `run(instance)`.
///
/// # Errors
/// This wasm-bindgen writes another kind of glue.
pub(super) fn module(glue: &str, names: &Names, memory: Memory) -> Result<String> {
    let mut glue = without_undoing(glue);
    for (needless, instead) in NEEDLESS {
        // What is not there any more is not left out either, but written in another way.
        split(&glue, needless)?;
        glue = glue.replace(needless, instead);
    }
    let (before, after) = split(&glue, IS_STALE)?;
    let is_stale = match memory {
        Memory::WebAssembly => "!cachedUint8ArrayMemory0?.length",
        Memory::Script => "cachedUint8ArrayMemory0?.buffer !== wasm.memory.buffer",
    };
    let glue = format!("{before}{is_stale}{after}");
    let (start, rest) = split(&glue, TABLE_START)?;
    let (table, end) = split(rest, TABLE_END)?;
    let (functions, _) = split(table, TABLE_RETURN)?;
    let mut imports = Vec::new();
    let mut own = Vec::new();
    for line in start.lines() {
        match snippet(line) {
            // One name for the whole script: its functions are what the WebAssembly imports straight.
            Some((path, script)) if line.starts_with("import * as ") => {
                for (name, new) in names.own(path) {
                    imports.push(format!("import {{ {name} as {name}_ }} from \"../{script}\";"));
                    own.push(format!("        {new:?}: {name}_,\n"));
                }
            }
            // The module asks where its own objects begin in the glue's list of them.
            None if line.contains(OBJECTS) => {
                own.extend(names.own(OBJECTS).map(|(_, new)| format!("        {new:?}: () => {FIRST_OBJECT},\n")));
            }
            Some((path, script)) => imports.push(line.replace(path, &format!("../{script}"))),
            None => imports.push(line.to_owned()),
        }
    }
    if own.len() + names.cache().len() != names.imports.len() + names.exports.len() {
        bail!("the WebAssembly imports functions from a module that its glue does not");
    }
    let (imports, own) = (imports.join("\n"), own.concat());
    let functions = names.used(functions);
    Ok(format!("{imports}\n{TABLE_START}{own}{functions}{RETURN}{end}{EXPORTS}"))
}

/// What is passed is freed again where a later argument turns out to be no text. Ours all are.
fn without_undoing(glue: &str) -> String {
    let mut kept = String::new();
    let mut undoes = false;
    for line in glue.split_inclusive('\n') {
        match line {
            "        try {\n" => {}
            "        } catch (e) {\n" => undoes = true,
            "        }\n" if undoes => undoes = false,
            _ if undoes => {}
            _ => kept.push_str(line),
        }
    }
    kept
}

/// The address of the crate's script that an import statement names, and the script's path in the crate.
fn snippet(line: &str) -> Option<(&str, &str)> {
    let path = &line[line.find("./snippets/")?..];
    let path = &path[..path.find(['"', '\''])?];
    Some((path, path.splitn(4, '/').nth(3)?))
}

fn split<'a>(text: &'a str, at: &str) -> Result<(&'a str, &'a str)> {
    text.split_once(at).with_context(|| unknown(at))
}

fn unknown(missing: &str) -> String {
    format!("this wasm-bindgen writes glue without {missing:?}: mend xtask/src/build/glue.rs")
}

/// The module that the glue itself is to the WebAssembly.
const GLUE: &str = "./core_bg.js";
const OBJECTS: &str = "__wbindgen_externref_xform__";
/// Before them are 1,024 places without a use, `undefined`, `null`, `true` and `false`.
const FIRST_OBJECT: u32 = 1028;
/// How the glue knows that memory has grown.
const IS_STALE: &str = "cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0";
const TABLE_START: &str = "    const import0 = {\n        __proto__: null,\n";
const TABLE_RETURN: &str = "    return {\n        __proto__: null,\n";
const TABLE_END: &str = "    };\n}\n";
/// After wasm-opt all imports are from the one module `a`.
const RETURN: &str = "    return { a: import0 };\n}\n";
const EXPORTS: &str = "\nexport { __wbg_get_imports as imports, __wbg_finalize_init as run };\n";

/// What wasm-bindgen writes for engines that cannot run the module anyway (it copies and fills memory in bulk: Safari 15), for
/// 2 GB of text, for allocators that cannot reallocate, and for objects that nobody frees; and what stands in for it.
const NEEDLESS: &[(&str, &str)] = &[
    (
        "const ComponentFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_component_free(ptr, 1));
",
        "",
    ),
    (
        "    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        cachedTextDecoder.decode();
        numBytesDecoded = bytes.length;
    }
",
        "",
    ),
    (
        "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
",
        "",
    ),
    (
        "    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }
",
        "",
    ),
    // What a key brings is short and in ASCII. A decoder is called for, not compiled: in Chromium that takes longer than all of its letters.
    (
        "    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
",
        "    const mem = getUint8ArrayMemory0();
    let text = '';
    for (let at = ptr; at < ptr + len; at++) {
        if (len > 32 || mem[at] > 0x7F) return decodeText(mem.subarray(ptr, ptr + len));
        text += String.fromCharCode(mem[at]);
    }
    return text;
",
    ),
    // WebAssembly makes numbers of what it is given itself.
    (" = +", " = "),
    // Of a text that begins otherwise, too, what is left is the same.
    (
        "        if (offset !== 0) {\n            arg = arg.slice(offset);\n        }\n",
        "        arg = arg.slice(offset);\n",
    ),
    // No place is beyond 2 GB.
    (" = malloc(len, 1) >>> 0;", " = wasm.__wbindgen_malloc(len, 1);"),
    (
        " = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;",
        " = wasm.__wbindgen_realloc(ptr, len, len = offset + arg.length * 3, 1);",
    ),
    (" = realloc(ptr, len, offset, 1) >>> 0;", " = wasm.__wbindgen_realloc(ptr, len, offset, 1);"),
    // There is one heap.
    ("(arg, malloc, realloc) {", "(arg) {"),
    (", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")"),
    // A surface that closes frees its component, and asks it no more.
    (
        "    __destroy_into_raw() {
        const ptr = this.__wbg_ptr;
        this.__wbg_ptr = 0;
        ComponentFinalization.unregister(this);
        return ptr;
    }
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_component_free(ptr, 0);
",
        "    free() {\n        wasm.__wbg_component_free(this.__wbg_ptr, 0);\n",
    ),
    ("        ComponentFinalization.register(this, this.__wbg_ptr, this);\n", ""),
    ("cachedTextDecoder.decode();\n", ""),
    ("if (Symbol.dispose) Component.prototype[Symbol.dispose] = Component.prototype.free;\n", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{ "imports": [["./core_bg.js", "__wbg_now_1", "b"], ["./snippets/shop-0a1b/src/element/class.js", "adopt", "c"]],
        "exports": [["memory", "d"], ["start_elements", "e"]] }"#;

    fn needless() -> String {
        NEEDLESS.iter().map(|(needless, _)| *needless).collect()
    }

    fn glue() -> String {
        format!(
            "import {{ Mishap }} from './snippets/shop-0a1b/src/api/error.js';\nimport * as import1 from \"./snippets/shop-0a1b/src/element/class.js\"\n\
             function __wbg_get_imports() {{\n{TABLE_START}        __wbg_now_1: function() {{\n        }},\n    }};\n{TABLE_RETURN}        \"./core_bg.js\": import0,\n{TABLE_END}let wasm;\nif ({IS_STALE}) look();\n{}",
            needless()
        )
    }

    #[test]
    fn everything_the_webassembly_imports_ends_up_in_one_table() {
        let module = module(&glue(), &Names::read(PRINTED).unwrap(), Memory::WebAssembly).unwrap();
        assert!(module.starts_with("import { Mishap } from '../src/api/error.js';\nimport { adopt as adopt_ } from \"../src/element/class.js\";\n"), "{module}");
        assert!(
            module.contains("__proto__: null,\n        \"c\": adopt_,\n        __wbg_now_1: function() {"),
            "{module}"
        );
        assert!(module.contains("    };\n    return { a: import0 };\n}\nlet wasm;\n"), "{module}");
        assert!(module.ends_with("export { __wbg_get_imports as imports, __wbg_finalize_init as run };\n"), "{module}");
    }

    #[test]
    fn what_the_webassembly_imports_no_more_is_left_out() {
        let glue = glue().replace(
            "        __wbg_now_1: function() {\n        },\n",
            "        __wbg_get_2: function() { return handleError(function (arg0) {\n            return arg0;\n        }, arguments); },\n\
             __wbg_now_1: function() {\n            now();\n        },\n        __wbg_set_3: function(arg0) {\n        },\n",
        );
        let glue = glue.replace("\n__wbg_now_1", "\n        __wbg_now_1");
        let module = module(&glue, &Names::read(PRINTED).unwrap(), Memory::WebAssembly).unwrap();
        let table = "        \"c\": adopt_,\n        __wbg_now_1: function() {\n            now();\n        },\n    };\n    return { a: import0 };\n";
        assert!(module.contains(table), "{module}");
    }

    #[test]
    fn memory_is_looked_at_anew_whenever_its_buffer_is_another() {
        let names = Names::read(PRINTED).unwrap();
        for (memory, is_stale) in [
            (Memory::WebAssembly, "!cachedUint8ArrayMemory0?.length"),
            (Memory::Script, "cachedUint8ArrayMemory0?.buffer !== wasm.memory.buffer"),
        ] {
            let script = module(&glue(), &names, memory).unwrap();
            assert!(script.contains(&format!("if ({is_stale}) look();")), "{script}");
        }
        let error = module(&glue().replace(IS_STALE, "grown()"), &names, Memory::Script).unwrap_err().to_string();
        assert!(error.contains("mend xtask/src/build/glue.rs"), "{error}");
    }

    #[test]
    fn what_no_engine_needs_is_left_out() {
        let module = module(&glue(), &Names::read(PRINTED).unwrap(), Memory::WebAssembly).unwrap();
        assert!(NEEDLESS.iter().all(|(needless, _)| !module.contains(needless)), "{module}");
    }

    #[test]
    fn what_is_written_in_another_way_by_now_is_not_passed_over() {
        for (needless, _) in NEEDLESS {
            let glue = glue().replace(needless, "another();");
            let error = module(&glue, &Names::read(PRINTED).unwrap(), Memory::WebAssembly).unwrap_err().to_string();
            assert!(error.contains("mend xtask/src/build/glue.rs"), "{error}");
        }
    }

    #[test]
    fn a_call_is_not_undone() {
        let glue = "    pay(a, b) {\n        let ptr0, ptr1;\n        try {\n            ptr0 = pass(a);\n        } catch (e) {\n            if (ptr0) { free(ptr0); }\n            throw e;\n        }\n        wasm.pay(ptr0);\n    }\n";
        assert_eq!(
            without_undoing(glue),
            "    pay(a, b) {\n        let ptr0, ptr1;\n            ptr0 = pass(a);\n        wasm.pay(ptr0);\n    }\n"
        );
    }

    #[test]
    fn names_that_are_properties_in_scripts_are_renamed_there() {
        let names = Names::read(PRINTED).unwrap();
        let cache: Vec<_> = names.cache().into_iter().collect();
        assert_eq!(cache, [("__wbg_now_1", "b"), ("memory", "d"), ("start_elements", "e")]);
    }

    #[test]
    fn a_name_that_the_browser_may_have_too_is_refused() {
        let error = Names::read(r#"{ "imports": [], "exports": [["define", "a"]] }"#).unwrap_err();
        assert!(error.to_string().contains("define"), "{error}");
    }

    #[test]
    fn one_name_from_two_modules_is_refused() {
        let error =
            Names::read(r#"{ "imports": [["a.js", "ask", "a"], ["b.js", "ask", "a"]], "exports": [] }"#).unwrap_err();
        assert!(error.to_string().contains("ask from two modules"), "{error}");
    }

    #[test]
    fn glue_of_another_kind_is_refused() {
        let names = Names::read(PRINTED).unwrap();
        assert!(
            module("let wasm;", &names, Memory::WebAssembly)
                .unwrap_err()
                .to_string()
                .contains("mend xtask/src/build/glue.rs")
        );
        let unknown = glue().replace("import * as import1 from \"./snippets/shop-0a1b/src/element/class.js\"\n", "");
        assert!(module(&unknown, &names, Memory::WebAssembly).unwrap_err().to_string().contains("its glue does not"));
    }
}
