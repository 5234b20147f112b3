//! The npm packages: built, packed, of the right size. The crate: packaged as crates.io would take it.

use anyhow::{Result, bail};

use super::step::{Gate, Need, Step};
use crate::{build, flavor::Package, pack, process, reference, size};

/// What the crate may hold: files, and folders with everything in them. Cargo adds the first four.
const CRATE: [&str; 13] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "examples/native.rs",
    "src/",
    "tests/client/",
    "tests/protocol/",
];

pub(crate) fn steps() -> Vec<Step> {
    vec![
        package("package", Package::Release).provides(Need::Package),
        package("package that can trap", Package::Trap).provides(Need::TrapPackage),
        files("files of the package", Package::Release).needs(&[Need::Package]),
        files("files of the package that can trap", Package::Trap).needs(&[Need::TrapPackage]),
        Step::check("reference", |gate| reference::generate(&gate.workspace)).needs(&[Need::Reference]),
        Step::check("crate", package_crate),
        Step::check("size", |gate| size::check(&gate.workspace)).needs(&[Need::Package]),
    ]
}

fn package(name: &str, package: Package) -> Step {
    Step::check(name, move |gate| build_and_pack(gate, package)).needs(&[Need::Tools])
}

fn files(name: &str, package: Package) -> Step {
    Step::check(name, move |gate| pack::check_packed(&gate.workspace, package))
}

fn build_and_pack(gate: &Gate, package: Package) -> Result<()> {
    // If the build fails, no test may find what an earlier one made.
    pack::forget(&gate.workspace, package)?;
    build::build(&gate.workspace, gate.compiler()?, package)?;
    pack::pack(&gate.workspace, package)
}

/// Cargo packages the crate, which checks its manifest; and the crate holds what it should and nothing else.
fn package_crate(gate: &mut Gate) -> Result<()> {
    let cargo = |more: &[&str]| {
        let mut cargo = process::command("cargo");
        cargo
            .current_dir(gate.workspace.root())
            .args(["package", "--package", "oauth4wasm", "--allow-dirty"])
            .args(more);
        process::announce(&cargo);
        process::stdout_of(&mut cargo)
    };
    check_crate(&cargo(&["--list"])?)?;
    cargo(&["--no-verify"]).map(drop)
}

fn check_crate(list: &str) -> Result<()> {
    let allowed = |file: &str, entry: &str| file == entry || entry.ends_with('/') && file.starts_with(entry);
    let surplus: Vec<_> = list.lines().filter(|file| !CRATE.iter().any(|entry| allowed(file, entry))).collect();
    let missing: Vec<_> = CRATE.iter().filter(|entry| !list.lines().any(|file| allowed(file, entry))).collect();
    if !(surplus.is_empty() && missing.is_empty()) {
        bail!(
            "the crate's files differ from the list in xtask/src/test/package_steps.rs; missing: {missing:?}, not expected: {surplus:?}"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_holds_neither_more_nor_less() {
        let complete =
            CRATE.map(|entry| if entry.ends_with('/') { format!("{entry}mod.rs") } else { entry.to_owned() });
        assert!(check_crate(&complete.join("\n")).is_ok());
        let surplus = format!("{}\nxtask/src/main.rs", complete.join("\n"));
        assert!(
            check_crate(&surplus)
                .is_err_and(|error| error.to_string().contains("not expected: [\"xtask/src/main.rs\"]"))
        );
        assert!(check_crate(&complete[1..].join("\n")).is_err());
    }
}
