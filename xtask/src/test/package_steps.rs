//! The npm packages: built, packed, of the right size.

use anyhow::Result;

use super::step::{Gate, Need, Step};
use crate::{build, flavor::Package, pack, size};

pub(crate) fn steps() -> Vec<Step> {
    vec![
        package("package", Package::Release).provides(Need::Package),
        package("package that can trap", Package::Trap).provides(Need::TrapPackage),
        files("files of the package", Package::Release).needs(&[Need::Package]),
        files("files of the package that can trap", Package::Trap).needs(&[Need::TrapPackage]),
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
