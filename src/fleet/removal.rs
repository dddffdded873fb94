//! What was confirmed for removal, and what stands against it by the time it is done.
//!
//! Invariant: pure. Nothing is removed but the runner whose id, name and state were on the screen when it was confirmed.

use super::Liveliness;
use crate::github::{Receipt, Runner, RunnerId};

/// What was on the screen when force removal was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Which runner.
    pub id: RunnerId,
    /// The name it had.
    pub name: String,
    /// How alive it looked.
    pub liveliness: Liveliness,
}

/// How a force removal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// GitHub removed it.
    Removed(Receipt),
    /// It was not there any more.
    AlreadyGone,
    /// Nothing was done: the id belongs to a runner of another name.
    OtherName(String),
    /// Nothing was done: it came to life since it was confirmed.
    CameToLife,
}

impl Confirmed {
    /// What is confirmed where a runner is shown so.
    pub fn of(runner: &Runner) -> Self {
        Self { id: runner.id, name: runner.name.clone(), liveliness: Liveliness::of(runner) }
    }

    /// Why the runner, as it was just read, must not be removed, if that is so.
    pub fn objection(&self, now: &Runner) -> Option<Removal> {
        if now.name != self.name {
            Some(Removal::OtherName(now.name.clone()))
        } else if Liveliness::of(now) > self.liveliness {
            Some(Removal::CameToLife)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Confirmed, Removal};
    use crate::fleet::test_support::named;
    use crate::github::Status;

    #[test]
    fn only_what_is_as_dead_as_it_was_and_has_its_name_is_removed() {
        let confirmed = Confirmed::of(&named(1, "a", Status::Offline, false));
        let table = [
            (named(1, "a", Status::Offline, false), None),
            (named(1, "a", Status::Online, false), Some(Removal::CameToLife)),
            (named(1, "a", Status::Offline, true), Some(Removal::CameToLife)),
            (named(1, "a", Status::Unknown, false), Some(Removal::CameToLife)),
            (named(1, "b", Status::Offline, false), Some(Removal::OtherName("b".to_owned()))),
        ];
        for (now, objection) in table {
            assert_eq!(confirmed.objection(&now), objection, "{now:?}");
        }
        let busy = Confirmed::of(&named(1, "a", Status::Online, true));
        assert_eq!(busy.objection(&named(1, "a", Status::Offline, false)), None, "deader than confirmed");
    }
}
