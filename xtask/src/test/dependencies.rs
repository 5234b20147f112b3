//! What the project is made of: licences, versions and sources of its dependencies, and what its own crates promise.

use std::{fs, path::Path, process::Command, time::Duration};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{
    step::{Gate, Step},
    supervised,
};
use crate::{process, setup};

const LIMIT: Duration = Duration::from_secs(10 * 60);
/// Crates that only what is compiled for wasm32 may depend on.
const WEB_CRATES: [&str; 6] =
    ["js-sys", "lol_alloc", "serde-wasm-bindgen", "wasm-bindgen", "wasm-bindgen-futures", "web-sys"];
/// What stands in `deny.toml` for nothing is an error, too.
const EXACT: [&str; 6] = ["-D", "unmatched-skip", "-D", "unnecessary-skip", "-D", "license-not-encountered"];
/// Advisories are not in a package registry; `deny.toml` says how to ask for them.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];
const FUZZING: &str = "fuzz/Cargo.toml";

pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step::check("native dependencies", native_dependencies),
        Step::check("rules for dependencies", |gate| {
            deny(gate, |deny| deny.args(["--workspace", "check"]).args(EXACT).args(CHECKS))
        }),
        Step::check("rules for dependencies of fuzzing", |gate| {
            deny(gate, |deny| {
                deny.args(["--manifest-path", FUZZING, "--config", "deny.toml", "check"])
                    // Its own workspace has fewer of the dependencies that the rules know.
                    .args(["-A", "unmatched-skip", "-A", "license-not-encountered"])
                    .args(CHECKS)
            })
        }),
        Step::check("promises of our crates", promises),
    ]
}

fn deny(gate: &Gate, arguments: impl FnOnce(&mut Command) -> &mut Command) -> Result<()> {
    let mut deny = process::command(setup::for_judging_dependencies(&gate.workspace)?);
    // A lock file that its manifest has left behind is an error, not something to mend silently.
    deny.current_dir(gate.workspace.root()).arg("--locked");
    supervised::show(arguments(&mut deny), LIMIT)?.expect_success()
}

fn native_dependencies(gate: &mut Gate) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo.current_dir(gate.workspace.root()).arg("tree");
    cargo.args(["--package", "oauth4wasm", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    process::announce(&cargo);
    let tree = process::stdout_of(&mut cargo)?;
    if !tree.starts_with("oauth4wasm ") || tree.lines().count() < 2 {
        bail!("cargo tree shows no dependencies");
    }
    let unwanted: Vec<_> = web_crates(&tree).collect();
    if !unwanted.is_empty() {
        bail!("the native crate depends on {}", unwanted.join(", "));
    }
    Ok(())
}

fn web_crates(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter(|line| line.split(' ').next().is_some_and(|name| WEB_CRATES.contains(&name)))
}

/// Every crate of the workspace takes its lints, which forbid unsafe code, and has no build script.
fn promises(gate: &mut Gate) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo.current_dir(gate.workspace.root()).args(["metadata", "--no-deps", "--format-version", "1"]);
    process::announce(&cargo);
    let metadata: Value = serde_json::from_str(&process::stdout_of(&mut cargo)?).context("cargo metadata")?;
    let root = fs::read_to_string(gate.workspace.path("Cargo.toml")).context("cannot read Cargo.toml")?;
    if !root.contains("unsafe_code = \"forbid\"") {
        bail!("the workspace's lints do not forbid unsafe code");
    }
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata has no packages")?;
    for package in packages {
        let manifest = package.get("manifest_path").and_then(Value::as_str).context("a package without a manifest")?;
        let text = fs::read_to_string(Path::new(manifest)).with_context(|| format!("cannot read {manifest}"))?;
        if let Some(broken) = broken_promise(package, &text) {
            bail!("{manifest}: {broken}");
        }
    }
    Ok(())
}

fn broken_promise(package: &Value, manifest: &str) -> Option<&'static str> {
    if !manifest.contains("[lints]\nworkspace = true\n") {
        return Some("it does not take the workspace's lints");
    }
    let targets = package.get("targets").and_then(Value::as_array)?;
    let is_build_script = |kind: &Value| kind == "custom-build";
    let kinds = targets.iter().filter_map(|target| target.get("kind")?.as_array()).flatten();
    kinds.into_iter().any(is_build_script).then_some("it has a build script")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn web_crates_are_found_by_their_whole_name() {
        let tree = "oauth4wasm v0.1.0 (/project)\njs-sys v0.3.1\nweb-sysinfo v1.0.0\n";
        assert_eq!(web_crates(tree).collect::<Vec<_>>(), ["js-sys v0.3.1"]);
    }

    #[test]
    fn broken_promises_are_found() {
        let package = |kind: &str| json!({ "targets": [{ "kind": ["lib"] }, { "kind": [kind] }] });
        let lints = "[package]\n\n[lints]\nworkspace = true\n";
        assert_eq!(broken_promise(&package("test"), lints), None);
        assert!(broken_promise(&package("test"), "[package]\n").is_some());
        assert!(broken_promise(&package("custom-build"), lints).is_some());
    }
}
