//! After every browser test: the access tokens are where they belong, and nowhere else (bar S2).
//!
//! A token belongs in the tab's session storage, under the console's key for its own host, and in the password box
//! until it is sent. Everything else that a document, a server or the browser's log holds is searched.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;
use thirtyfour::WindowHandle;

use super::page::Page;

/// Followed by the host.
const KEY: &str = "runner-console/token/";

/// Where a token may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the session storage, at most.
    InSession,
    /// Nowhere: it was signed out, or is in memory only.
    Nowhere,
}

/// What one document holds. See `sweep.js`.
#[derive(Debug, Deserialize)]
struct Document {
    session: Value,
    typed: Typed,
    places: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Typed {
    token: Option<String>,
    host: Option<String>,
}

/// Searches all tabs of the browser.
pub(super) async fn tabs(page: &Page, kept: Kept) -> Result<()> {
    let driver = page.driver();
    let here = driver.window().await?;
    for tab in driver.windows().await? {
        switch(page, &here, &tab).await?;
        let found = tab_of(page, kept).await;
        if tab != here {
            driver.switch_to_window(here.clone()).await?;
        }
        found?;
    }
    Ok(())
}

async fn switch(page: &Page, here: &WindowHandle, tab: &WindowHandle) -> Result<()> {
    if tab != here {
        page.driver().switch_to_window(tab.clone()).await?;
    }
    Ok(())
}

async fn tab_of(page: &Page, kept: Kept) -> Result<()> {
    let script = include_str!("sweep.js");
    let answer = page.driver().execute_async(script, Vec::new()).await.context("the page cannot be swept")?;
    let mut document: Document = serde_json::from_str(answer.json().as_str().context("the sweep found nothing")?)?;
    document.places.insert("the history".to_owned(), page.history().await?);
    document.check(&page.secrets().all(), kept)
}

impl Document {
    fn check(&self, secrets: &[(String, Option<String>)], kept: Kept) -> Result<()> {
        for (secret, host) in secrets {
            let holds = |(_, content): &(&String, &Value)| content.to_string().contains(secret);
            let leaks: Vec<&str> = self.places.iter().filter(holds).map(|(place, _)| place.as_str()).collect();
            ensure!(leaks.is_empty(), "S2: an access token is in {}", leaks.join(", "));
            ensure!(
                !self.typed.host.as_deref().unwrap_or_default().contains(secret),
                "S2: an access token is in the host box"
            );
            for (key, value) in self.session.as_object().into_iter().flatten() {
                if key.contains(secret) || value.to_string().contains(secret) {
                    self.check_key(key, value == secret, host.as_deref(), kept)?;
                }
            }
        }
        Ok(())
    }

    /// Whether a token may be under this key of the session storage.
    fn check_key(&self, key: &str, whole: bool, host: Option<&str>, kept: Kept) -> Result<()> {
        let Some(named) = key.strip_prefix(KEY).filter(|_| whole) else {
            bail!("S2: an access token is in sessionStorage[{key:?}]");
        };
        ensure!(kept == Kept::InSession, "S2: an access token is still in the session storage");
        let Some(host) = host else { bail!("S2: an access token that no host took is kept for {named}") };
        // A site may reach a host elsewhere: then the address of the page names the host.
        let address = self.places["the address"].as_str().unwrap_or_default();
        ensure!(
            named == host || address.contains(&format!("host={named}")),
            "S2: the access token of {host} is kept for {named}"
        );
        // The form to connect to a host is shown to whoever is not connected to it.
        let asked = self.typed.token.is_some() && self.typed.host.as_deref().is_some_and(|typed| typed.contains(named));
        ensure!(!asked, "S2: an access token is kept for {named}, although the form asks for one");
        Ok(())
    }
}

/// Searches what somebody else wrote down, such as a server's log.
pub(super) fn text(place: &str, content: &str, secrets: &[(String, Option<String>)]) -> Result<()> {
    for (secret, _) in secrets {
        ensure!(!content.contains(secret), "S2: an access token is in {place}");
    }
    Ok(())
}
