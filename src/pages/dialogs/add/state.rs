//! What was chosen in `Add runner`, and everything that follows from it.

use crate::commands::{Configuration, Download, DownloadProblem, Field, FieldError, Form, Problem, ScriptKind, Switch};
use crate::github::{Architecture, Os, RunnerApplication, Scope, ScopeKind};
use crate::i18n;
use crate::store::{Asked, Asking, RunnerStore, RunnerTokenState};
use leptos::prelude::*;

/// The state of the dialog. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct AddState {
    /// Whose runner it will be.
    pub store: RunnerStore,
    /// The same, as it does not change while the dialog is open.
    pub scope: StoredValue<Scope>,
    /// The chosen system.
    pub system: RwSignal<Os>,
    /// The chosen architecture.
    pub architecture: RwSignal<Architecture>,
    /// What is typed, in the order of [`Field::ALL`].
    texts: StoredValue<[RwSignal<String>; Field::ALL.len()]>,
    /// What is ticked, in the order of [`Switch::ALL`].
    switches: StoredValue<[RwSignal<bool>; Switch::ALL.len()]>,
    /// The runner applications of the scope.
    pub applications: Asking<Vec<RunnerApplication>>,
    /// The registration token.
    pub token: RunnerTokenState,
    /// The form, checked at every change.
    pub checked: Memo<Result<Configuration, Vec<FieldError>>>,
    /// Of several machines the one that command and script are shown for, from 0.
    pub place: RwSignal<u32>,
    /// What the machine is set up by.
    pub kind: RwSignal<ScriptKind>,
    /// The application for the chosen machine, if there is one.
    pub download: Memo<Option<Result<Download, DownloadProblem>>>,
}

impl AddState {
    /// Linux, x64, nothing typed; reads the applications.
    pub(super) fn new(store: RunnerStore) -> Self {
        let applications: Asking<Vec<RunnerApplication>> = Asking::new();
        let (system, architecture) = (RwSignal::new(Os::Linux), RwSignal::new(Architecture::X64));
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
            token: RunnerTokenState::new(store.rules.masks_tokens),
            checked,
            place: RwSignal::new(0),
            kind: RwSignal::new(ScriptKind::Shell),
            download,
        };
        adding.token.renew_with(move || store.registration_token());
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
        Some((i18n::add().problem)(problem))
    }

    /// True where the host offers an application for this system, on any architecture, or has not said yet.
    pub(super) fn offers_system(self, system: Os) -> bool {
        Architecture::ALL.into_iter().any(|architecture| self.offers(system, architecture))
    }

    /// True where the host offers an application for this machine, or has not said yet, or offers none at all.
    pub(super) fn offers(self, system: Os, architecture: Architecture) -> bool {
        self.applications.asked.with(|asked| match asked {
            Asked::Answered(all) if !all.is_empty() => all.iter().any(|one| is_for(one, system, architecture)),
            Asked::Answered(_) | Asked::Not | Asked::Waiting | Asked::Failed(_) => true,
        })
    }

    /// Moves on to what is offered when the chosen machine or form is not: radio buttons hold a choice of their own, which
    /// no memo can derive.
    fn stay_with_what_there_is(self) {
        Effect::new(move |_| {
            let (system, architecture) = (self.system.get(), self.architecture.get());
            if !self.offers_system(system) {
                if let Some(other) = Os::ALL.into_iter().find(|other| self.offers_system(*other)) {
                    self.system.set(other);
                }
            } else if !self.offers(system, architecture)
                && let Some(other) = Architecture::ALL.into_iter().find(|other| self.offers(system, *other))
            {
                self.architecture.set(other);
            }
            if system != Os::Linux {
                self.kind.set(ScriptKind::Shell);
            }
        });
    }

    /// What follows from a form without errors. Reactive.
    fn of_form<T>(self, what: impl FnOnce(&Configuration) -> Option<T>) -> Option<T> {
        self.checked.with(|checked| what(checked.as_ref().ok()?))
    }

    /// How many machines there will be. Reactive.
    pub(super) fn machines(self) -> u32 {
        self.of_form(|all| Some(all.machines())).unwrap_or(1)
    }

    /// The names they were given; none where they go by those of their hosts. Reactive.
    pub(super) fn names(self) -> Vec<String> {
        self.of_form(|all| Some(all.runner_names())).unwrap_or_default()
    }

    /// Of several machines with names from a pattern the one that is shown: its name, its place and how many there are.
    /// Reactive.
    pub(super) fn counted(self) -> Option<(String, u32, u32)> {
        self.of_form(|all| {
            let names = all.numbered()?;
            let place = self.place.get().min(names.count().saturating_sub(1));
            Some((names.name(place), place, names.count()))
        })
    }

    /// What is run after the command where the system shall start the runner. Reactive.
    pub(super) fn service_command(self) -> Option<&'static str> {
        self.of_form(Configuration::service_command)
    }

    /// Whether there is an account to choose. Reactive.
    pub(super) fn has_account(self) -> bool {
        let mut form = Form::on(self.system.get());
        form.turn(Switch::RunAsService, self.switch(Switch::RunAsService).get());
        form.has_account()
    }

    /// The command, while there are a token and a form without errors. Asks the clock each time.
    pub(super) fn command(self) -> Option<String> {
        let token = self.token.token()?;
        self.of_form(|all| Some(all.at(self.place.get()).command(token.reveal())))
    }

    /// The script, where there is an application to download as well.
    pub(super) fn script(self) -> Option<String> {
        let token = self.token.token()?;
        let download = self.download.get()?.ok()?;
        let texts = &i18n::add().in_script;
        self.of_form(|all| all.at(self.place.get()).script_as(self.kind.get(), &download, token.reveal(), texts))
    }

    /// Whether a script checks what it downloads. Reactive.
    pub(super) fn is_download_checked(self) -> bool {
        self.download.with(|download| download.as_ref().is_some_and(|one| one.as_ref().is_ok_and(Download::is_checked)))
    }

    /// What the download is asked for with, where the host wants that.
    pub(super) fn download_token(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.download.with(|download| download.as_ref()?.as_ref().ok()?.token().map(str::to_owned))
        })
    }

    /// The script that each of several machines is given with its number.
    pub(super) fn script_for_all(self) -> Option<String> {
        let token = self.token.token()?;
        let download = self.download.get()?.ok().filter(|_| self.kind.get() == ScriptKind::Shell)?;
        self.of_form(|all| all.script_for_all(&download, token.reveal(), &i18n::add().in_script))
    }
}

fn is_for(application: &RunnerApplication, system: Os, architecture: Architecture) -> bool {
    application.system() == Some(system) && application.architecture() == Some(architecture)
}
