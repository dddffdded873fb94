//! What a test has at hand: the page, the simulated GitHub, the clipboard, a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::extract::Request;
use simulator::{Config, Running};

use super::clipboard::{self, Reader};
use super::console::{Entry, Log, VIOLATIONS};
use super::driver::Session;
use super::evidence;
use super::page::Page;
use super::scenario::Scenario;
use super::stranger::readable;
use super::sweep::{self, Kept};
use super::wait::until;
use crate::layout::Layout;
use crate::serve::{self, Serving, Site};

/// The world of one test; nothing in it is shared with another.
#[derive(Debug)]
pub struct World {
    page: Page,
    github: Running,
    /// Further ones, in the order in which they were started.
    others: Mutex<Vec<Arc<Running>>>,
    site: Serving,
    /// What the site was asked for, with the headers.
    visits: Arc<Mutex<Vec<String>>>,
    session: Session,
    clipboard: Reader,
    log: Log,
    /// Where the test may write: new, and removed after the test.
    folder: PathBuf,
    /// Where the browser saves files.
    downloads: PathBuf,
    /// What stays of a test that failed.
    evidence: PathBuf,
}

impl World {
    pub(super) async fn start(scenario: &Scenario, name: &str) -> Result<Self> {
        let layout = Layout::find();
        let evidence = layout.evidence().join(name);
        remove(&evidence)?;
        // A process id, since two runs may be under way in one checkout.
        let own = layout.evidence().join(format!(".{name}.{}", std::process::id()));
        let folder = own.join("folder");
        let downloads = own.join("downloads");
        for path in [&folder, &downloads] {
            fs::create_dir_all(path)?;
        }
        let github = simulator::start(scenario.github.clone()).await.context("cannot start the simulated GitHub")?;
        let visits = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&visits);
        let note = move |request: &Request| {
            let line = format!("{} {} {:?}", request.method(), request.uri(), readable(request.headers()));
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        };
        let built = scenario.site(load_site(&layout)?, github.ready());
        let site = serve::serve_noting(built, ([127, 0, 0, 1], 0).into(), note).await?;
        let session = Session::start(&own.join("profiles"), &downloads, scenario.colour_scheme).await?;
        let page = session.page.clone();
        page.secrets().of(&github);
        page.run_in_each_document(VIOLATIONS).await?;
        page.resize(scenario.width, scenario.height).await?;
        let (clipboard, log) = (Reader::start().await?, Log::default());
        let others = Mutex::default();
        Ok(Self { page, github, others, site, visits, session, clipboard, log, folder, downloads, evidence })
    }

    /// Opens the console with this query (`""` or `?…`) and returns its page.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn open(&self, query: &str) -> Result<&Page> {
        self.page.go(&format!("{}{query}", self.site.url())).await?;
        Ok(&self.page)
    }

    /// The tab that shows the console.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The simulated GitHub.
    pub fn github(&self) -> &Running {
        &self.github
    }

    /// Starts another simulated GitHub. Its tokens are looked after as those of the first are.
    ///
    /// # Errors
    /// It does not start.
    pub async fn another_github(&self, config: Config) -> Result<Arc<Running>> {
        let other = Arc::new(simulator::start(config).await.context("cannot start another simulated GitHub")?);
        self.page.secrets().of(&other);
        self.others.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&other));
        Ok(other)
    }

    /// The console's address, with a slash at the end.
    pub fn site_url(&self) -> String {
        self.site.url()
    }

    /// A folder that is new for this test and is removed after it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until the page has saved a file whose name ends so, and returns its text. No access token may be in it.
    ///
    /// # Errors
    /// None is saved in time, or it holds a token.
    pub async fn downloaded(&self, ending: &str) -> Result<String> {
        let what = format!("a saved file that ends in {ending}");
        let saved = until(&what, async || {
            for entry in fs::read_dir(&self.downloads)? {
                let path = entry?.path();
                if path.to_string_lossy().ends_with(ending) {
                    let text = fs::read_to_string(&path)?;
                    // Some browsers make the file first and fill it then.
                    return Ok((!text.is_empty()).then_some((path, text)));
                }
            }
            Ok(None)
        });
        let (path, text) = saved.await?;
        sweep::text("a saved file", &text, &self.page.secrets().all())?;
        // The next one of its kind is another.
        fs::remove_file(path)?;
        Ok(text)
    }

    /// What another application would paste.
    ///
    /// # Errors
    /// There is no text on the clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        self.clipboard.read(&self.page).await
    }

    /// Lets the console write to the clipboard, or refuses it, as a browser's settings do.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn set_clipboard_writable(&self, writable: bool) -> Result<()> {
        clipboard::set_writable(&self.page, &format!("http://{}", self.site.address()), writable).await
    }

    /// Everything in the browser's log so far.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn console(&self) -> Result<Vec<Entry>> {
        self.log.read(&self.page).await
    }

    /// Entries of the log with this in them are expected by this test, such as a refused connection.
    pub fn allow_in_console(&self, part: &str) {
        self.log.allow(part);
    }

    /// This test breaks the page's policy on purpose: violations of this directive are expected, and at least one.
    pub fn expect_violation(&self, directive: &str) {
        self.log.expect_violation(directive);
    }

    /// Searches for the access tokens wherever they must not be (bar S2). Done after every test by itself; by hand where
    /// a moment within a test counts, or where they must be nowhere at all.
    ///
    /// # Errors
    /// One was found; the message says where.
    pub async fn sweep(&self, kept: Kept) -> Result<()> {
        sweep::tabs(&self.page, kept).await?;
        let secrets = self.page.secrets().all();
        for entry in self.console().await? {
            sweep::text("the browser's log", &entry.message, &secrets)?;
        }
        for line in self.visits.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            sweep::text("a request to the console's own site", line, &secrets)?;
        }
        for entry in self.github_logs() {
            // The log writes the token's name for its value, in the one header where it belongs.
            sweep::text("a request to GitHub", &serde_json::to_string(&entry)?, &secrets)?;
            let referrer = entry.headers.get("referer").map(String::as_str).unwrap_or_default();
            let told = referrer.contains(&self.site.address().to_string());
            anyhow::ensure!(!told, "S2: GitHub was sent a referrer: {entry:?}");
        }
        Ok(())
    }

    /// From now on the sweep looks for this, too, as for a token of the simulated GitHub.
    pub fn watch_for(&self, token: &str) {
        self.page.secrets().add(token, self.github.ready().web.trim_start_matches("http://"));
    }

    /// The sweep looks no longer for this.
    pub fn stop_watching_for(&self, token: &str) {
        self.page.secrets().remove(token);
    }

    fn github_logs(&self) -> Vec<simulator::log::Entry> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let other = others.iter().flat_map(|github| github.state().requests());
        self.github.state().requests().into_iter().chain(other).collect()
    }

    /// What every test ends with.
    pub(super) async fn check(&self) -> Result<()> {
        self.sweep(Kept::InSession).await?;
        self.log.check(&self.page, &self.github_addresses()).await
    }

    fn github_addresses(&self) -> Vec<String> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let other = others.iter().map(|github| github.ready().web.clone());
        std::iter::once(self.github.ready().web.clone()).chain(other).collect()
    }

    pub(super) async fn leave_evidence(&self, failure: &anyhow::Error) -> Result<&Path> {
        evidence::leave(&self.evidence, &self.page, self.console().await, failure).await?;
        Ok(&self.evidence)
    }

    /// Ends everything that was started, and removes what was written.
    pub(super) async fn close(self) -> Result<()> {
        let closed = self.session.close().await;
        self.site.stop().await;
        self.github.stop().await;
        // The test is over, so that nobody else holds them; one that is held ends with the runtime.
        for other in self.others.into_inner().unwrap_or_else(PoisonError::into_inner) {
            if let Ok(other) = Arc::try_unwrap(other) {
                other.stop().await;
            }
        }
        let own = self.folder.parent().unwrap_or(&self.folder);
        // The last processes of a browser may write for a moment after it has closed.
        until("the profile's removal", async || remove(own).map(Some)).await?;
        closed
    }
}

fn load_site(layout: &Layout) -> Result<Site> {
    let folder = layout.site();
    let advice = || format!("no built page in {}: `cargo verify e2e` builds it", layout.shown(&folder));
    Site::load(&folder).with_context(advice)
}

pub(super) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
