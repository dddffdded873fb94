//! The pictures that are kept: which there are, whether they were made on a machine like this, whether a screen looks like its own.
//!
//! Letters are drawn by the fonts of a machine, so that pictures are only compared where a sample of letters looks the same.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::picture::Picture;
use super::scene::Scene;
use super::variant::{Language, Variant};
use crate::browser::Page;
use crate::layout::Layout;
use crate::serve::{Site, serve};

/// Letters in the fonts of the console, and where that they look alike is written down.
const SAMPLE: &str = "<!doctype html><title>sample</title><link rel=icon href='data:,'>
    <body style='margin: 1rem; font: 1rem system-ui, sans-serif'>
    <p>Hamburgefonstiv 0123456789 áñ¿ “…” ✓</p><p style='font-weight: 600'>Hamburgefonstiv</p>
    <p style='font-family: ui-monospace, monospace'>./config.sh --url 0O1lI</p>";
const ENVIRONMENT: &str = "environment.txt";
/// How pictures are renewed.
pub(super) const RENEW: &str = "cargo run -p harness --features browser -- pictures";

/// What is done with what a screen looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It must look like its picture.
    Compare,
    /// Pictures were made elsewhere: there must be one.
    Expect,
    /// It is the new picture.
    Renew,
}

/// The folder of pictures.
#[derive(Clone, Debug)]
pub(super) struct Album {
    layout: Layout,
}

impl Album {
    pub(super) fn new(layout: &Layout) -> Self {
        Self { layout: layout.clone() }
    }

    fn folder(&self) -> PathBuf {
        self.layout.pictures().join("gallery")
    }

    /// Whether a scene is kept in this variant: all in English, some in Spanish, where words are longer.
    pub(super) fn keeps(scene: &Scene, variant: Variant) -> bool {
        variant.language == Language::English || scene.in_spanish
    }

    fn name(scene: &Scene, variant: Variant) -> String {
        format!("{}-{variant}.png", scene.name)
    }

    /// The machine that this is, as far as pictures tell: the browser, and what its letters look like.
    pub(super) async fn environment(page: &Page) -> Result<String> {
        let site = Site::empty().without_headers().with_file("index.html", SAMPLE);
        let serving = serve(site, ([127, 0, 0, 1], 0).into()).await?;
        page.go(&serving.url()).await?;
        super::still::still(page).await?;
        let letters = URL_SAFE_NO_PAD.encode(Sha256::digest(page.driver().screenshot_as_png().await?));
        serving.stop().await;
        let version = page.devtools("Browser.getVersion", serde_json::json!({})).await?;
        Ok(format!("{}\nletters {letters}\n", version["product"].as_str().unwrap_or_default()))
    }

    /// Whether pictures can be compared here.
    pub(super) fn made_here(&self, environment: &str) -> bool {
        fs::read_to_string(self.folder().join(ENVIRONMENT)).is_ok_and(|made| made == environment)
    }

    /// Writes down where the pictures are made, and takes away those of scenes that are no more.
    pub(super) fn renewed(&self, environment: &str, scenes: &[Scene]) -> Result<()> {
        fs::create_dir_all(self.folder())?;
        fs::write(self.folder().join(ENVIRONMENT), environment)?;
        for name in self.strangers(scenes)? {
            fs::remove_file(self.folder().join(name))?;
        }
        Ok(())
    }

    /// Pictures of no scene.
    pub(super) fn strangers(&self, scenes: &[Scene]) -> Result<Vec<String>> {
        let known: Vec<String> = scenes
            .iter()
            .flat_map(|scene| {
                let all = [Language::English, Language::Spanish]
                    .into_iter()
                    .flat_map(|language| Variant::of(language, scene.on_small_screens));
                all.filter(|variant| Self::keeps(scene, *variant)).map(|variant| Self::name(scene, variant))
            })
            .collect();
        let mut names = Vec::new();
        let Ok(entries) = fs::read_dir(self.folder()) else { return Ok(names) };
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !known.contains(&name) && name != ENVIRONMENT {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Does with what a scene looks like what is to be done.
    pub(super) fn take(&self, scene: &Scene, variant: Variant, shown: &[u8], what_for: Use) -> Result<()> {
        let name = Self::name(scene, variant);
        let file = self.folder().join(&name);
        if what_for == Use::Renew {
            let shown = Picture::read(shown)?;
            // A picture that still looks the same is not written anew: nobody wants to review it.
            let same =
                fs::read(&file).is_ok_and(|kept| Picture::read(&kept).is_ok_and(|kept| shown.differs(&kept).is_none()));
            fs::create_dir_all(self.folder())?;
            return if same { Ok(()) } else { Ok(fs::write(&file, shown.write()?)?) };
        }
        let Ok(kept) = fs::read(&file) else {
            bail!("there is no picture of it; look at it, then: {RENEW}");
        };
        if what_for == Use::Expect {
            return Ok(());
        }
        let (expected, actual) = (Picture::read(&kept).with_context(|| name.clone())?, Picture::read(shown)?);
        let Some(difference) = expected.differs(&actual) else { return Ok(()) };
        let evidence = self.layout.evidence().join("gallery");
        fs::create_dir_all(&evidence)?;
        let stem = name.trim_end_matches(".png");
        fs::write(evidence.join(format!("{stem}.expected.png")), kept)?;
        fs::write(evidence.join(format!("{stem}.actual.png")), shown)?;
        fs::write(evidence.join(format!("{stem}.diff.png")), difference.picture.write()?)?;
        let shown = evidence.join(stem);
        bail!(
            "it does not look like its picture: {} pixels differ. See {}.diff.png; if it is as it should be: {RENEW}",
            difference.pixels,
            self.layout.shown(&shown)
        );
    }
}
