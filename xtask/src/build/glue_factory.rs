//! Turns wasm-bindgen's `oauth4wasm_bg.js` into a module that exports one function, `glue()`.
//!
//! wasm-bindgen keeps the instance and its views of memory in module variables. Inside a function every call makes
//! new ones, so an instance that replaces a trapped one never sees the old one's memory.

use anyhow::{Context, Result, bail};

const EXPORT: &str = "export ";
const IMPORT: &str = "import ";
const DECLARATIONS: [&str; 6] = ["async function ", "function ", "class ", "const ", "let ", "var "];
/// Every snippet is imported from `./snippets/<crate>-<hash>/<path below the crate's root>`.
const SNIPPETS: &str = "./snippets/";

/// The factory module for the text of a `*_bg.js`. `snippet_url` says where to import from instead of a snippet, given
/// its path below the crate's root.
///
/// # Errors
/// An import or export of a form that is not known here: then wasm-bindgen has changed, and this file must follow.
pub(crate) fn glue_factory(bindgen_js: &str, snippet_url: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut imports = String::new();
    let mut body = String::new();
    let mut properties = Vec::new();
    let mut snippets = String::new();
    for line in bindgen_js.lines() {
        if starts_statement(line, "import") {
            let snippet = Snippet::from_import(line)?;
            let url = snippet_url(snippet.source)?;
            let namespace = format!("snippet{}", snippets.lines().count());
            push_line(&mut imports, &format!("{IMPORT}{} from '{url}';", snippet.bindings));
            push_line(&mut imports, &format!("{IMPORT}* as {namespace} from '{url}';"));
            push_line(&mut snippets, &format!("'{}': {namespace},", snippet.specifier));
        } else if starts_statement(line, "export") {
            let exported = line.strip_prefix(EXPORT).with_context(|| unknown("export", line))?;
            if let Some(property) = renamed(exported) {
                properties.push(property);
            } else {
                let name = declared_name(exported).with_context(|| unknown("export", line))?;
                properties.push(name.to_owned());
                push_line(&mut body, exported);
            }
        } else {
            push_line(&mut body, line);
        }
    }
    if properties.is_empty() {
        bail!("wasm-bindgen's JavaScript exports nothing");
    }
    let properties = properties.join(", ");
    Ok(format!(
        "{imports}\n/** The modules that the WebAssembly module imports from directly, by the names that it knows. */\n\
         export const snippets = {{\n{snippets}}};\n\
         /** New glue for one instance: the imports that it needs and the functions that call its exports. */\n\
         export function glue() {{\n{body}return {{ {properties} }};\n}}\n"
    ))
}

/// Whether a line at the outermost level begins with the keyword itself, not with a longer name.
fn starts_statement(line: &str, keyword: &str) -> bool {
    line.strip_prefix(keyword).is_some_and(|rest| !rest.starts_with(is_name_part))
}

/// An import of a snippet.
struct Snippet<'a> {
    bindings: &'a str,
    /// What wasm-bindgen imports from.
    specifier: &'a str,
    /// The path below the crate's root.
    source: &'a str,
}

impl<'a> Snippet<'a> {
    fn from_import(line: &'a str) -> Result<Self> {
        let unknown = || unknown("import", line);
        let statement = line.strip_prefix(IMPORT).with_context(unknown)?;
        let (bindings, rest) = statement.rsplit_once(" from ").with_context(unknown)?;
        let specifier = rest.trim_end_matches(';').trim_matches(['\'', '"']);
        let below_snippets = specifier.strip_prefix(SNIPPETS).with_context(unknown)?;
        let (_crate_hash, source) = below_snippets.split_once('/').with_context(unknown)?;
        Ok(Self { bindings, specifier, source })
    }
}

/// The property for `{ local as name }`, wasm-bindgen's form for a function whose name an import has already.
fn renamed(exported: &str) -> Option<String> {
    let pair = exported.trim_end_matches(';').strip_prefix('{')?.strip_suffix('}')?;
    let (local, name) = pair.trim().split_once(" as ")?;
    (is_name(local) && is_name(name)).then(|| format!("{name}: {local}"))
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

    #[test]
    fn everything_but_the_imports_moves_into_the_function() -> Result<()> {
        let bindgen_js = "import { step } from './snippets/oauth4wasm-d13502e5/src/web/glue.js';\n\
                          \n\
                          export function resume(id) {\n    return wasm.resume(id);\n}\n\
                          export const zero = 0;\n\
                          let wasm;\n\
                          export function __wbg_set_wasm(val) {\n    wasm = val;\n}\n";
        let expected = "import { step } from '../../../src/web/glue.js';\n\
                        import * as snippet0 from '../../../src/web/glue.js';\n\
                        \n\
                        /** The modules that the WebAssembly module imports from directly, by the names that it knows. */\n\
                        export const snippets = {\n'./snippets/oauth4wasm-d13502e5/src/web/glue.js': snippet0,\n};\n\
                        /** New glue for one instance: the imports that it needs and the functions that call its exports. */\n\
                        export function glue() {\n\
                        \nfunction resume(id) {\n    return wasm.resume(id);\n}\nconst zero = 0;\nlet wasm;\n\
                        function __wbg_set_wasm(val) {\n    wasm = val;\n}\n\
                        return { resume, zero, __wbg_set_wasm };\n}\n";
        assert_eq!(glue_factory(bindgen_js, source)?, expected);
        Ok(())
    }

    #[test]
    fn a_renamed_export_becomes_a_property() -> Result<()> {
        let text = glue_factory("function json2() {}\nexport { json2 as json }", source)?;
        assert!(text.contains("function json2() {}\nreturn { json: json2 };"), "{text}");
        Ok(())
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
            let error = glue_factory(line, source).map_err(|error| error.to_string());
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
            assert!(glue_factory(line, source).is_err(), "{line}");
        }
    }

    #[test]
    fn names_that_begin_like_a_keyword_are_code() -> Result<()> {
        let text = glue_factory("exported();\nimports();\nexport let a = 1;", source)?;
        assert!(text.contains("exported();\nimports();\nlet a = 1;\nreturn { a };"));
        Ok(())
    }
}
