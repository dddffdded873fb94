//! One browser that walks from scene to scene.
//!
//! Invariant: each scene has a site, a simulated GitHub and hence an origin of its own: nothing of one is left in the next.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value, json};
use simulator::Running;

use super::scene::{HOST, Scene, Session, Settings, Step, UNREACHABLE};
use super::still::{is_still, still};
use super::variant::{Language, Theme, Variant, Width};
use crate::browser::{Key, Page, World, until};
use crate::serve::{Serving, Site, serve};

/// The shown thing of a selector, if there is one.
const FIND: &str = "const find = (css) => [...document.querySelectorAll(css)].find((one) => one.checkVisibility());";
/// An hour and a day before now, when the token was typed and used.
const LONG_AGO: &str = "`${Date.now() - 90000000} ${Date.now() - 60000}`";

/// A browser, and the built page.
pub(super) struct Studio<'a> {
    world: &'a World,
    page: &'a Page,
    built: Site,
}

/// A scene on the screen.
pub(super) struct Stage {
    site: Serving,
    is_offline: bool,
}

impl<'a> Studio<'a> {
    pub(super) fn new(world: &'a World, built: Site) -> Self {
        // What browsers say of requests that fail on purpose.
        for words in ["net::ERR_", "CORS policy", "/favicon.ico", ".wasm", "Failed to fetch"] {
            world.allow_in_console(words);
        }
        Self { world, page: world.page(), built }
    }

    /// The tab.
    pub(super) fn page(&self) -> &Page {
        self.page
    }

    /// Comes to a scene, on a wide screen.
    pub(super) async fn come(&self, scene: &Scene, language: Language) -> Result<Stage> {
        self.open(scene, language, Width::Wide.pixels()).await.map(|(stage, _)| stage)
    }

    /// Comes to a scene and goes on from there; what it looks like after each step that has a time, with that time.
    pub(super) async fn film(
        &self,
        scene: &Scene,
        language: Language,
        screen: (u32, u32),
        steps: &[(Step, u16)],
    ) -> Result<Vec<(Vec<u8>, u16)>> {
        let (mut stage, github) = self.open(scene, language, screen).await?;
        self.page.devtools("Emulation.setEmulatedMedia", Theme::Light.media()).await?;
        let mut frames = Vec::new();
        for (step, time) in steps {
            self.step(step, &github, &mut stage).await.with_context(|| format!("{step:?}"))?;
            if *time > 0 {
                still(self.page).await?;
                frames.push((self.picture().await?, *time));
            }
        }
        self.leave(stage).await?;
        self.finish().await?;
        Ok(frames)
    }

    async fn open(&self, scene: &Scene, language: Language, screen: (u32, u32)) -> Result<(Stage, Arc<Running>)> {
        let github = self.world.another_github(scene.github.clone()).await?;
        // No picture names a port: addresses of files are the host's own.
        github.state().with(|state| format!("https://{HOST}").clone_into(&mut state.base.web));
        let site = serve(self.site(scene, &github), ([127, 0, 0, 1], 0).into()).await?;
        let (width, height) = screen;
        self.page.resize(width, height).await?;
        // Of several browsers on one screen only one has the focus of the system.
        self.page.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        let mut stage = Stage { site, is_offline: false };
        for step in &scene.before {
            self.step(step, &github, &mut stage).await.with_context(|| format!("before it is opened: {step:?}"))?;
        }
        self.prepare_tab(scene, language, &github, &stage.site).await?;
        let host = if scene.session.is_some() { format!("?host={HOST}") } else { String::new() };
        self.page.go(&format!("{}{host}{}", stage.site.url(), scene.query)).await?;
        for step in &scene.steps {
            self.step(step, &github, &mut stage).await.with_context(|| format!("{step:?}"))?;
        }
        Ok((stage, github))
    }

    /// Looks at the scene in another way.
    pub(super) async fn look(&self, scene: &Scene, variant: Variant) -> Result<()> {
        self.turn(variant, 1).await?;
        let Some(subject) = scene.subject else { return still(self.page).await };
        // Where an earlier look, or what was there before, had scrolled to must not show.
        still(self.page).await?;
        let scroll = format!(
            "const subject = document.querySelector('{subject}');
            for (let part = subject; part; part = part.parentElement) part.scrollTop = 0;
            subject.scrollIntoView({{ block: 'nearest' }});"
        );
        self.page.script(&scroll).await?;
        still(self.page).await
    }

    /// Looks at it so that nobody has to judge what is out of sight or half covered: the screen is so high that no dialog
    /// has to be scrolled, and where the page is, a row begins below the table's head.
    pub(super) async fn look_in_full(&self, variant: Variant) -> Result<()> {
        let has_dialog = self.page.script("return !!document.querySelector('dialog[open]')").await? == true;
        self.turn(variant, if has_dialog { 4 } else { 1 }).await?;
        still(self.page).await?;
        let align = "if (scrollY === 0) return false;
            const head = Math.max(0, document.querySelector('thead')?.getBoundingClientRect().bottom ?? 0);
            const tops = [...document.querySelectorAll('tbody [role=row]')].map((row) => row.getBoundingClientRect().top);
            const next = Math.min(...tops.filter((top) => top >= head));
            if (isFinite(next)) scrollBy(0, next - head);
            return true";
        // Waiting for the page to be still is most of the time that a look takes.
        if self.page.script(align).await? == true { still(self.page).await } else { Ok(()) }
    }

    /// Gives the screen the size of a variant, so many times as high, and its theme.
    async fn turn(&self, variant: Variant, times_as_high: u32) -> Result<()> {
        let (width, height) = variant.width.pixels();
        self.page.resize(width, times_as_high * height).await?;
        self.page.devtools("Emulation.setEmulatedMedia", variant.theme.media()).await.map(drop)
    }

    /// What it looks like.
    pub(super) async fn picture(&self) -> Result<Vec<u8>> {
        loop {
            let picture = self.page.driver().screenshot_as_png().await?;
            if is_still(self.page).await? {
                return Ok(picture);
            }
            still(self.page).await?;
        }
    }

    /// Leaves the last scene for a page whose storages can be searched for tokens.
    pub(super) async fn finish(&self) -> Result<()> {
        self.page.go(&format!("{}config.json", self.world.site_url())).await
    }

    /// Leaves the scene.
    pub(super) async fn leave(&self, stage: Stage) -> Result<()> {
        if stage.is_offline {
            self.network(false).await?;
        }
        // Requests that are held would keep the site's and the page's connections open.
        self.page.go("about:blank").await?;
        stage.site.stop().await;
        Ok(())
    }

    fn site(&self, scene: &Scene, github: &Running) -> Site {
        let settings = match &scene.settings {
            Settings::Whole(text) => (*text).to_owned(),
            Settings::More(more) => {
                let mut settings = more.clone();
                settings["api_base"] = json!({ HOST: github.ready().api, UNREACHABLE: "http://127.0.0.1:1/api/v3" });
                settings.to_string()
            }
        };
        let site = self.built.clone().with_file("config.json", settings);
        let is_wasm = |name: &&str| Path::new(name).extension().is_some_and(|end| end == "wasm");
        match self.built.names().find(is_wasm) {
            Some(program) if scene.lacks_program => site.without_file(program),
            _ => site,
        }
    }

    /// Fills the storages of the tab, from a page of the site that runs nothing.
    async fn prepare_tab(&self, scene: &Scene, language: Language, github: &Running, site: &Serving) -> Result<()> {
        self.page.go(&format!("{}config.json", site.url())).await?;
        let mut preferences = json!({ "language": language.code() });
        if let Some((name, value)) = scene.preference {
            preferences[name] = json!(value);
        }
        let mut script =
            format!("localStorage.setItem('runner-console/preferences', {});", json!(preferences.to_string()));
        if let Some(session) = scene.session {
            let ready = github.ready();
            let token = match session {
                Session::Connected | Session::Old => &ready.token,
                Session::Expired => &ready.expired_token,
                Session::ReadOnly => &ready.read_only_token,
            };
            let recents = json!([{ "organization": ready.org }, { "repository": ready.repo }]).to_string();
            let mut keep = |key: &str, value: &str| {
                let place = format!("runner-console/{key}/{HOST}");
                script.extend(["sessionStorage.setItem('", &place, "', ", value, ");"]);
            };
            keep("token", &json!(token).to_string());
            keep("recents", &json!(recents).to_string());
            if session == Session::Old {
                keep("times", LONG_AGO);
            }
        }
        self.page.script(&script).await.map(drop)
    }

    async fn step(&self, step: &Step, github: &Running, stage: &mut Stage) -> Result<()> {
        let page = self.page;
        match step {
            Step::Press(what) => self.press(what).await,
            Step::InRow(name, what) => {
                let row = format!(
                    "{FIND} const row = [...document.querySelectorAll('[role=row]')].find((row) => \
                     row.querySelector('[role=rowheader]')?.innerText.includes({}));
                     const it = row?.querySelector({}); it?.click(); return !!it",
                    json!(name),
                    json!(what)
                );
                page.script_until(&format!("{what} in the row of {name}"), &row).await.map(drop)
            }
            Step::Type(what, text) => {
                let ready = github.ready();
                let text = text.replace("TOKEN", &ready.token).replace("EXPIRED", &ready.expired_token);
                let type_it = format!(
                    "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(it, {});
                     it.dispatchEvent(new Event('input', {{ bubbles: true }}));",
                    json!(text)
                );
                self.when(what, &type_it).await
            }
            Step::Await(what) => self.when(what, "").await,
            Step::Focus(what) => self.when(what, "it.focus();").await,
            Step::Key('↓') => page.press(Key::Down).await,
            Step::Key('⌘') => page.press(Key::Control + "k").await,
            Step::Key(key) => page.press(key.to_string()).await,
            Step::Scroll(share) => {
                let script = format!("scrollTo(0, document.documentElement.scrollHeight * {share})");
                page.script(&script).await.map(drop)
            }
            Step::Strike(fault) => {
                github.state().add_fault(serde_json::from_value(fault.clone())?);
                Ok(())
            }
            Step::Control(method, body) => {
                let (status, answer) = github.state().control(method, "runners", body);
                ensure!(status.is_success(), "{answer}");
                Ok(())
            }
            Step::Offline => {
                stage.is_offline = true;
                self.network(true).await
            }
            Step::Script(script) => page.script(script).await.map(drop),
        }
    }

    /// Waits until a thing is shown, and does something with it (`it`).
    async fn when(&self, what: &str, action: &str) -> Result<()> {
        let script = format!("{FIND} const it = find({}); if (!it) return false; {action} return true", json!(what));
        self.page.script_until(what, &script).await.map(drop)
    }

    /// Presses a thing as a person does, who alone may write to the clipboard.
    async fn press(&self, what: &str) -> Result<()> {
        let find = format!(
            "(() => {{ {FIND} const it = find({}); if (!it || it.disabled) return false; it.click(); return true }})()",
            json!(what)
        );
        until(what, async || {
            let parameters = json!({ "expression": find, "returnByValue": true, "userGesture": true });
            let answer = self.page.devtools("Runtime.evaluate", parameters).await?;
            Ok((answer["result"]["value"] == true).then_some(()))
        })
        .await
    }

    async fn network(&self, offline: bool) -> Result<()> {
        self.page.devtools("Network.enable", json!({})).await?;
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.page.devtools("Network.emulateNetworkConditions", conditions).await.map(drop)
    }
}

/// Whether the page that was built knows several languages: its boot script reads which one is preferred.
pub(super) fn languages(built: &Site) -> Vec<Language> {
    let page = String::from_utf8_lossy(built.bytes("index.html").unwrap_or_default()).into_owned();
    let knows = page.contains("runner-console/preferences");
    if knows { vec![Language::English, Language::Spanish] } else { vec![Language::English] }
}

/// The language of the page must be the one that was asked for.
pub(super) async fn check_language(page: &Page, language: Language) -> Result<()> {
    let is: Value = page.script("return document.documentElement.lang").await?;
    if is == language.code() { Ok(()) } else { Err(anyhow!("the page is in {is}, not in {:?}", language.code())) }
}
