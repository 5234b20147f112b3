//! What wasm-opt cannot take out of the module by itself.
//!
//! A panic in the module is a trap and nothing else, so the code that would word its message is cut out: Rust's own
//! functions that end in a panic get `unreachable` for a body, and wasm-opt then drops the formatting machinery that
//! only they used. Stable Rust has no switch for that (`-Cpanic=immediate-abort` is nightly). Imports, whose names are
//! for no one to read, get short ones.

use std::{mem, path::Path};

use anyhow::{Context, Result, bail};
use walrus::{Data, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the names of functions that never return, hashes left out; and of those that would word a panic's message, which
/// nothing else calls: errors are put together from texts.
const DIVERGING: [&str; 13] = [
    " as core::fmt::",
    "core::fmt::",
    "core::panicking::",
    "core::str::slice_error_fail",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already_",
    "core::cell::lazy::panic_poisoned",
    "alloc::raw_vec::capacity_overflow",
    "alloc::alloc::handle_alloc_error",
];

/// Parts of the names of functions that the table or an export keeps, though nothing of ours makes a closure or a task
/// of js-sys's that could call them.
const UNUSED: [&str; 2] = ["wasm_bindgen::convert::closures::", "js_sys::futures::"];

/// Where source files are, as the compiler names them: of this crate, of others, of the standard library.
const SOURCES: [&[u8]; 4] = [b"src/", b"cargo/registry/", b"/rustc/", b"library/"];

/// What the module imports, by the name that it has in the module from now on.
pub(crate) struct Import {
    /// The snippet, or wasm-bindgen's own glue.
    pub(crate) module: String,
    pub(crate) name: String,
    pub(crate) short_name: String,
}

/// The module of every import, once they are renamed.
pub(crate) const IMPORTED_MODULE: &str = "_";

/// Rewrites the module at `path`, which must still have its names; yields its imports.
pub(crate) fn slim(path: &Path) -> Result<Vec<Import>> {
    let mut module = Module::from_file(path)?;
    cut_panics(&mut module).with_context(|| path.display().to_string())?;
    for id in module.data.iter().map(Data::id).collect::<Vec<_>>() {
        blank_paths(&mut module.data.get_mut(id).value);
    }
    let imports = shorten_imports(&mut module);
    module.emit_wasm_file(path)?;
    Ok(imports)
}

/// Those of the imports that the optimized module still has.
pub(crate) fn still_imported(optimized: &Path, mut imports: Vec<Import>) -> Result<Vec<Import>> {
    let module = Module::from_file(optimized)?;
    imports.retain(|import| module.imports.find(IMPORTED_MODULE, &import.short_name).is_some());
    Ok(imports)
}

fn shorten_imports(module: &mut Module) -> Vec<Import> {
    let shorten = |(index, import): (usize, &mut walrus::Import)| {
        let module = mem::replace(&mut import.module, IMPORTED_MODULE.to_owned());
        let short_name = short_name(index);
        let name = mem::replace(&mut import.name, short_name.clone());
        Import { module, name, short_name }
    };
    module.imports.iter_mut().enumerate().map(shorten).collect()
}

/// `a`, `b`, … `z`, `ba`, `bb`, …
fn short_name(index: usize) -> String {
    let digit = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => digit.into(),
        rest => short_name(rest) + &String::from(digit),
    }
}

fn cut_panics(module: &mut Module) -> Result<()> {
    let diverging: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(diverges))
        .collect();
    if diverging.is_empty() {
        bail!("no function is named after a panic: were the names stripped?");
    }
    for id in diverging {
        let signature = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let arguments = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        builder.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    Ok(())
}

/// Overwrites the names of source files, which only a panic's message would tell.
fn blank_paths(data: &mut [u8]) {
    let mut rest = data;
    while !rest.is_empty() {
        let length = length_of_path(rest);
        let (path, after) = rest.split_at_mut(length.unwrap_or(1));
        if length.is_some() {
            path.fill(0);
        }
        rest = after;
    }
}

/// The length of the name of a source file that bytes begin with.
fn length_of_path(bytes: &[u8]) -> Option<usize> {
    const ENDING: &[u8] = b".rs";
    let is_of_path = |byte: &&u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(byte);
    SOURCES.iter().find(|folder| bytes.starts_with(folder))?;
    let longest = bytes.iter().take_while(is_of_path).count();
    let stem = bytes.get(..longest)?.windows(ENDING.len()).position(|end| end == ENDING)?;
    Some(stem + ENDING.len())
}

/// `core[c5930c85a12de822]::panicking::panic_fmt` → `core::panicking::panic_fmt`
fn without_hashes(name: &str) -> String {
    let parts = name.split('[').enumerate();
    parts
        .map(|(index, part)| if index == 0 { part } else { part.split_once(']').map_or("", |(_, rest)| rest) })
        .collect()
}

fn diverges(name: &str) -> bool {
    let name = without_hashes(name);
    DIVERGING.iter().chain(&UNUSED).any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_differ() {
        let names: std::collections::BTreeSet<_> = (0..1000).map(short_name).collect();
        assert_eq!(names.len(), 1000);
        assert_eq!([0, 25, 26].map(short_name), ["a", "z", "ba"]);
    }

    #[test]
    fn names_of_source_files_are_overwritten() {
        let mut data = *b"textsrc/web/host.rs\x01cargo/registry/src/x-1/p256-0.14.0/src/lib.rs\x02other.rs is a text";
        blank_paths(&mut data);
        let blanks = |length| "\0".repeat(length);
        let expected = [
            "text",
            &blanks("src/web/host.rs".len()),
            "\x01",
            &blanks("cargo/registry/src/x-1/p256-0.14.0/src/lib.rs".len()),
            "\x02other.rs is a text",
        ]
        .concat();
        assert_eq!(String::from_utf8_lossy(&data), expected);
    }

    #[test]
    fn names_of_panicking_functions_are_known() {
        assert!(diverges("core[c5930c85a12de822]::panicking::panic_fmt"));
        assert!(diverges("core::panicking::panic_bounds_check::h0123456789abcdef"));
        assert!(diverges("<core[c5930c85a12de822]::fmt::Formatter>::pad"));
        assert!(!diverges("oauth4wasm::protocol::error::Error::text"));
    }
}
