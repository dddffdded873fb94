//! Which runner has just come: how the page tells that a copied command was run.
//!
//! Invariant: pure. With `--replace` a runner keeps its id, so that not only a new id is an arrival but also the awaited
//! name that comes online (github-api.md section 4).

use super::{Completeness, Row, Snapshot};
use crate::github::Status;
use std::sync::Arc;

/// The fleet as it was before: which runners there were, and which of them were online. A snapshot is immutable and its
/// rows are shared, so that keeping the whole one costs little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before(Arc<Snapshot>);

impl Before {
    /// Remembers a fleet; `None` while it is not read to its end, when runners that were there all along would seem new.
    pub fn of(snapshot: &Arc<Snapshot>) -> Option<Self> {
        match snapshot.completeness {
            Completeness::Complete | Completeness::ChangedWhileReading => Some(Self(Arc::clone(snapshot))),
            Completeness::Unread | Completeness::Reading | Completeness::PagesMissing(_) => None,
        }
    }

    /// Who came since. With a name, only a runner of that name, and it must be new or newly online; without one,
    /// everyone who is new.
    pub fn arrived<'a>(&self, now: &'a Snapshot, awaited: Option<&str>) -> Vec<&'a Arc<Row>> {
        let came = |row: &&Arc<Row>| match (self.0.get(row.runner.id), awaited) {
            (None, None) => true,
            (Some(_), None) => false,
            (before, Some(name)) => {
                row.runner.name.eq_ignore_ascii_case(name)
                    && before.is_none_or(|before| !is_online(before) && is_online(row))
            }
        };
        now.rows().iter().filter(came).collect()
    }
}

fn is_online(row: &Row) -> bool {
    row.runner.status == Status::Online
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Before;
    use crate::fleet::test_support::{named, snapshot};
    use crate::fleet::{Completeness, Snapshot};
    use crate::github::Status::{Offline, Online};
    use std::sync::Arc;

    #[test]
    fn a_new_id_or_the_awaited_name_coming_online_is_an_arrival() {
        let earlier = snapshot([named(1, "a", Offline, false), named(2, "b", Online, false)]);
        let before = Before::of(&Arc::new(earlier)).unwrap();
        let runners = [named(1, "a", Online, false), named(2, "b", Online, false), named(3, "c", Offline, false)];
        let now = snapshot(runners);
        let names = |awaited| -> Vec<String> {
            before.arrived(&now, awaited).into_iter().map(|row| row.runner.name.clone()).collect()
        };
        assert_eq!(names(None), ["c"]);
        assert_eq!(names(Some("A")), ["a"]);
        assert_eq!(names(Some("c")), ["c"]);
        assert!(names(Some("b")).is_empty(), "it was online before");
        assert!(names(Some("d")).is_empty());
    }

    #[test]
    fn a_fleet_that_is_not_read_to_its_end_is_no_before() {
        for completeness in [Completeness::Unread, Completeness::Reading, Completeness::PagesMissing(vec![2])] {
            assert_eq!(Before::of(&Arc::new(Snapshot::new([], None, completeness))), None);
        }
    }
}
