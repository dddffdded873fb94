//! S4: a file that was damaged on the way is not run, and the page says so.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use harness::browser::Scenario;
use harness::layout::Layout;
use harness::serve::{Site, serve};
use sha2::{Digest, Sha384};

use super::admin::{Admin, ORG};
use super::rows::until_rows;

/// What counts as a program or its looks.
const CHECKED: [&str; 3] = ["css", "js", "wasm"];

/// Said where nothing can start, and where a part that is loaded later does not come whole.
const NO_START: &str = "Runner Console could not start.";
const NO_PART: &str = "This part of the console could not be loaded.";

/// The part of the page that the first part loads: the form to connect is in it.
fn is_later(name: &str) -> bool {
    name.starts_with("later-")
}

/// As a page writes it.
fn hash(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[test]
fn s4_one_byte_flipped_in_any_file_and_the_console_does_not_start_and_says_so() -> Result<()> {
    Scenario::new().run(async |world| {
        // The browser's own words, and the name of the style sheet that the boot script logs.
        for words in ["integrity", "Failed to fetch", ".css"] {
            world.allow_in_console(words);
        }
        let built = Site::load(&Layout::find().site())?;
        let checked: Vec<String> =
            built.names().filter(|name| CHECKED.iter().any(|end| name.ends_with(end))).map(str::to_owned).collect();
        for end in CHECKED {
            ensure!(checked.iter().any(|name| name.ends_with(end)), "the built page has no file that ends with {end}");
        }
        for name in &checked {
            let whole = built.bytes(name).unwrap_or_default();
            for place in [0, whole.len() / 2, whole.len() - 1] {
                let mut damaged = whole.to_vec();
                damaged[place] ^= 1;
                let site = serve(built.clone().with_file(name, damaged), ([127, 0, 0, 1], 0).into()).await?;
                let page = world.page();
                page.go(&site.url()).await?;
                page.all("alert").shows(if is_later(name) { NO_PART } else { NO_START }).await?;
                ensure!(
                    page.all("textbox").count().await? == 0,
                    "{name} was damaged at {place}, and the console started"
                );
                site.stop().await;
            }
        }
        Ok(())
    })
}

#[test]
fn s4_every_file_that_is_checked_names_its_hash() -> Result<()> {
    let built = Site::load(&Layout::find().site())?;
    let page = String::from_utf8_lossy(built.bytes("index.html").unwrap_or_default()).into_owned();
    for name in built.names().filter(|name| CHECKED.iter().any(|end| name.ends_with(end)) && !is_later(name)) {
        let tag = page.split('<').find(|tag| tag.contains(name)).unwrap_or_default();
        ensure!(tag.contains("integrity=\"sha384-"), "{name}: {tag:?}");
    }
    // The first part asks for the other one itself.
    let [css, js, wasm] = CHECKED;
    let program = built.names().find(|name| name.ends_with(js)).context("the page has no program")?;
    let program = String::from_utf8_lossy(built.bytes(program).unwrap_or_default()).into_owned();
    // However its quotes and spaces are written by now.
    let program: String = program.chars().filter(|character| !matches!(character, '"' | '`' | ' ')).collect();
    let hash_of = |name: &str| hash(built.bytes(name).unwrap_or_default());
    for end in [css, wasm] {
        let later = built.names().find(|name| is_later(name) && name.ends_with(end));
        let later = later.with_context(|| format!("no {end} comes later"))?;
        let (before, after) = program.split_once(later).context("the program does not ask for the later part")?;
        let asked = format!("integrity:{}", hash_of(later));
        let near = [&before[before.len() - 120..], &after[..120]].concat();
        ensure!(near.contains(&asked), "{later}: {near}, not {asked}");
    }
    Ok(())
}

#[test]
fn a_part_that_did_not_come_is_asked_for_again_and_the_rows_stay() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        for words in ["Failed to fetch", "Failed to load resource", "NetworkError"] {
            world.allow_in_console(words);
        }
        let site = Site::load(&Layout::find().site())?;
        let later = site.names().find(|name| is_later(name) && name.ends_with("wasm"));
        let later = later.context("the page has one part only")?;
        let admin = Admin::at(world, ORG).await?;
        until_rows(&admin, 3).await?;
        let cut = admin.page.cut_off(&format!("{}{later}", world.site_url())).await?;
        admin.page.reload().await?;
        // The rows need the first part alone.
        until_rows(&admin, 3).await?;
        let add = admin.page.get("button", "Add runner");
        add.click().await?;
        let alert = admin.page.all("alert");
        alert.shows(NO_PART).await?;
        alert.get("button", "Close").click().await?;
        alert.gone().await?;

        add.click().await?;
        alert.shows(NO_PART).await?;
        alert.get("button", "Try again").click().await?;
        alert.shows(NO_PART).await?;
        admin.page.reach_again(&cut).await?;
        alert.get("button", "Try again").click().await?;
        admin.dialog("Add runner").await?;
        admin.escape().await?;
        until_rows(&admin, 3).await
    })
}
