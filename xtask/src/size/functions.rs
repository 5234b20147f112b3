//! The functions of a module, by name and size.

use std::{collections::BTreeMap, fs, ops::Range, path::Path};

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// A function and the bytes of its body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) bytes: usize,
}

/// Every function with a body, the largest first.
pub(crate) fn largest_first(module: &Path) -> Result<Vec<Function>> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    functions(&bytes).with_context(|| format!("cannot parse {}", module.display()))
}

fn functions(module: &[u8]) -> Result<Vec<Function>> {
    let mut imported = 0;
    let mut bodies: Vec<Range<usize>> = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for naming in functions {
                                let naming = naming?;
                                names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut functions: Vec<_> = (imported..)
        .zip(bodies)
        .map(|(index, body)| {
            let name = names.get(&index).copied().unwrap_or("(without a name)");
            Function { name: name.to_owned(), bytes: body.len() }
        })
        .collect();
    functions.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_belongs_to_the_function_after_the_imports() -> Result<()> {
        // (import "m" "f" (func)) (func $small) (func $large nop nop)
        let module = b"\0asm\x01\0\0\0\
            \x01\x04\x01\x60\0\0\
            \x02\x07\x01\x01m\x01f\0\0\
            \x03\x03\x02\0\0\
            \x0a\x09\x02\x02\0\x0b\x04\0\x01\x01\x0b\
            \0\x16\x04name\x01\x0f\x02\x01\x05small\x02\x05large";
        let found = functions(module)?;
        let expected = [("large", 4), ("small", 2)];
        assert_eq!(found, expected.map(|(name, bytes)| Function { name: name.to_owned(), bytes }));
        Ok(())
    }
}
