//! Turns wasm-bindgen's `oauth4wasm_bg.js` into a module that exports one function, `glue()`.
//!
//! wasm-bindgen keeps the instance and its views of memory in module variables. Inside a function every call makes
//! new ones, so an instance that replaces a trapped one never sees the old one's memory.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use super::slim::{IMPORTED_MODULE, Import};

const EXPORT: &str = "export ";
const IMPORT: &str = "import ";
const DECLARATIONS: [&str; 6] = ["async function ", "function ", "class ", "const ", "let ", "var "];
/// Every snippet is imported from `./snippets/<crate>-<hash>/<path below the crate's root>`.
const SNIPPETS: &str = "./snippets/";
/// How wasm-bindgen names what the module imports from its JavaScript.
const IMPORTED_BY_THE_MODULE: &str = "__wb";
/// The one export of such a name that is for JavaScript to call.
const SET_WASM: &str = "__wbg_set_wasm";

/// The factory module for the text of a `*_bg.js`, and for what the module imports. `snippet_url` says where to import
/// from instead of a snippet, given its path below the crate's root.
///
/// # Errors
/// An import or export of a form that is not known here: then wasm-bindgen has changed, and this file must follow.
pub(crate) fn glue_factory(
    bindgen_js: &str,
    imports: &[Import],
    snippet_url: impl Fn(&str) -> Result<String>,
) -> Result<String> {
    let mut head = String::new();
    let mut body = String::new();
    let mut bindings = Vec::new();
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
                    push_line(&mut body, exported);
                    (name, name)
                }
            };
            local_names.insert(name, local);
            if !name.starts_with(IMPORTED_BY_THE_MODULE) || name == SET_WASM {
                bindings.push(format!("{name}: {local}"));
            }
        } else {
            push_line(&mut body, line);
        }
    }
    let mut imported = Vec::new();
    for (index, Import { module, name, short_name }) in imports.iter().enumerate() {
        let local = match source_of(module) {
            Some(source) => {
                let local = format!("host{index}");
                push_line(&mut head, &format!("{IMPORT}{{ {name} as {local} }} from '{}';", snippet_url(source)?));
                local
            }
            None => {
                let local = local_names.get(name.as_str());
                (*local.with_context(|| format!("wasm-bindgen's JavaScript lacks the import {module} {name}"))?).into()
            }
        };
        imported.push(format!("{short_name}: {local}"));
    }
    if bindings.is_empty() {
        bail!("wasm-bindgen's JavaScript exports nothing");
    }
    let (bindings, imported) = (bindings.join(", "), imported.join(", "));
    Ok(format!(
        "{head}\n/** New glue for one instance: what it imports, and the functions that call its exports. */\n\
         export function glue() {{\n{body}\
         return {{ bindings: {{ {bindings} }}, imports: {{ {IMPORTED_MODULE}: {{ {imported} }} }} }};\n}}\n"
    ))
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

    #[test]
    fn everything_but_the_imports_moves_into_the_function() -> Result<()> {
        let snippet = "./snippets/oauth4wasm-d13502e5/src/web/frame.js";
        let bindgen_js = format!(
            "import {{ textOf }} from '{snippet}';\n\
             export function resume(id) {{\n    return wasm.resume(id);\n}}\n\
             export function __wbg_textOf_1(value) {{ return textOf(value); }}\n\
             let wasm;\n\
             export function __wbg_set_wasm(val) {{\n    wasm = val;\n}}\n"
        );
        let imports = [import("./oauth4wasm_bg.js", "__wbg_textOf_1", "a"), import(snippet, "ask", "b")];
        let expected = "import { textOf } from '../../../src/web/frame.js';\n\
                        import { ask as host1 } from '../../../src/web/frame.js';\n\
                        \n\
                        /** New glue for one instance: what it imports, and the functions that call its exports. */\n\
                        export function glue() {\n\
                        function resume(id) {\n    return wasm.resume(id);\n}\n\
                        function __wbg_textOf_1(value) { return textOf(value); }\n\
                        let wasm;\n\
                        function __wbg_set_wasm(val) {\n    wasm = val;\n}\n\
                        return { bindings: { resume: resume, __wbg_set_wasm: __wbg_set_wasm }, \
                        imports: { _: { a: __wbg_textOf_1, b: host1 } } };\n}\n";
        assert_eq!(glue_factory(&bindgen_js, &imports, source)?, expected);
        Ok(())
    }

    #[test]
    fn a_renamed_export_becomes_a_property() -> Result<()> {
        let text = glue_factory("function json2() {}\nexport { json2 as json }", &[], source)?;
        assert!(text.contains("function json2() {}\nreturn { bindings: { json: json2 },"), "{text}");
        Ok(())
    }

    #[test]
    fn an_import_that_nobody_offers_is_an_error() {
        let imports = [import("./oauth4wasm_bg.js", "__wbg_missing_1", "a")];
        assert!(glue_factory("export let a = 1;", &imports, source).is_err());
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
        let text = glue_factory("exported();\nimports();\nexport let a = 1;", &[], source)?;
        assert!(text.contains("exported();\nimports();\nlet a = 1;\nreturn { bindings: { a: a },"));
        Ok(())
    }
}
