//! What is known of the runner to remove, and what was decided.

use crate::fleet::removal::is_name_typed;
use crate::fleet::{Confirmation, ForceRemoval, RunnerState, force_removal};
use crate::github::{ApiError, Runner, RunnerId, Scope, ScopeKind};
use crate::i18n;
use crate::pages::runner_words::shown_name_of;
use crate::store::asking::Wanted;
use crate::store::{Asked, Asking, NoticeEvent, Notices, Removal, RemovalTarget, RunnerStore, RunnerTokenState};
use leptos::prelude::*;

/// The state of the dialog. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct RemoveState {
    /// Whose runner it is.
    pub store: RunnerStore,
    id: RunnerId,
    name: StoredValue<String>,
    /// The reading that began when the dialog was opened.
    pub reading: Asking<Runner>,
    /// The runner as it was last read, by the dialog or by the table.
    pub runner: Memo<Option<Runner>>,
    /// The remove token.
    pub token: RunnerTokenState,
    /// What is typed to confirm.
    pub typed: RwSignal<String>,
    /// The removal under way, or how it ended where the runner is still there.
    pub removal: Asking<Removal>,
    on_removed: Callback<String>,
    /// Where the end of a removal is told once the dialog is gone.
    notices: Notices,
}

impl RemoveState {
    /// Reads the runner.
    pub(super) fn new(store: RunnerStore, id: RunnerId, name: String, on_removed: Callback<String>) -> Self {
        let reading: Asking<Runner> = Asking::new();
        reading.ask(store.read_runner(id));
        let row = store.row(id);
        // The table hears of every reading, so its row is the newest there is; the dialog's own stays when it goes.
        let runner = Memo::new(move |before: Option<&Option<Runner>>| {
            let newest = row.with(|row| row.as_ref().map(|row| row.runner.clone()));
            let own = || {
                reading
                    .asked
                    .with(|asked| if let Asked::Answered(runner) = asked { Some(runner.clone()) } else { None })
            };
            newest.or_else(own).or_else(|| before.cloned().flatten())
        });
        Self {
            store,
            id,
            name: StoredValue::new(name),
            reading,
            runner,
            token: RunnerTokenState::new(store.rules.masks_tokens),
            typed: RwSignal::new(String::new()),
            removal: Asking::new(),
            on_removed,
            notices: Notices::of_page(),
        }
    }

    /// The kind of scope the runner is in.
    pub(super) fn scope_kind(self) -> ScopeKind {
        self.store.scope.with_value(Scope::kind)
    }

    /// Which runner.
    pub(super) fn id(self) -> RunnerId {
        self.id
    }

    /// The name as it is shown and typed; of a runner without one what is shown in its place.
    pub(super) fn shown_name(self) -> String {
        self.name.with_value(|name| shown_name_of(self.id, name))
    }

    /// True where the shown name is not the name itself.
    pub(super) fn name_has_invisible(self) -> bool {
        self.name.with_value(|name| crate::fleet::has_invisible(name))
    }

    /// How alive the runner looks on the screen at this moment; as alive as can be while nothing is known. Reactive.
    pub(super) fn state(self) -> RunnerState {
        self.runner.with(|runner| runner.as_ref().map_or(RunnerState::Unknown, RunnerState::of))
    }

    /// What force removal asks for. Reactive.
    pub(super) fn force_removal(self) -> ForceRemoval {
        force_removal(self.state())
    }

    /// True once everything that is asked for was done. Reactive.
    pub(super) fn is_confirmed(self) -> bool {
        match self.force_removal().confirmation {
            Confirmation::Plain => true,
            Confirmation::TypeName => self.typed.with(|typed| is_name_typed(typed, &self.shown_name())),
        }
    }

    /// Removes the runner by force, if that was confirmed and is not under way.
    pub(super) fn force_remove(self) {
        let idle = !self.removal.asked.with_untracked(Asked::is_waiting);
        if !idle || !untrack(|| self.is_confirmed()) {
            return;
        }
        let confirmed = RemovalTarget { id: self.id, name: self.name.get_value(), state: untrack(|| self.state()) };
        let shown = self.shown_name();
        let (id, name, scope) = (self.id, self.name.get_value(), self.scope_kind());
        let notices = self.notices;
        let call = move |wanted: Wanted| self.store.force_remove_confirmed(confirmed, move || wanted.holds());
        let then = move |answer: &Result<Removal, ApiError>| {
            let texts = i18n::remove();
            match answer {
                Ok(Removal::Removed(_) | Removal::RemovedUnanswered) => self.tell((texts.removed)(&shown)),
                Ok(Removal::AlreadyGone(_)) => self.tell((texts.already_gone)(&shown)),
                // What was typed was meant for another state: it has to be typed again.
                Ok(Removal::Skipped(..)) => {
                    self.typed.try_set(String::new());
                }
                Err(_) => {}
            }
        };
        self.removal.ask_wanted(call, then, move |answer| {
            notices.add(NoticeEvent::Removal { id, name, scope, result: answer.clone() });
        });
    }

    fn tell(self, sentence: String) {
        self.on_removed.try_run(sentence);
    }
}
