//! `cargo xtask build`: from the crate to the folder that `npm pack` packs.
//!
//! cargo → wasm-bindgen → slimming → wasm-opt → glue factory → esbuild → `wasm/` of the package.

mod bundle;
mod cargo_build;
mod features;
mod glue_factory;
mod local_paths;
mod optimize;
mod package;
mod slim;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use self::{bundle::OneFile, slim::Import};
use crate::{
    flavor::{Flavor, Package},
    setup::WasmCompiler,
    workspace::Workspace,
};

/// wasm-bindgen's name for the module; the glue and the module are called after it.
const MODULE: &str = "oauth4wasm";

/// Builds one package.
pub(crate) fn build(workspace: &Workspace, compiler: WasmCompiler, package: Package) -> Result<()> {
    package.flavors().iter().try_for_each(|flavor| build_entry(workspace, compiler, *flavor))
}

fn build_entry(workspace: &Workspace, compiler: WasmCompiler, flavor: Flavor) -> Result<()> {
    let work_dir = flavor.work_dir(workspace);
    let compiled = cargo_build::compile(workspace, compiler, flavor)?;
    let bindgen_dir = bindgen_dir(workspace, flavor);
    bindgen(&compiled, &bindgen_dir)?;
    let imports = slim::slim(&bindgen_dir.join(format!("{MODULE}_bg.wasm")))?;
    let wasm = optimize::shipped(workspace, &bindgen_module(workspace, flavor), &work_dir)?;
    features::refuse_newer(&wasm)?;
    let factory = work_dir.join("glue-factory.js");
    write_glue_factory(workspace, &bindgen_dir, &slim::still_imported(&wasm, imports)?, &factory)?;

    let package_dir = package::prepare(workspace, flavor)?;
    let generated = package_dir.join(flavor.generated());
    let core_js = generated.join("core.js");
    bundle::bundle(workspace, flavor, &factory, &core_js)?;
    package::write_wasm(&generated, &wasm)?;
    local_paths::refuse(workspace, &[&core_js, &wasm])?;
    let [entry, _] = flavor.entries();
    for form in OneFile::ALL {
        let file = generated.join(form.file_name());
        bundle::one_file(workspace, &package_dir, entry, form, &file)?;
        local_paths::refuse(workspace, &[&file])?;
    }
    package::write_commonjs_types(&package_dir, entry, &generated)?;
    eprintln!("built {} in {}", flavor.specifier(), package_dir.display());
    Ok(())
}

/// The shipped module of a package that has been built, with the names of its functions.
pub(crate) fn module_with_names(workspace: &Workspace, flavor: Flavor) -> Result<PathBuf> {
    optimize::with_names(workspace, &bindgen_module(workspace, flavor), &flavor.work_dir(workspace))
}

fn bindgen_module(workspace: &Workspace, flavor: Flavor) -> PathBuf {
    bindgen_dir(workspace, flavor).join(format!("{MODULE}_bg.wasm"))
}

fn bindgen_dir(workspace: &Workspace, flavor: Flavor) -> PathBuf {
    flavor.work_dir(workspace).join("bindgen")
}

/// Runs wasm-bindgen, as a library, for the target `bundler`; the folder holds nothing but its output.
fn bindgen(compiled: &Path, out_dir: &Path) -> Result<()> {
    if out_dir.exists() {
        fs::remove_dir_all(out_dir).with_context(|| format!("cannot empty {}", out_dir.display()))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(MODULE).typescript(false);
    bindgen
        .bundler(true)
        .and_then(|bindgen| bindgen.generate(out_dir))
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("wasm-bindgen on {}", compiled.display()))
}

fn write_glue_factory(workspace: &Workspace, bindgen_dir: &Path, imports: &[Import], factory: &Path) -> Result<()> {
    let input = bindgen_dir.join(format!("{MODULE}_bg.js"));
    let bindgen_js = fs::read_to_string(&input).with_context(|| format!("cannot read {}", input.display()))?;
    // wasm-bindgen copies the snippets; the bundle must hold each module once, so it is taken from the sources.
    let text = glue_factory::glue_factory(&bindgen_js, imports, |source| {
        let path = workspace.path(source);
        if !path.is_file() {
            bail!("wasm-bindgen imports the snippet {source}, which is not a file of the sources");
        }
        Ok(path.display().to_string())
    })?;
    fs::write(factory, text).with_context(|| format!("cannot write {}", factory.display()))
}
