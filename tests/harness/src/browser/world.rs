//! What a test has at hand: the page, the simulated GitHub, the clipboard, a folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use simulator::Running;

use super::driver::Session;
use super::clipboard::{self, Reader};
use super::console::{Entry, Log};
use super::evidence;
use super::page::Page;
use super::scenario::Scenario;
use crate::layout::Layout;
use crate::serve::{self, Serving, Site};

/// The world of one test; nothing in it is shared with another.
#[derive(Debug)]
pub struct World {
    page: Page,
    github: Running,
    site: Serving,
    session: Session,
    clipboard: Reader,
    log: Log,
    /// Where the test may write: new, and removed after the test.
    folder: PathBuf,
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
        fs::create_dir_all(&folder)?;
        let github = simulator::start(scenario.github.clone()).await.context("cannot start the simulated GitHub")?;
        let site = serve::serve(scenario.site(load_site(&layout)?, github.ready()), ([127, 0, 0, 1], 0).into()).await?;
        let session = Session::start(&own.join("profile"), scenario.colour_scheme).await?;
        let page = session.page.clone();
        page.resize(scenario.width, scenario.height).await?;
        let (clipboard, log) = (Reader::start().await?, Log::default());
        Ok(Self { page, github, site, session, clipboard, log, folder, evidence })
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

    /// The console's address, with a slash at the end.
    pub fn site_url(&self) -> String {
        self.site.url()
    }

    /// A folder that is new for this test and is removed after it.
    pub fn folder(&self) -> &Path {
        &self.folder
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

    pub(super) async fn check_console(&self) -> Result<()> {
        self.log.check(&self.page, &self.github.ready().web).await
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
        remove(self.folder.parent().unwrap_or(&self.folder))?;
        closed
    }
}

fn load_site(layout: &Layout) -> Result<Site> {
    let folder = layout.site();
    let advice = || format!("no built page in {}: `cargo verify e2e` builds it", layout.shown(&folder));
    Site::load(&folder).with_context(advice)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
