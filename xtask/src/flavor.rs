//! The two npm packages that are built from one source.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// Which npm package is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavor {
    /// The one that users install.
    Release,
    /// The same with an export that traps on purpose, for the tests of containment.
    Trap,
}

impl Flavor {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::Release, Self::Trap];

    /// The crate's features that make it.
    pub(crate) fn cargo_features(self) -> &'static str {
        match self {
            Self::Release => "npm",
            Self::Trap => "npm,test-trap",
        }
    }

    /// The list of its exports.
    pub(crate) fn exports(self) -> &'static str {
        match self {
            Self::Release => "src/web/api.js",
            Self::Trap => "tests/traps/api.js",
        }
    }

    /// The folder of intermediate files.
    pub(crate) fn work_dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "target/npm/release",
            Self::Trap => "target/npm/trap",
        })
    }

    /// The folder that `npm pack` packs.
    pub(crate) fn package_dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "pkg",
            Self::Trap => "target/npm/trap/pkg",
        })
    }

    /// The project that has the packed package installed.
    pub(crate) fn packed_dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "target/packed",
            Self::Trap => "target/packed-trap",
        })
    }
}
