//! The modules that are built from one source, and the npm packages that hold them.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// An entry of a package: a module of its own with the JavaScript around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavor {
    /// `oauth4wasm`, what most users import.
    Release,
    /// `oauth4wasm/es256`: the same and keys in software.
    Es256,
    /// The first with an export that traps on purpose, for the tests of containment.
    Trap,
}

/// An npm package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Package {
    /// The one that users install.
    Release,
    /// The one that can trap.
    Trap,
}

impl Package {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::Release, Self::Trap];

    /// The entries that it holds.
    pub(crate) fn flavors(self) -> &'static [Flavor] {
        match self {
            Self::Release => &[Flavor::Release, Flavor::Es256],
            Self::Trap => &[Flavor::Trap],
        }
    }

    /// The folder that `npm pack` packs.
    pub(crate) fn dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "pkg",
            Self::Trap => "target/npm/trap/pkg",
        })
    }

    /// The folder of its tarball.
    pub(crate) fn tarball_dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "target/npm/release",
            Self::Trap => "target/npm/trap",
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

impl Flavor {
    /// The package that it is an entry of.
    pub(crate) fn package(self) -> Package {
        match self {
            Self::Release | Self::Es256 => Package::Release,
            Self::Trap => Package::Trap,
        }
    }

    /// What users import.
    pub(crate) fn specifier(self) -> &'static str {
        match self {
            Self::Release | Self::Trap => "oauth4wasm",
            Self::Es256 => "oauth4wasm/es256",
        }
    }

    /// The crate's features that make it.
    pub(crate) fn cargo_features(self) -> &'static str {
        match self {
            Self::Release => "npm",
            Self::Es256 => "npm,es256",
            Self::Trap => "npm,test-trap",
        }
    }

    /// The list of its exports.
    pub(crate) fn exports(self) -> &'static str {
        match self {
            Self::Release => "src/web/api.js",
            Self::Es256 => "src/web/es256-api.js",
            Self::Trap => "tests/traps/api.js",
        }
    }

    /// The file whose exports stand in for globals of the host, wherever the sources name them.
    pub(crate) fn globals(self) -> Option<&'static str> {
        match self {
            Self::Es256 => Some("src/web/es256-globals.js"),
            Self::Release | Self::Trap => None,
        }
    }

    /// The folder of intermediate files.
    pub(crate) fn work_dir(self, workspace: &Workspace) -> PathBuf {
        workspace.path(match self {
            Self::Release => "target/npm/release",
            Self::Es256 => "target/npm/es256",
            Self::Trap => "target/npm/trap",
        })
    }

    /// The generated files of the entry, in the package's folder.
    pub(crate) fn generated(self) -> &'static str {
        match self {
            Self::Release | Self::Trap => "wasm",
            Self::Es256 => "wasm/es256",
        }
    }

    /// The file of the package that holds the module as text, and the one that leaves it to the bundler.
    pub(crate) fn entries(self) -> [&'static str; 2] {
        match self {
            Self::Release | Self::Trap => ["index.js", "workerd.js"],
            Self::Es256 => ["es256.js", "es256-workerd.js"],
        }
    }
}
