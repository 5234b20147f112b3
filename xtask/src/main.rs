//! `cargo xtask`: builds, packs, tests and shows the project. Needs rustup's Rust and Node, and installs the rest.

mod bench;
mod build;
mod cli;
mod demo;
mod errors;
mod flavor;
mod pack;
mod process;
mod reference;
mod setup;
mod size;
mod test;
mod workspace;

use std::{env, process::ExitCode};

use anyhow::Result;

use self::{
    cli::{Task, USAGE},
    flavor::Package,
    workspace::Workspace,
};

fn main() -> ExitCode {
    if env::args_os().nth(1).is_some_and(|name| name == test::RUNNER_COMMAND) {
        return exit_code(test::run_wasm_tests(env::args_os().skip(1)).map(|()| ExitCode::SUCCESS));
    }
    let task = match Task::from_arguments(env::args_os().skip(1)) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    exit_code(perform(task))
}

fn exit_code(result: Result<ExitCode>) -> ExitCode {
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::locate()?;
    match task {
        Task::Help => print!("{USAGE}"),
        Task::Setup => {
            setup::for_building(&workspace)?;
        }
        Task::Build { trap } => {
            let compiler = setup::for_building(&workspace)?;
            build::build(&workspace, compiler, if trap { Package::Trap } else { Package::Release })?;
        }
        Task::Pack => pack_all(&workspace)?,
        Task::Docs => {
            setup::for_reference(&workspace)?;
            reference::generate(&workspace)?;
        }
        Task::Demo { arguments } => {
            let compiler = setup::for_building(&workspace)?;
            build::build(&workspace, compiler, Package::Release)?;
            pack::pack(&workspace, Package::Release)?;
            demo::become_demo(&workspace, &arguments)?;
        }
        Task::Bench { arguments } => {
            let compiler = setup::for_building(&workspace)?;
            build::build(&workspace, compiler, Package::Release)?;
            pack::pack(&workspace, Package::Release)?;
            bench::bench(&workspace, &arguments)?;
        }
        Task::Size => {
            let compiler = setup::for_building(&workspace)?;
            build::build(&workspace, compiler, Package::Release)?;
            size::check(&workspace)?;
        }
        Task::Check => return Ok(verdict(test::check(workspace)?)),
        Task::Test { filters } => return Ok(verdict(test::test(workspace, &filters)?)),
    }
    Ok(ExitCode::SUCCESS)
}

fn pack_all(workspace: &Workspace) -> Result<()> {
    let compiler = setup::for_building(workspace)?;
    for package in Package::ALL {
        build::build(workspace, compiler, package)?;
        pack::pack(workspace, package)?;
    }
    Package::ALL.into_iter().try_for_each(|package| pack::check_packed(workspace, package))
}

fn verdict(all_passed: bool) -> ExitCode {
    if all_passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
