//! What was confirmed for removal, and what stands against it by the time it is done.
//!
//! Invariant: pure. Nothing is removed but the runner whose id, name and state were on the screen when it was confirmed.

use super::RunnerState;
use crate::github::{ResponseMeta, Runner, RunnerId};

/// What was on the screen when force removal was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalTarget {
    /// Which runner.
    pub id: RunnerId,
    /// The name it had.
    pub name: String,
    /// How alive it looked.
    pub state: RunnerState,
}

/// How a force removal ended, and what the answer that told says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// GitHub removed it.
    Removed(ResponseMeta),
    /// GitHub's answer was lost, and the runner was gone afterwards.
    RemovedUnanswered,
    /// It was not there any more.
    AlreadyGone(ResponseMeta),
    /// Nothing was done, and why.
    Skipped(Conflict, ResponseMeta),
}

/// What stands against the removal of a runner, as it was just read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The id belongs to a runner of this name now.
    OtherName(String),
    /// It came to life since it was confirmed.
    BecameActive,
}

impl RemovalTarget {
    /// What is confirmed where a runner is shown so.
    pub fn of(runner: &Runner) -> Self {
        Self { id: runner.id, name: runner.name.clone(), state: RunnerState::of(runner) }
    }

    /// Why the runner, as it was just read, must not be removed, if that is so.
    pub fn conflict(&self, now: &Runner) -> Option<Conflict> {
        if now.name != self.name {
            Some(Conflict::OtherName(now.name.clone()))
        } else if RunnerState::of(now) > self.state {
            Some(Conflict::BecameActive)
        } else {
            None
        }
    }
}

/// True where a shown name was typed; never where there is nothing to type. For the brackets of what cannot be seen, which no keyboard has, those that it has do.
pub fn is_name_typed(typed: &str, shown: &str) -> bool {
    let stands_for = |(typed, shown): (char, char)| match shown {
        '\u{27e8}' => matches!(typed, '\u{27e8}' | '(' | '<' | '['),
        '\u{27e9}' => matches!(typed, '\u{27e9}' | ')' | '>' | ']'),
        _ => typed == shown,
    };
    let typed = typed.trim();
    !shown.is_empty()
        && typed.chars().count() == shown.chars().count()
        && typed.chars().zip(shown.chars()).all(stands_for)
}

#[cfg(test)]
mod tests {
    use super::{Conflict, RemovalTarget, is_name_typed};
    use crate::fleet::test_support::named;
    use crate::github::Status;

    #[test]
    fn a_name_is_typed_on_any_keyboard() {
        let shown = "tw\u{27e8}U+200B\u{27e9}in";
        for typed in [shown, "tw(U+200B)in", " tw<U+200B>in ", "tw[U+200B]in"] {
            assert!(is_name_typed(typed, shown), "{typed}");
        }
        for typed in ["", "twin", "tw(U+200C)in", "tw(U+200B)", "tw(U+200B)in2", "TW(U+200B)IN"] {
            assert!(!is_name_typed(typed, shown), "{typed}");
        }
        assert!(!is_name_typed("", ""), "nothing confirms nothing");
        assert!(!is_name_typed("a>", "a)") && is_name_typed("a-1", "a-1"));
    }

    #[test]
    fn only_what_is_as_dead_as_it_was_and_has_its_name_is_removed() {
        let confirmed = RemovalTarget::of(&named(1, "a", Status::Offline, false));
        let table = [
            (named(1, "a", Status::Offline, false), None),
            (named(1, "a", Status::Online, false), Some(Conflict::BecameActive)),
            (named(1, "a", Status::Offline, true), Some(Conflict::BecameActive)),
            (named(1, "a", Status::Unknown, false), Some(Conflict::BecameActive)),
            (named(1, "b", Status::Offline, false), Some(Conflict::OtherName("b".to_owned()))),
        ];
        for (now, conflict) in table {
            assert_eq!(confirmed.conflict(&now), conflict, "{now:?}");
        }
        let busy = RemovalTarget::of(&named(1, "a", Status::Online, true));
        assert_eq!(busy.conflict(&named(1, "a", Status::Offline, false)), None, "deader than confirmed");
    }
}
