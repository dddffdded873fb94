//! What stands between cargo and the compiler, for the one thing that flags cannot make the same everywhere.
//!
//! `wasm_split_macros` 0.2.2 makes an exported name, `_WASM_SPLIT_MARKER_…`, out of a hash of the path of the crate's manifest,
//! which lies in the builder's home. Leptos always depends on it, used or not. For that crate the path is replaced by the
//! crate's name and version, which are as unique. Cargo lets nothing else override the variable.

use std::path::PathBuf;

use anyhow::Result;

use crate::layout::Layout;

/// The variable that names a program to be run in place of the compiler, with the compiler as its first argument.
pub const VARIABLE: &str = "RUSTC_WRAPPER";

#[cfg(unix)]
const SCRIPT: &str = r#"#!/bin/sh
# Written by tests/harness/src/page/wrapper.rs, which says why.
if [ "${CARGO_PKG_NAME-}" = wasm_split_helpers ]; then
    export CARGO_MANIFEST_PATH="/crates/$CARGO_PKG_NAME-$CARGO_PKG_VERSION/Cargo.toml"
fi
exec "$@"
"#;

/// Writes the wrapper, and returns where. None where there is no `sh`: there two builds are the same only in one home.
///
/// # Errors
/// It cannot be written.
#[cfg(unix)]
pub fn write(layout: &Layout) -> Result<Option<PathBuf>> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use anyhow::Context;

    let path = layout.tools().join("rustc-wrapper");
    // Only once: it may be running just now.
    if fs::read_to_string(&path).is_ok_and(|there| there == SCRIPT) {
        return Ok(Some(path));
    }
    fs::create_dir_all(layout.tools())?;
    let new = layout.tools().join(format!("rustc-wrapper.{}", std::process::id()));
    fs::write(&new, SCRIPT).with_context(|| format!("cannot write {}", new.display()))?;
    fs::set_permissions(&new, fs::Permissions::from_mode(0o755))?;
    fs::rename(&new, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Some(path))
}

/// Writes nothing.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn write(_: &Layout) -> Result<Option<PathBuf>> {
    Ok(None)
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::process;

    #[test]
    fn s9_one_crate_is_told_a_path_that_is_the_same_everywhere_and_the_others_their_own() {
        let wrapper = write(&Layout::find()).unwrap().unwrap();
        for (name, seen) in
            [("wasm_split_helpers", "/crates/wasm_split_helpers-1.2.3/Cargo.toml a b"), ("leptos", "/home/me/x a b")]
        {
            let mut command = process::command(&wrapper);
            command.args(["sh", "-c", "echo \"$CARGO_MANIFEST_PATH $0\"", "a b"]).env("CARGO_PKG_NAME", name);
            command.env("CARGO_PKG_VERSION", "1.2.3").env("CARGO_MANIFEST_PATH", "/home/me/x");
            let output = command.output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap().trim_end(), seen);
        }
    }
}
