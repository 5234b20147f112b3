//! The tests that are written in JavaScript, on the packed package: one step per folder; and the demo.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::{
    counts::Counts,
    failures,
    step::{Gate, Need, Step},
    supervised,
};
use crate::{demo, process, workspace::Workspace};

const LIMIT_PER_FOLDER: Duration = Duration::from_secs(15 * 60);
const LIMIT_OF_DEMO: Duration = Duration::from_secs(120);
/// Folders below `tests/` that must have tests, with what they need beside Node. Others are found.
const FOLDERS: [(&str, &[Need]); 21] = [
    ("native", &[Need::NativeExample]),
    ("differential", &[Need::Package]),
    ("vectors", &[Need::Package]),
    ("es256", &[Need::Package]),
    ("types", &[Need::Package]),
    ("package", &[Need::Package]),
    ("memory", &[Need::Package]),
    ("hostile", &[Need::Package, Need::Browser]),
    ("faults", &[Need::Package]),
    ("secrets", &[Need::Package]),
    ("errors", &[Need::Package, Need::Browser, Need::TrapPackage]),
    ("bench", &[Need::Package]),
    ("runtimes", &[Need::Package, Need::Browser, Need::OtherBrowsers]),
    ("playground", &[Need::Package, Need::Browser]),
    ("bundlers", &[Need::Package, Need::Browser, Need::Bundlers]),
    ("examples", &[Need::Package, Need::Browser, Need::Bundlers]),
    ("docs", &[Need::Package, Need::Judges]),
    (NEXT, &[Need::Package, Need::Browser, Need::Next]),
    ("traps", &[Need::Browser, Need::OtherBrowsers, Need::Bundlers, Need::TrapPackage]),
    ("versions", &[Need::Package, Need::Browser, Need::OtherBrowsers, Need::Bundlers]),
    ("e2e", &[Need::Package, Need::Browser, Need::OtherBrowsers, Need::Judges]),
];
const NEEDS_OF_OTHERS: &[Need] = &[Need::Package, Need::Browser, Need::TrapPackage];
/// Half a minute of CPU: too much for every change.
const NEXT: &str = "next";
const TEST_FILE_ENDS_WITH: &str = ".test.mjs";

pub(crate) fn steps(workspace: &Workspace) -> Result<Vec<Step>> {
    let listed = FOLDERS.map(|(folder, needs)| (folder.to_owned(), needs));
    let others = unlisted_folders(&workspace.path("tests"))?;
    let others = others.into_iter().map(|folder| (folder, NEEDS_OF_OTHERS));
    let folders = listed.into_iter().chain(others).map(|(folder, needs)| {
        let name = format!("tests/{folder}");
        let step = Step::new(&name.clone(), move |gate| node_test(gate, &name)).needs(&[Need::Tools]).needs(needs);
        if folder == NEXT { step.on_request() } else { step }
    });
    let demo = Step::check("demo", run_demo_once).needs(&[Need::Tools, Need::Package]);
    Ok(folders.chain([demo]).collect())
}

fn node_test(gate: &mut Gate, folder: &str) -> Result<Counts> {
    let files = test_files(&gate.workspace.path(folder))?;
    if files.is_empty() {
        bail!("{folder} has no file *{TEST_FILE_ENDS_WITH}");
    }
    let report = gate.report_dir()?.join(format!("{}.tap", folder.replace('/', "-")));
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut node = process::command("node");
    node.current_dir(gate.workspace.root())
        .args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"])
        .arg(format!("--test-reporter-destination={}", report.display()))
        .args(files);
    if let Ok(browser) = gate.browser() {
        node.env("CHROMIUM", &browser.chromium);
    }
    if let Ok(program) = gate.native_example() {
        node.env("OAUTH4WASM_NATIVE_EXAMPLE", program);
    }
    if let Ok(browsers) = gate.other_browsers() {
        node.env("FIREFOX", &browsers.firefox).env("WEBKIT_DRIVER", &browsers.webkit_driver);
    }
    let finished = supervised::show(&mut node, LIMIT_PER_FOLDER)?;
    let tap = fs::read_to_string(&report).with_context(|| format!("cannot read {}", report.display()))?;
    gate.report(failures::in_node_tap(&tap));
    Ok(Counts::from_node_tap(&tap)?.judged(finished.success()))
}

fn run_demo_once(gate: &mut Gate) -> Result<()> {
    let mut node = process::command("node");
    node.current_dir(gate.workspace.root()).args([demo::PROGRAM, "--once"]);
    supervised::show(&mut node, LIMIT_OF_DEMO)?.expect_success()
}

/// Folders with test files that [`FOLDERS`] does not name.
fn unlisted_folders(tests: &Path) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for path in sorted_entries(tests)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let listed = FOLDERS.iter().any(|(folder, _)| *folder == name);
        if !listed && path.is_dir() && !test_files(&path)?.is_empty() {
            folders.push(name);
        }
    }
    Ok(folders)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = sorted_entries(folder)?;
    files.retain(|path| path.to_string_lossy().ends_with(TEST_FILE_ENDS_WITH));
    Ok(files)
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
