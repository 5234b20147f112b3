//! `cargo xtask docs`: the API reference, made by typedoc from the package's types; and the page of the errors.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{errors, process, workspace::Workspace};

/// The project with typedoc and its options.
pub(crate) const PROJECT: &str = "docs/reference";
/// Where the options let it write.
const OUTPUT: &str = "target/docs";
/// The types of each entry, and the page about them.
const PAGES: [(&str, &str); 2] = [("pkg/index.d.ts", "index.md"), ("pkg/es256.d.ts", "es256.md")];

/// Writes the reference and says where it is.
///
/// # Errors
/// typedoc warns: an export without a comment, a link that leads nowhere; or an export is missing from what it wrote.
pub(crate) fn generate(workspace: &Workspace) -> Result<()> {
    let mut typedoc = process::command("node");
    typedoc.current_dir(workspace.path(PROJECT)).arg("node_modules/typedoc/bin/typedoc");
    process::run(&mut typedoc)?;
    for (types, page) in PAGES {
        let page = workspace.path(OUTPUT).join(page);
        check(&read(&workspace.path(types))?, &read(&page)?)?;
        eprintln!("wrote {}", page.display());
    }
    let folder = workspace.path(OUTPUT);
    errors::write(&folder)?;
    eprintln!("wrote {}", folder.join(errors::PAGE).display());
    Ok(())
}

/// Every export has its heading.
fn check(types: &str, page: &str) -> Result<()> {
    let headings: Vec<String> = page.lines().filter(|line| line.starts_with("##")).filter_map(heading).collect();
    let missing: Vec<&str> =
        types.lines().filter_map(exported).filter(|name| !headings.iter().any(|heading| heading == name)).collect();
    if !missing.is_empty() {
        bail!("the reference has no heading for {missing:?}");
    }
    Ok(())
}

/// The name that a line of a declaration file exports.
fn exported(line: &str) -> Option<&str> {
    let mut words = line.strip_prefix("export ")?.trim_start_matches("declare ").split([' ', '(', ':', '<', '=']);
    match words.next()? {
        "class" | "const" | "function" | "interface" | "type" => words.next(),
        _ => None,
    }
}

/// The name of `### name()`, of `### A\_NAME`, and of `### ~~name~~`, which is deprecated.
fn heading(line: &str) -> Option<String> {
    let name = line.trim_start_matches('#').trim().trim_matches('~');
    name.split(['(', '<']).next().map(|name| name.replace('\\', ""))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = "\
export declare const A_NAME = 1
export type Name = string
export declare function call(): void
declare type Hidden = 1
export {}
";

    #[test]
    fn an_export_without_a_heading_is_named() {
        assert!(check(TYPES, "# page\n## ~~Name~~\n## A\\_NAME\n### call()\n").is_ok());
        let error = check(TYPES, "### Name\n### A\\_NAME\n").map_err(|error| error.to_string());
        assert_eq!(error, Err("the reference has no heading for [\"call\"]".to_owned()));
    }
}
