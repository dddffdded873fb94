//! S9, of the page as it is shipped: it is what Trunk makes, nothing tells where it was built, and its bill of materials is
//! beside it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;

use anyhow::{Context, Result, ensure};
use harness::layout::Layout;
use harness::page::{Workshop, bill, path_remap};
use harness::process;
use harness::serve::Site;
use harness::tools::BuildTools;

/// How the folders of builders begin, whoever they are, and where their crates are.
const ANYBODY: [&str; 6] = ["/home/", "/Users/", "/root/", "C:\\Users", "registry/src", ".rustup"];
/// Where the console names the home of a user that user data makes on another machine (`commands/user_data.rs`).
const OWN: [&str; 2] = ["cd /home/", "homedir: /home/"];

#[test]
fn s9_no_file_of_the_page_holds_a_path_of_the_building_machine() -> Result<()> {
    let layout = Layout::find();
    let mut paths: Vec<OsString> = ANYBODY.map(OsString::from).into();
    paths.extend([
        layout.root().into(),
        layout.target().into(),
        path_remap::cargo_home()?.into(),
        path_remap::rustup_home()?.into(),
    ]);
    paths.extend(env::var_os("HOME"));
    // A home of one letter, as some containers have it, is everywhere; what is in it is searched for all the same.
    paths.retain(|path| path.len() > 4);
    let texts: Vec<&OsStr> = paths.iter().map(OsString::as_os_str).collect();
    let mut files = 0;
    for entry in fs::read_dir(layout.site()).context("no built page: `cargo verify e2e` builds it")? {
        let path = entry?.path();
        let mut content = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        for own in OWN {
            content = content.replace(own, "");
        }
        let found = path_remap::first_found(content.as_bytes(), &texts);
        ensure!(found.is_none(), "{} holds {found:?}", path.display());
        files += 1;
    }
    ensure!(files > 6, "only {files} files: is that the page?");
    Ok(())
}

#[test]
fn s9_every_file_of_the_page_is_as_trunk_build_makes_it() -> Result<()> {
    let layout = Layout::find();
    let folder = layout.target().join("plain-trunk");
    let tools = BuildTools::ensure(&layout, || Ok(()))?;
    let trunk = Workshop::here(&layout)?.trunk(&tools, &folder)?;
    ensure!(trunk.get_args().eq(["build", "--release"]), "{trunk:?}");
    process::run_hidden(trunk, "page, by Trunk alone", &layout.tools().join("plain-trunk.log"))?;
    let (shipped, plain) = (Site::load(&layout.site())?, Site::load(&folder)?);
    let names = |site: &Site| site.names().filter(|name| *name != bill::FILE).map(str::to_owned).collect::<Vec<_>>();
    ensure!(names(&shipped) == names(&plain), "{:?} and {:?}", names(&shipped), names(&plain));
    for name in names(&plain) {
        ensure!(shipped.bytes(&name) == plain.bytes(&name), "{name} is not as Trunk made it");
    }
    Ok(())
}

#[test]
fn s9_the_bill_of_materials_is_beside_the_page() -> Result<()> {
    let layout = Layout::find();
    let shipped = fs::read_to_string(layout.site().join(bill::FILE)).context("no bill")?;
    let now = bill::bill(&layout)?;
    let other = shipped.lines().zip(now.lines()).find(|(shipped, now)| shipped != now);
    ensure!(shipped == now, "the bill beside the page is of other sources: {other:?}");
    Ok(())
}
