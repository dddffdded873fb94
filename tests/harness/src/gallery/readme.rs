//! The pictures of README: two scenes, and the tour. The only ones that are kept in the repository.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::picture::Picture;
use super::studio::Studio;
use super::variant::{Language, Theme, Variant, Width};
use super::{scenes, tour};
use crate::browser::{Engine, Scenario};
use crate::layout::Layout;
use crate::page;
use crate::serve::Site;
use crate::tools::BuildTools;
use crate::tools::browser::Browser;

/// The scene of both.
const SCENE: &str = "runners";
const SCREENS: [(&str, Width, Theme); 2] =
    [("runners-1440-light.png", Width::Wide, Theme::Light), ("runners-390-dark.png", Width::Narrow, Theme::Dark)];
const TOUR: &str = "tour.png";

/// Takes all of them anew: `cargo run -p harness --features browser -- pictures`.
///
/// # Errors
/// The page does not build, or a scene cannot be come to.
pub fn renew() -> Result<()> {
    ensure!(Engine::of_this_run()? == Engine::Chromium, "pictures are made in Chromium");
    let layout = Layout::find();
    let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
    Browser::ensure(&layout)?;
    let built = Site::load(&page::build(&layout, &tools)?)?;
    let folder = layout.pictures();
    fs::create_dir_all(&folder)?;
    let scene = scenes::all().into_iter().find(|scene| scene.name == SCENE).context("the scene is gone")?;
    Scenario::new().run(async |world| {
        let studio = Studio::new(world, built.clone());
        let stage = studio.come(&scene, Language::English).await?;
        for (name, width, theme) in SCREENS {
            studio.look(&scene, Variant { language: Language::English, width, theme }).await?;
            let file = folder.join(name);
            let picture = Picture::read(&studio.picture().await?)?;
            fs::write(&file, picture.write()?).with_context(|| format!("cannot write {}", file.display()))?;
        }
        studio.leave(stage).await?;
        studio.finish().await
    })?;
    tour::take(built, &folder.join(TOUR))?;
    println!("The pictures are in {}", layout.shown(&folder));
    Ok(())
}

/// README shows its pictures, and they are there.
pub(super) fn check(layout: &Layout) -> Result<()> {
    let text = fs::read_to_string(layout.root().join("README.md")).context("cannot read README.md")?;
    for name in SCREENS.map(|(name, ..)| name).into_iter().chain([TOUR]) {
        ensure!(text.contains(&format!("](tests/pictures/{name})")), "README does not show {name}");
        ensure!(layout.pictures().join(name).is_file(), "there is no picture {name}");
    }
    Ok(())
}
