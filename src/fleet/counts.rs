//! How many runners are in which state.
//!
//! Invariant: pure; every runner is online, offline or other, and only online ones are idle.

use super::{Row, Snapshot};
use crate::github::Status;

/// The numbers above the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All that are known.
    pub total: usize,
    /// Connected ones, busy or not.
    pub online: usize,
    /// Running a job. An offline runner can be busy: its machine went away with the job (actions/runner#3892).
    pub busy: usize,
    /// Connected and without a job: what the next job can get.
    pub idle: usize,
    /// Not connected.
    pub offline: usize,
    /// Of a status that is not known today, or of none.
    pub other: usize,
}

impl Counts {
    /// Counts a fleet.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut counts = Self::default();
        for row in snapshot.rows() {
            counts.add(row);
        }
        counts
    }

    fn add(&mut self, row: &Row) {
        self.total += 1;
        self.busy += usize::from(row.runner.busy);
        match row.runner.status {
            Status::Online => {
                self.online += 1;
                self.idle += usize::from(!row.runner.busy);
            }
            Status::Offline => self.offline += 1,
            Status::Other(_) | Status::Unknown => self.other += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;
    use crate::fleet::test_support::{named, snapshot};
    use crate::github::Status;

    #[test]
    fn each_runner_is_counted_in_its_place() {
        let fleet = snapshot([
            named(1, "a", Status::Online, true),
            named(2, "b", Status::Online, false),
            named(3, "c", Status::Offline, false),
            named(4, "d", Status::Offline, true),
            named(5, "e", Status::Other("draining".into()), false),
            named(6, "f", Status::Unknown, false),
        ]);
        let expected = Counts { total: 6, online: 2, busy: 2, idle: 1, offline: 2, other: 2 };
        assert_eq!(Counts::of(&fleet), expected);
        assert_eq!(Counts::of(&snapshot([])), Counts::default());
    }
}
