//! A browser without a test around it: nothing runs in its pages but what is asked for, so that it can be measured in.
//!
//! Invariant: each has a new profile, hence an empty cache; it is removed with the browser.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::driver::Session;
use super::engine::Engine;
use super::page::{ColourScheme, Page};
use super::wait::until;
use super::world::remove;

/// A Chromium with one empty tab of 1440 × 900.
#[derive(Debug)]
pub struct Bare {
    session: Session,
    profiles: PathBuf,
}

impl Bare {
    /// Starts it with its profile at `profiles`, which is removed when it is closed.
    ///
    /// # Errors
    /// It does not start, or this run is for Firefox, which cannot tell what is measured here.
    pub async fn start(profiles: &Path) -> Result<Self> {
        if Engine::of_this_run()? != Engine::Chromium {
            bail!("only Chromium can be measured");
        }
        remove(profiles)?;
        let session = Session::start(profiles, &profiles.join("downloads"), ColourScheme::Light).await?;
        session.page.resize(1440, 900).await?;
        Ok(Self { session, profiles: profiles.to_owned() })
    }

    /// Its tab.
    pub fn page(&self) -> &Page {
        &self.session.page
    }

    /// Closes it.
    ///
    /// # Errors
    /// It does not close, or its profile cannot be removed.
    pub async fn close(self) -> Result<()> {
        let closed = self.session.close().await;
        // Its last processes may write for a moment after it has closed.
        until("the profile's removal", async || remove(&self.profiles).map(Some)).await?;
        closed
    }
}
