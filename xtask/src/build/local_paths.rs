//! Two builds of one commit are equal byte for byte, wherever they are made: no path of this machine may be in them.

use std::{env, fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Fails if a file holds the path of the workspace or of the user's home.
pub(crate) fn refuse(workspace: &Workspace, files: &[&Path]) -> Result<()> {
    let local = [Some(workspace.root().to_owned()), env::home_dir()];
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        for path in local.iter().flatten().filter(|path| path.parent().is_some()) {
            let needle = format!("{}/", path.display());
            if let Some(found) = excerpt(&bytes, needle.as_bytes()) {
                bail!("{} holds a path of this machine: {found}", file.display());
            }
        }
    }
    Ok(())
}

/// The first occurrence and a little of what follows it.
fn excerpt(bytes: &[u8], needle: &[u8]) -> Option<String> {
    let start = bytes.windows(needle.len()).position(|window| window == needle)?;
    let found = bytes.get(start..)?.get(..needle.len() + 60).or_else(|| bytes.get(start..))?;
    Some(String::from_utf8_lossy(found).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occurrence_is_shown_with_what_follows() {
        assert_eq!(excerpt(b"\0\0/home/me/.cargo/x", b"/home/me/").as_deref(), Some("/home/me/.cargo/x"));
        assert_eq!(excerpt(b"home", b"/home/me/"), None);
    }
}
