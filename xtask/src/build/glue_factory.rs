//! Turns wasm-bindgen's `oauth4wasm_bg.js` into a module that exports one function, `glue()`.
//!
//! wasm-bindgen keeps the instance and its views of memory in module variables. Inside a function every call makes
//! new ones, so an instance that replaces a trapped one never sees the old one's memory.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::slim::{IMPORTED_MODULE, Import};

const EXPORT: &str = "export ";
const IMPORT: &str = "import ";
const DECLARATIONS: [&str; 6] = ["async function ", "function ", "class ", "const ", "let ", "var "];
/// Every snippet is imported from `./snippets/<crate>-<hash>/<path below the crate's root>`.
const SNIPPETS: &str = "./snippets/";
/// How the lines of its comments begin.
const COMMENTS: [&str; 3] = ["//", "/*", " *"];
/// wasm-bindgen's function that is told what the instance exports.
const SET_EXPORTS: &str = "__wbg_set_wasm";

/// The factory module for the text of a `*_bg.js`, and for what the module imports. `snippet_url` says where to import
/// from instead of a snippet, given its path below the crate's root.
///
/// Of wasm-bindgen's JavaScript it holds what the imports need. The module's exports take and yield numbers, so that
/// they are called as they are.
///
/// # Errors
/// An import or export of a form that is not known here: then wasm-bindgen has changed, and this file must follow.
pub(crate) fn glue_factory(
    bindgen_js: &str,
    imports: &[Import],
    snippet_url: impl Fn(&str) -> Result<String>,
) -> Result<String> {
    let mut head = String::new();
    let mut statements: Vec<Statement> = Vec::new();
    let mut local_names = BTreeMap::new();
    for line in bindgen_js.lines() {
        if starts_statement(line, "import") {
            let statement = line.strip_prefix(IMPORT).with_context(|| unknown("import", line))?;
            let (names, from) = statement.rsplit_once(" from ").with_context(|| unknown("import", line))?;
            let source = source_of(from).with_context(|| unknown("import", line))?;
            push_line(&mut head, &format!("{IMPORT}{names} from '{}';", snippet_url(source)?));
        } else if starts_statement(line, "export") {
            let exported = line.strip_prefix(EXPORT).with_context(|| unknown("export", line))?;
            let (local, name) = match renamed(exported) {
                Some(names) => names,
                None => {
                    let name = declared_name(exported).with_context(|| unknown("export", line))?;
                    statements.push(Statement::beginning_with(exported));
                    (name, name)
                }
            };
            local_names.insert(name, local);
        } else if COMMENTS.iter().any(|begin| line.starts_with(begin)) {
            // Of functions that callers of the package never see.
        } else if line.starts_with(is_name_part) {
            statements.push(Statement::beginning_with(line));
        } else if let Some(statement) = statements.last_mut() {
            push_line(&mut statement.text, line);
        }
    }
    let mut imported = Vec::new();
    let mut needed = vec![*local_names.get(SET_EXPORTS).with_context(|| lacking(SET_EXPORTS))?];
    for (index, Import { module, name, short_name }) in imports.iter().enumerate() {
        let local = match source_of(module) {
            Some(source) => {
                let local = format!("host{index}");
                push_line(&mut head, &format!("{IMPORT}{{ {name} as {local} }} from '{}';", snippet_url(source)?));
                local
            }
            None => {
                let local = *local_names.get(name.as_str()).with_context(|| lacking(name))?;
                needed.push(local);
                local.into()
            }
        };
        imported.push(format!("{short_name}: {local}"));
    }
    let (body, imported) = (needed_by(&statements, &needed), imported.join(", "));
    Ok(format!(
        "{head}\n/** New glue for one instance: what it imports, and who must be told what it exports. */\n\
         export function glue() {{\n{body}\
         return {{ setExports: {SET_EXPORTS}, imports: {{ {IMPORTED_MODULE}: {{ {imported} }} }} }};\n}}\n"
    ))
}

/// A statement at the outermost level.
struct Statement<'a> {
    /// What it declares, or begins with.
    name: &'a str,
    text: String,
}

impl<'a> Statement<'a> {
    fn beginning_with(line: &'a str) -> Self {
        let name = declared_name(line).unwrap_or_else(|| line.split(|c| !is_name_part(c)).next().unwrap_or_default());
        Self { name, text: format!("{line}\n") }
    }

    fn mentions(&self, name: &str) -> bool {
        self.text.split(|c| !is_name_part(c)).any(|word| word == name)
    }
}

/// The text of what declares names, and of all that it needs.
fn needed_by(statements: &[Statement<'_>], names: &[&str]) -> String {
    let mut needed: Vec<bool> = statements.iter().map(|statement| names.contains(&statement.name)).collect();
    loop {
        let more = |statement: &Statement<'_>| {
            statements.iter().zip(&needed).any(|(other, needed)| *needed && other.mentions(statement.name))
        };
        let next: Vec<bool> = statements.iter().zip(&needed).map(|(one, needed)| *needed || more(one)).collect();
        if next == needed {
            break;
        }
        needed = next;
    }
    statements.iter().zip(needed).filter(|(_, needed)| *needed).map(|(statement, _)| statement.text.as_str()).collect()
}

/// The path below the crate's root of a snippet, from what wasm-bindgen imports it by.
fn source_of(specifier: &str) -> Option<&str> {
    let specifier = specifier.trim_end_matches(';').trim_matches(['\'', '"']);
    let (_crate_hash, source) = specifier.strip_prefix(SNIPPETS)?.split_once('/')?;
    Some(source)
}

/// Whether a line at the outermost level begins with the keyword itself, not with a longer name.
fn starts_statement(line: &str, keyword: &str) -> bool {
    line.strip_prefix(keyword).is_some_and(|rest| !rest.starts_with(is_name_part))
}

/// Both names of `{ local as name }`, wasm-bindgen's form for a function whose name an import has already.
fn renamed(exported: &str) -> Option<(&str, &str)> {
    let pair = exported.trim_end_matches(';').strip_prefix('{')?.strip_suffix('}')?;
    pair.trim().split_once(" as ").filter(|(local, name)| is_name(local) && is_name(name))
}

fn declared_name(declaration: &str) -> Option<&str> {
    let rest = DECLARATIONS.iter().find_map(|keyword| declaration.strip_prefix(keyword))?;
    let end = rest.find(|c| !is_name_part(c))?;
    rest.get(..end).filter(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_part)
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn lacking(name: &str) -> String {
    format!("wasm-bindgen's JavaScript lacks {name}")
}

fn unknown(what: &str, line: &str) -> String {
    format!("wasm-bindgen's JavaScript holds an {what} of an unknown form: `{line}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str) -> Result<String> {
        Ok(format!("../../../{path}"))
    }

    fn import(module: &str, name: &str, short_name: &str) -> Import {
        let [module, name, short_name] = [module, name, short_name].map(String::from);
        Import { module, name, short_name }
    }

    const SET: &str = "let wasm;\nexport function __wbg_set_wasm(val) {\n    wasm = val;\n}\n";

    #[test]
    fn what_the_imports_need_moves_into_the_function() -> Result<()> {
        let snippet = "./snippets/oauth4wasm-d13502e5/src/web/frame.js";
        let bindgen_js = format!(
            "import {{ textOf }} from '{snippet}';\n\
             export function resume(id) {{\n    return wasm.resume(id);\n}}\n\
             /** Unused. */\n\
             export function __wbg_unused_1(value) {{ return helper(value); }}\n\
             export function __wbg_textOf_1(value) {{ return textOf(decode(value)); }}\n\
             let decoder = 1;\n\
             decoder.start();\n\
             function decode(value) {{\n    return decoder + value;\n}}\n{SET}"
        );
        let imports = [import("./oauth4wasm_bg.js", "__wbg_textOf_1", "a"), import(snippet, "ask", "b")];
        let expected = "import { textOf } from '../../../src/web/frame.js';\n\
                        import { ask as host1 } from '../../../src/web/frame.js';\n\
                        \n\
                        /** New glue for one instance: what it imports, and who must be told what it exports. */\n\
                        export function glue() {\n\
                        function __wbg_textOf_1(value) { return textOf(decode(value)); }\n\
                        let decoder = 1;\n\
                        decoder.start();\n\
                        function decode(value) {\n    return decoder + value;\n}\n\
                        let wasm;\n\
                        function __wbg_set_wasm(val) {\n    wasm = val;\n}\n\
                        return { setExports: __wbg_set_wasm, imports: { _: { a: __wbg_textOf_1, b: host1 } } };\n}\n";
        assert_eq!(glue_factory(&bindgen_js, &imports, source)?, expected);
        Ok(())
    }

    #[test]
    fn a_renamed_export_is_known_by_both_names() -> Result<()> {
        let text = format!("{SET}function json2() {{}}\nexport {{ json2 as json }}");
        let text = glue_factory(&text, &[import("./oauth4wasm_bg.js", "json", "a")], source)?;
        assert!(text.contains("function json2() {}\nreturn "), "{text}");
        assert!(text.contains("{ a: json2 }"), "{text}");
        Ok(())
    }

    #[test]
    fn an_import_that_nobody_offers_is_an_error() {
        let imports = [import("./oauth4wasm_bg.js", "__wbg_missing_1", "a")];
        assert!(glue_factory(SET, &imports, source).is_err());
    }

    #[test]
    fn an_export_of_an_unknown_form_is_an_error() {
        for line in [
            "export { customFetch } from './snippets/x-1/src/web/glue.js';",
            "export { a as b } from './x.js';",
            "export { a as b, c as d };",
            "export { a };",
            "export default 1;",
            "export * from './x.js';",
            "export const { a } = b;",
            "export{a};",
        ] {
            let error = glue_factory(line, &[], source).map_err(|error| error.to_string());
            assert!(error.is_err_and(|text| text.contains(line)), "{line}");
        }
    }

    #[test]
    fn an_import_that_is_not_a_snippet_is_an_error() {
        for line in [
            "import * as wasm from './oauth4wasm_bg.wasm';",
            "import { a } from 'a-package';",
            "import './side-effect.js';",
            "import source wasm from './snippets';",
        ] {
            assert!(glue_factory(line, &[], source).is_err(), "{line}");
        }
    }

    #[test]
    fn names_that_begin_like_a_keyword_are_code() -> Result<()> {
        let text = glue_factory(&format!("{SET}exported();\nimports();\n"), &[], source)?;
        assert!(text.contains("wasm = val;\n}\nreturn "), "{text}");
        Ok(())
    }
}
