//! The overview above the runner table: shares, capacity, activity, what changed, who is probably left over.

/// Texts of the overview.
#[derive(Debug)]
pub struct OverviewTexts {
    /// Its name.
    pub title: &'static str,
    /// The name of the bar of idle, busy and offline runners.
    pub shares: &'static str,
    /// What a press on a part of the bar does.
    pub only_these: &'static str,
    /// What a second press does.
    pub all_again: &'static str,
    /// So many more are not listed.
    pub more: fn(count: usize) -> String,
    /// Which jobs the fleet can take.
    pub capacity: CapacityTexts,
    /// The line of busy and online runners.
    pub activity: ActivityTexts,
    /// What changed.
    pub changes: ChangeTexts,
    /// Who is probably left over.
    pub suspects: SuspectTexts,
}

/// Which jobs the fleet can take.
#[derive(Debug)]
pub struct CapacityTexts {
    /// The button and its panel.
    pub title: &'static str,
    /// What the table says.
    pub explained: &'static str,
    /// The column of label sets.
    pub labels: &'static str,
    /// The column of runners that are free.
    pub free: &'static str,
    /// The column of runners that are connected.
    pub online: &'static str,
    /// The column of all runners.
    pub total: &'static str,
    /// A number in the table.
    pub number: fn(count: usize) -> String,
    /// Nobody who could take such a job is connected.
    pub none_online: &'static str,
    /// Everybody who could take such a job has one.
    pub none_free: &'static str,
    /// No runner has labels.
    pub no_labels: &'static str,
    /// What a press on a label set does.
    pub show: &'static str,
    /// Only some label sets are listed.
    pub worst: fn(shown: usize, of: usize) -> String,
}

/// The line of busy and online runners.
#[derive(Debug)]
pub struct ActivityTexts {
    /// The button and its panel.
    pub title: &'static str,
    /// The drawing, for those who do not see it: it is told below.
    pub drawing: &'static str,
    /// There is no line yet.
    pub too_soon: &'static str,
    /// How many were online.
    pub online: fn(now: usize, least: usize, most: usize) -> String,
    /// How many were busy.
    pub busy: fn(now: usize, least: usize, most: usize) -> String,
    /// From when to when.
    pub between: fn(from: &str, to: &str) -> String,
    /// Where it comes from, and how long it is kept.
    pub explained: &'static str,
}

/// What changed.
#[derive(Debug)]
pub struct ChangeTexts {
    /// The button and its panel; with the number of changes, where there are some.
    pub title: fn(count: usize) -> String,
    /// Nothing did.
    pub nothing: &'static str,
    /// Between which readings.
    pub between: fn(from: &str, to: &str) -> String,
    /// A runner was online and is not any more.
    pub went_offline: &'static str,
    /// A runner is there no more.
    pub gone: &'static str,
    /// A runner was not there before.
    pub appeared: &'static str,
    /// A runner was offline and is online.
    pub came_back: &'static str,
    /// How many went offline: said when it happens, above their list.
    pub how_many_went_offline: fn(count: usize) -> String,
    /// How many are gone.
    pub how_many_gone: fn(count: usize) -> String,
    /// How many appeared.
    pub how_many_appeared: fn(count: usize) -> String,
    /// How many came back.
    pub how_many_came_back: fn(count: usize) -> String,
    /// The button that shows them in the table alone.
    pub show: fn(shown: usize, of: usize) -> String,
}

/// Who is probably left over.
#[derive(Debug)]
pub struct SuspectTexts {
    /// The button and its panel.
    pub title: &'static str,
    /// What they are.
    pub explained: &'static str,
    /// There are none.
    pub none: &'static str,
    /// The button that shows all in the table.
    pub show_all: fn(shown: usize, of: usize) -> String,
    /// The button that shows those of a family in the table; `family` is what their names begin with.
    pub show: fn(family: &str) -> String,
    /// How many of a family are online.
    pub online_of: fn(online: usize, of: usize) -> String,
    /// Who is offline; `names` is a list.
    pub offline: fn(names: &str) -> String,
    /// One of the family has the name without a number.
    pub same_name: &'static str,
}
