//! Which runners have just come: how the page tells that a copied command was run.
//!
//! Invariant: pure. With `--replace` a runner keeps its id, so that not only a new id is an arrival but also the awaited
//! name that comes online, even where it was online before and left meanwhile (github-api.md section 4).

use super::{Completeness, Row, Snapshot};
use crate::github::{RunnerId, Status};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The fleet as it was before, and who has been seen to leave and to come online since. A snapshot is immutable and its
/// rows are shared, so that keeping the whole one costs little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    before: Arc<Snapshot>,
    /// Runners that were there before and not online, then or at a later look.
    were_away: FxHashSet<RunnerId>,
    /// New runners, and those that were away, seen online.
    came_online: FxHashSet<RunnerId>,
}

/// A runner that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its name, as GitHub has it.
    pub name: String,
    /// Whether it has been online since; until then it is configured, and not started.
    pub is_online: bool,
}

impl Watch {
    /// Remembers a fleet; `None` while it is not read to its end, when runners that were there all along would seem new.
    pub fn from(snapshot: &Arc<Snapshot>) -> Option<Self> {
        let before = match snapshot.completeness {
            Completeness::Complete | Completeness::ChangedWhileReading | Completeness::CountsDiffer { .. } => {
                Arc::clone(snapshot)
            }
            Completeness::Unread | Completeness::Reading | Completeness::PagesMissing(_) => return None,
        };
        Some(Self { before, were_away: FxHashSet::default(), came_online: FxHashSet::default() })
    }

    /// Looks at the fleet as it is now.
    pub fn look(&mut self, now: &Snapshot) {
        for row in now.rows() {
            let id = row.runner.id;
            let before = self.before.get(id);
            let is_new = before.is_none();
            if !is_online(row) || before.is_some_and(|before| !is_online(before)) {
                self.were_away.insert(id);
            }
            if is_online(row) && (is_new || self.were_away.contains(&id)) {
                self.came_online.insert(id);
            }
        }
    }

    /// Who came, as far as was looked. With names, only runners of these, and each must be new or newly online; without,
    /// everyone who is new.
    pub fn arrived(&self, now: &Snapshot, awaited: &[String]) -> Vec<Arrival> {
        let awaited: FxHashSet<String> = awaited.iter().map(|name| name.to_ascii_lowercase()).collect();
        let came = |row: &&Arc<Row>| {
            let is_new = self.before.get(row.runner.id).is_none();
            if awaited.is_empty() {
                return is_new;
            }
            (is_new || self.came_online.contains(&row.runner.id))
                && awaited.contains(&row.runner.name.to_ascii_lowercase())
        };
        let arrival = |row: &Arc<Row>| Arrival {
            name: row.runner.name.clone(),
            is_online: self.came_online.contains(&row.runner.id),
        };
        now.rows().iter().filter(came).map(arrival).collect()
    }
}

fn is_online(row: &Row) -> bool {
    row.runner.status == Status::Online
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Watch;
    use crate::fleet::test_support::{named, snapshot};
    use crate::fleet::{Completeness, Snapshot};
    use crate::github::Status::{Offline, Online};
    use std::sync::Arc;

    fn watch(before: Snapshot) -> Watch {
        Watch::from(&Arc::new(before)).unwrap()
    }

    /// Who arrived, with a `!` where it is online.
    fn seen(watch: &mut Watch, now: &Snapshot, awaited: &[&str]) -> Vec<String> {
        watch.look(now);
        let awaited: Vec<String> = awaited.iter().map(|name| (*name).to_owned()).collect();
        let shown = |one: super::Arrival| one.name + if one.is_online { "!" } else { "" };
        watch.arrived(now, &awaited).into_iter().map(shown).collect()
    }

    #[test]
    fn a_new_id_or_the_awaited_name_coming_online_is_an_arrival() {
        let mut watch = watch(snapshot([named(1, "a", Offline, false), named(2, "b", Online, false)]));
        let runners = [named(1, "a", Online, false), named(2, "b", Online, false), named(3, "c", Offline, false)];
        let now = snapshot(runners);
        assert_eq!(seen(&mut watch, &now, &[]), ["c"]);
        assert_eq!(seen(&mut watch, &now, &["A"]), ["a!"]);
        assert_eq!(seen(&mut watch, &now, &["c"]), ["c"]);
        assert!(seen(&mut watch, &now, &["b"]).is_empty(), "it was online before");
        assert!(seen(&mut watch, &now, &["d"]).is_empty());
        assert_eq!(seen(&mut watch, &now, &["a", "b", "c"]), ["a!", "c"]);
    }

    #[test]
    fn a_runner_that_is_replaced_while_it_is_online_leaves_first() {
        let mut watch = watch(snapshot([named(1, "a", Online, false)]));
        let (online, offline) = (snapshot([named(1, "a", Online, false)]), snapshot([named(1, "a", Offline, false)]));
        assert!(seen(&mut watch, &online, &["a"]).is_empty());
        assert!(seen(&mut watch, &offline, &["a"]).is_empty());
        assert_eq!(seen(&mut watch, &online, &["a"]), ["a!"]);
        assert!(seen(&mut watch, &online, &[]).is_empty(), "nobody waits for it");
    }

    #[test]
    fn who_was_online_once_is_not_called_away_again() {
        let mut watch = watch(snapshot([]));
        let (online, offline) = (snapshot([named(1, "a", Online, false)]), snapshot([named(1, "a", Offline, false)]));
        assert_eq!(seen(&mut watch, &offline, &[]), ["a"]);
        assert_eq!(seen(&mut watch, &online, &[]), ["a!"]);
        assert_eq!(seen(&mut watch, &offline, &[]), ["a!"]);
    }

    #[test]
    fn a_fleet_that_is_not_read_to_its_end_is_no_beginning() {
        for completeness in [Completeness::Unread, Completeness::Reading, Completeness::PagesMissing(vec![2])] {
            assert_eq!(Watch::from(&Arc::new(Snapshot::new([], None, completeness))), None);
        }
    }
}
