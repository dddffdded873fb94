//! A clock of the page that a test moves: timers of five seconds and more wait for it, and for nothing else, however slow
//! the machine is; shorter ones run as ever.
//!
//! Invariant: nothing here waits for time to pass, so that an hour costs nothing.

use anyhow::Result;
use harness::browser::Page;

/// Put into each document before its own scripts. `OFFSET` is how wrong the clock is from the start, in seconds.
const SCRIPT: &str = "(() => {
    const now = Date.now.bind(Date), steady = performance.now.bind(performance);
    const set = setTimeout.bind(window), clear = clearTimeout.bind(window);
    const held = new Map();
    let passed = 0, last = 1e9;
    let offset = OFFSET * 1000;
    Date.now = () => now() + offset + passed;
    performance.now = () => steady() + passed;
    window.setTimeout = (task, wait, ...rest) => {
        if (!(wait >= 5000)) return set(task, wait, ...rest);
        held.set(++last, { due: passed + wait, run: () => task(...rest) });
        return last;
    };
    window.clearTimeout = (id) => { if (!held.delete(id)) clear(id); };
    window.letPass = (seconds) => {
        passed += seconds * 1000;
        for (const [id, timer] of [...held]) if (timer.due <= passed && held.delete(id)) timer.run();
    };
    window.setBack = (seconds) => { offset -= seconds * 1000; };
    const hide = (state) => () => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
        document.dispatchEvent(new Event('visibilitychange'));
    };
    window.hideTab = hide('hidden');
    window.showTab = hide('visible');
})()";

/// The clock of a page.
#[derive(Clone, Copy)]
pub struct Clock<'a>(&'a Page);

impl<'a> Clock<'a> {
    /// Takes the clock over, in all documents that are opened from now on; it is wrong by so many seconds.
    pub async fn take(page: &'a Page, wrong_by: i64) -> Result<Self> {
        let source = SCRIPT.replace("OFFSET", &wrong_by.to_string());
        page.run_in_each_document(&source).await?;
        Ok(Self(page))
    }

    /// Lets time pass; what is due is done.
    pub async fn let_pass(self, seconds: u32) -> Result<()> {
        self.0.script(&format!("letPass({seconds})")).await.map(drop)
    }

    /// The time goes by and a button is pressed in the same moment, before the page can have noticed.
    pub async fn let_pass_and_press(self, seconds: u32, button: &str) -> Result<()> {
        let find =
            format!("[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === '{button}')");
        self.0.script(&format!("const it = {find}; letPass({seconds}); it.click()")).await.map(drop)
    }

    /// Somebody sets the clock back; no time passes.
    pub async fn set_back(self, seconds: u32) -> Result<()> {
        self.0.script(&format!("setBack({seconds})")).await.map(drop)
    }

    /// As if another tab were in front.
    pub async fn hide_tab(self) -> Result<()> {
        self.0.script("hideTab()").await.map(drop)
    }

    /// The tab is in front again.
    pub async fn show_tab(self) -> Result<()> {
        self.0.script("showTab()").await.map(drop)
    }
}
