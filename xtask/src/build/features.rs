//! What the module asks of an engine. README.md derives the oldest browsers from it.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// Whatever else is in the module, older engines would refuse it.
const ALLOWED: [WasmFeatures; 6] = [
    WasmFeatures::FLOATS,
    WasmFeatures::MUTABLE_GLOBAL,
    WasmFeatures::SIGN_EXTENSION,
    WasmFeatures::SATURATING_FLOAT_TO_INT,
    WasmFeatures::BULK_MEMORY,
    // The proposal's own types are those that wasmparser says GC brought: it was built on them.
    WasmFeatures::REFERENCE_TYPES.union(WasmFeatures::GC_TYPES),
];

/// Fails if the module needs more than [`ALLOWED`].
pub(crate) fn refuse_newer(module: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    validate(&bytes, &ALLOWED).with_context(|| {
        format!("{} needs more of an engine than the oldest browsers of README.md have", module.display())
    })
}

fn validate(module: &[u8], features: &[WasmFeatures]) -> Result<()> {
    Validator::new_with_features(features.iter().copied().collect()).validate_all(module)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one function `() -> (results)` of this body.
    fn module(results: &[u8], body: &[u8]) -> Vec<u8> {
        let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        let section = |id: u8, content: &[u8]| [&[id, length(content)], content].concat();
        let function = [&[0], body, &[0x0b]].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[&[1, 0x60, 0, length(results)], results].concat()),
            section(3, &[1, 0]),
            section(10, &[&[1, length(&function)], &function[..]].concat()),
        ]
        .concat()
    }

    #[test]
    fn newer_instructions_are_refused() {
        const I32: u8 = 0x7f;
        let constant = [0x41, 0];
        let extended = [0x41, 0, 0xc0]; // i32.extend8_s
        let vector = [0xfd, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a]; // v128.const, drop
        let two = [0x41, 0, 0x41, 0];
        assert!(validate(&module(&[I32], &constant), &ALLOWED).is_ok());
        assert!(validate(&module(&[I32], &extended), &ALLOWED).is_ok());
        assert!(validate(&module(&[], &vector), &ALLOWED).is_err());
        assert!(validate(&module(&[], &vector), &[WasmFeatures::all()]).is_ok());
        assert!(validate(&module(&[I32, I32], &two), &ALLOWED).is_err(), "multi-value");
    }
}
