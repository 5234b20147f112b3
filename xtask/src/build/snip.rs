//! A panic in the module is a trap and nothing else, so the code that would word its message is cut out.
//!
//! Rust's own functions that end in a panic get `unreachable` for a body; wasm-opt then drops the formatting machinery
//! that only they used. Stable Rust has no switch for that (`-Cpanic=immediate-abort` is nightly).

use std::path::Path;

use anyhow::{Result, bail};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the names of functions that never return, hashes left out.
const DIVERGING: [&str; 11] = [
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

/// Rewrites the module at `path`; it must still have its names.
pub(crate) fn panics(path: &Path) -> Result<()> {
    let mut module = Module::from_file(path)?;
    let diverging: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(diverges))
        .collect();
    if diverging.is_empty() {
        bail!("{} names no function that panics: were its names stripped?", path.display());
    }
    for id in diverging {
        let signature = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let arguments = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        builder.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    module.emit_wasm_file(path)
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
    DIVERGING.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_panicking_functions_are_known() {
        assert!(diverges("core[c5930c85a12de822]::panicking::panic_fmt"));
        assert!(diverges("core::panicking::panic_bounds_check::h0123456789abcdef"));
        assert!(!diverges("<core[c5930c85a12de822]::fmt::Formatter>::pad"));
        assert!(!diverges("oauth4wasm::protocol::error::Error::text"));
    }
}
