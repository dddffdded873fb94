//! The runner table and what stands above it.

/// Texts of the runner page.
#[derive(Debug)]
pub struct Runners {
    /// The heading, and the name of the table. Fixed by product.md.
    pub title: &'static str,
    /// The name of the search box. Fixed by product.md.
    pub filter: &'static str,
    /// What can be typed there.
    pub filter_placeholder: &'static str,
    /// The button that empties the search box.
    pub clear_filter: &'static str,
    /// The button that reads the fleet now. Fixed by product.md.
    pub refresh: &'static str,
    /// The button that opens the dialog to add one. Fixed by product.md.
    pub add: &'static str,
    /// The button that opens the list of runner applications.
    pub applications: &'static str,
    /// The button that copies the page's address.
    pub copy_link: &'static str,
    /// Said when it was copied.
    pub link_copied: &'static str,
    /// Said where the browser refuses to copy it.
    pub copy_link_by_hand: &'static str,
    /// `Remove NAME`: the button of a row. Fixed by product.md.
    pub remove: fn(name: &str) -> String,
    /// The columns.
    pub columns: Columns,
    /// States of a runner, as words.
    pub states: States,
    /// The numbers above the table.
    pub counts: CountTexts,
    /// `+3`: labels that have no room.
    pub more_labels: fn(count: usize) -> String,
    /// How many rows pass the filter.
    pub shown_of: fn(shown: usize, total: usize) -> String,
    /// What the page does about reading the fleet.
    pub reading: ReadingTexts,
    /// What stands in place of rows.
    pub nothing: NothingTexts,
}

/// The heads of the columns.
#[derive(Debug)]
pub struct Columns {
    /// Whether it is selected.
    pub select: &'static str,
    /// The runner's name.
    pub name: &'static str,
    /// Whether it is connected.
    pub status: &'static str,
    /// Whether it has a job.
    pub busy: &'static str,
    /// Its operating system.
    pub os: &'static str,
    /// Its labels.
    pub labels: &'static str,
    /// What can be done with it.
    pub actions: &'static str,
}

/// The states a runner can be in.
#[derive(Debug)]
pub struct States {
    /// Connected.
    pub online: &'static str,
    /// Not connected.
    pub offline: &'static str,
    /// GitHub did not say.
    pub unknown: &'static str,
    /// It has a job.
    pub busy: &'static str,
    /// Connected, and it has no job.
    pub idle: &'static str,
    /// Not connected, and it has no job.
    pub no_job: &'static str,
}

/// The numbers above the table, each with its word.
#[derive(Debug)]
pub struct CountTexts {
    /// All runners.
    pub total: fn(count: usize) -> String,
    /// Those that were read so far: there are more.
    pub total_so_far: fn(count: usize) -> String,
    /// Connected ones.
    pub online: fn(count: usize) -> String,
    /// Those with a job.
    pub busy: fn(count: usize) -> String,
    /// Connected ones without a job.
    pub idle: fn(count: usize) -> String,
    /// Those not connected.
    pub offline: fn(count: usize) -> String,
    /// Those of any other status.
    pub other: fn(count: usize) -> String,
}

/// What the page does about reading the fleet. Moments come as the reader's own time of day.
#[derive(Debug)]
pub struct ReadingTexts {
    /// The name of the progress bar.
    pub progress: fn(done: u32, of: Option<u32>) -> String,
    /// Said to those who cannot see the bar, once the first reading ended.
    pub all_read: fn(count: usize) -> String,
    /// When the last reading ended.
    pub refreshed_at: fn(time: &str) -> String,
    /// When the next one comes.
    pub next_at: fn(time: &str) -> String,
    /// It comes later than usual to spare the rate limit.
    pub slowed_until: fn(time: &str) -> String,
    /// GitHub asked to wait.
    pub limited_until: fn(time: &str) -> String,
    /// The tab is hidden.
    pub paused: &'static str,
    /// The browser is offline.
    pub offline: &'static str,
    /// There will be none by itself.
    pub stopped: &'static str,
    /// The fleet changed while it was read.
    pub changed: &'static str,
    /// GitHub lastingly counts other than it lists; `shown` is how many rows there are.
    pub counts_differ: fn(counted: u64, listed: u64, shown: usize) -> String,
    /// Some pages could not be read; `pages` is a list of numbers.
    pub pages_missing: fn(pages: &str) -> String,
    /// The rows on the screen are those of an earlier reading; `ago` tells how long that is.
    pub showing_earlier: fn(time: &str, ago: &str) -> String,
}

/// What stands in place of rows.
#[derive(Debug)]
pub struct NothingTexts {
    /// Said while the first page is awaited.
    pub loading: &'static str,
    /// The scope has no runners.
    pub empty: &'static str,
    /// What to do then.
    pub empty_next: &'static str,
    /// No row passes the filter.
    pub no_match: &'static str,
    /// What to do then.
    pub no_match_next: &'static str,
}
