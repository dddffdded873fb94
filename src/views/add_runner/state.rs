//! What was chosen in `Add runner`, and everything that follows from it.

use crate::commands::{Configuration, Download, DownloadProblem, Field, FieldError, Form, Problem, Switch};
use crate::github::{Architecture, RunnerApplication, Scope, ScopeKind, System};
use crate::messages;
use crate::store::{Asked, Asking, OneTime, RunnerStore};
use leptos::prelude::*;

/// The state of the dialog. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Adding {
    /// Whose runner it will be.
    pub store: RunnerStore,
    /// The same, as it does not change while the dialog is open.
    pub scope: StoredValue<Scope>,
    /// The chosen system.
    pub system: RwSignal<System>,
    /// The chosen architecture.
    pub architecture: RwSignal<Architecture>,
    /// What is typed, in the order of [`Field::ALL`].
    texts: StoredValue<[RwSignal<String>; Field::ALL.len()]>,
    /// What is ticked, in the order of [`Switch::ALL`].
    switches: StoredValue<[RwSignal<bool>; Switch::ALL.len()]>,
    /// The runner applications of the scope.
    pub applications: Asking<Vec<RunnerApplication>>,
    /// The registration token.
    pub token: OneTime,
    /// The form, checked at every change.
    pub checked: Memo<Result<Configuration, Vec<FieldError>>>,
    /// The application for the chosen machine, if there is one.
    pub download: Memo<Option<Result<Download, DownloadProblem>>>,
}

impl Adding {
    /// Linux, x64, nothing typed; reads the applications.
    pub(super) fn new(store: RunnerStore) -> Self {
        let applications: Asking<Vec<RunnerApplication>> = Asking::new();
        let (system, architecture) = (RwSignal::new(System::Linux), RwSignal::new(Architecture::X64));
        let texts = Field::ALL.map(|_| RwSignal::new(String::new()));
        let switches = Switch::ALL.map(|_| RwSignal::new(false));
        let checked = Memo::new(move |_| {
            let mut form = Form::on(system.get());
            for (field, text) in Field::ALL.into_iter().zip(texts) {
                form.set_text(field, text.get());
            }
            for (switch, on) in Switch::ALL.into_iter().zip(switches) {
                form.turn(switch, on.get());
            }
            store.scope.with_value(|scope| store.host.with_value(|host| Configuration::check(&form, scope, host)))
        });
        let download = Memo::new(move |_| {
            let (system, architecture) = (system.get(), architecture.get());
            applications.asked.with(|asked| match asked {
                Asked::Answered(all) => all.iter().find(|one| is_for(one, system, architecture)).map(Download::check),
                Asked::Not | Asked::Waiting | Asked::Failed(_) => None,
            })
        });
        let adding = Self {
            store,
            scope: store.scope,
            system,
            architecture,
            texts: StoredValue::new(texts),
            switches: StoredValue::new(switches),
            applications,
            token: OneTime::new(),
            checked,
            download,
        };
        adding.read_applications();
        adding.stay_with_what_there_is();
        adding
    }

    /// Asks for the runner applications.
    pub(super) fn read_applications(self) {
        self.applications.ask(self.store.applications());
    }

    /// The kind of scope the runner will be in.
    pub(super) fn scope_kind(self) -> ScopeKind {
        self.scope.with_value(Scope::kind)
    }

    /// The text of a box.
    pub(super) fn text(self, field: Field) -> RwSignal<String> {
        self.texts.with_value(|texts| texts[field as usize])
    }

    /// Whether a box is ticked.
    pub(super) fn switch(self, switch: Switch) -> RwSignal<bool> {
        let place = Switch::ALL.iter().position(|one| *one == switch).unwrap_or_default();
        self.switches.with_value(|switches| switches[place])
    }

    /// What to say at a box. A slug that was never typed is asked for by its hint, until a token is there.
    pub(super) fn error(self, field: Field) -> Option<String> {
        let problem = self.checked.with(|checked| {
            let errors = checked.as_ref().err()?;
            errors.iter().find(|error| error.field == field).map(|error| error.problem)
        })?;
        if problem == Problem::SlugMissing && self.token.token().is_none() {
            return None;
        }
        Some((messages::add().problem)(problem))
    }

    /// True where the host offers an application for this system, on any architecture, or has not said yet.
    pub(super) fn offers_system(self, system: System) -> bool {
        Architecture::ALL.into_iter().any(|architecture| self.offers(system, architecture))
    }

    /// True where the host offers an application for this machine, or has not said yet, or offers none at all.
    pub(super) fn offers(self, system: System, architecture: Architecture) -> bool {
        self.applications.asked.with(|asked| match asked {
            Asked::Answered(all) if !all.is_empty() => all.iter().any(|one| is_for(one, system, architecture)),
            Asked::Answered(_) | Asked::Not | Asked::Waiting | Asked::Failed(_) => true,
        })
    }

    /// Moves on to a machine that is offered when the chosen one is not: radio buttons hold a choice of their own, which
    /// no memo can derive.
    fn stay_with_what_there_is(self) {
        Effect::new(move |_| {
            let (system, architecture) = (self.system.get(), self.architecture.get());
            if !self.offers_system(system) {
                if let Some(other) = System::ALL.into_iter().find(|other| self.offers_system(*other)) {
                    self.system.set(other);
                }
            } else if !self.offers(system, architecture)
                && let Some(other) = Architecture::ALL.into_iter().find(|other| self.offers(system, *other))
            {
                self.architecture.set(other);
            }
        });
    }

    /// The command, while there are a token and a form without errors. Asks the clock each time.
    pub(super) fn command(self) -> Option<String> {
        let token = self.token.token()?;
        self.checked.with(|checked| checked.as_ref().ok().map(|configuration| configuration.command(token.reveal())))
    }

    /// The script, where there is an application to download as well.
    pub(super) fn script(self) -> Option<String> {
        let token = self.token.token()?;
        let download = self.download.get()?.ok()?;
        self.checked
            .with(|checked| checked.as_ref().ok()?.script(&download, token.reveal(), &messages::add().in_script))
    }
}

fn is_for(application: &RunnerApplication, system: System, architecture: Architecture) -> bool {
    application.system() == Some(system) && application.architecture() == Some(architecture)
}
