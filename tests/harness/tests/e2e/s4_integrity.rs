//! S4: a file that was damaged on the way is not run, and the page says so.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use harness::browser::Scenario;
use harness::layout::Layout;
use harness::serve::{Site, serve};
use sha2::{Digest, Sha384};

/// What counts as a program or its looks.
const CHECKED: [&str; 3] = ["css", "js", "wasm"];

/// Said where nothing can start.
const NO_START: &str = "Runner Console could not start.";

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
                page.all("alert").shows(NO_START).await?;
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
    for name in built.names().filter(|name| CHECKED.iter().any(|end| name.ends_with(end))) {
        let tag = page.split('<').find(|tag| tag.contains(name)).unwrap_or_default();
        let named = format!("integrity=\"{}\"", hash(built.bytes(name).unwrap_or_default()));
        ensure!(tag.contains(&named), "{name}: {tag:?}, not {named}");
    }
    Ok(())
}
