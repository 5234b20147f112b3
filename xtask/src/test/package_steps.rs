//! The npm packages: built, packed, of the right size.

use anyhow::Result;

use super::step::{Gate, Need, Step};
use crate::{build, flavor::Flavor, pack, size};

pub(crate) fn steps() -> Vec<Step> {
    vec![
        package("package", Flavor::Release).provides(Need::Package),
        package("package that can trap", Flavor::Trap).provides(Need::TrapPackage),
        files("files of the package", Flavor::Release).needs(&[Need::Package]),
        files("files of the package that can trap", Flavor::Trap).needs(&[Need::TrapPackage]),
        Step::check("size", |gate| size::check(&gate.workspace)).needs(&[Need::Package]),
    ]
}

fn package(name: &str, flavor: Flavor) -> Step {
    Step::check(name, move |gate| build_and_pack(gate, flavor)).needs(&[Need::Tools])
}

fn files(name: &str, flavor: Flavor) -> Step {
    Step::check(name, move |gate| pack::check_packed(&gate.workspace, flavor))
}

fn build_and_pack(gate: &Gate, flavor: Flavor) -> Result<()> {
    // If the build fails, no test may find what an earlier one made.
    pack::forget(&gate.workspace, flavor)?;
    build::build(&gate.workspace, gate.compiler()?, flavor)?;
    pack::pack(&gate.workspace, flavor)
}
