//! From a filled form to the `config.sh` (or `config.cmd`) command: the rules of github-api.md section 4 as one type.
//!
//! Invariant: a [`Configuration`] can only be made by [`Configuration::check`]; its values are ones that the runner takes
//! as they are, on the system it is for.

mod check;
pub(super) mod command_line;

use super::form::{Field, Form, Switch};
use super::name_pattern::Numbered;
use crate::github::{Host, Os, Scope, ScopeError};

/// The longest label, in characters.
pub const LONGEST_LABEL: usize = 256;

/// What is wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The text box whose text cannot be used.
    pub field: Field,
    /// Why.
    pub problem: Problem,
}

/// Why the text of a box cannot be used. The sentence for each is in `messages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It begins with `-`: the runner would not take it as its option's value.
    LeadingDash,
    /// A line break or another control character.
    Control,
    /// A character that cannot be seen, or passes for a space.
    Unseen(char),
    /// A character that `cmd.exe`, which runs `config.cmd`, cannot be given safely.
    NotForWindows(char),
    /// A backslash at the end, which would escape the quote that Windows puts after it.
    TrailingBackslash,
    /// Not a number of machines, or too many.
    Machines,
    /// Several machines, and no number in the name that could tell them apart.
    NoNumber,
    /// A label of more than [`LONGEST_LABEL`] characters.
    LabelTooLong,
    /// `No default labels` leaves the runner without any label.
    LabelsMissing,
    /// A runner group for a repository: repositories have none.
    NoGroupsHere,
    /// The slug of the enterprise is needed: it was given by its id, which `--url` does not know.
    SlugMissing,
    /// A number where the slug is wanted.
    SlugIsId,
    /// Not a name that an enterprise can have.
    Slug(ScopeError),
}

/// Everything about one configuration but the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    system: Os,
    url: String,
    names: Names,
    /// Further options with their values, in the order they are written.
    values: Vec<(&'static str, String)>,
    /// Options without a value, `--unattended` apart.
    flags: Vec<&'static str>,
    service: Service,
    questions: Questions,
    token: TokenDelivery,
}

/// How the machines are called.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    /// As their hosts; so many machines.
    OfHosts(u32),
    /// There is one, and this is its name.
    One(String),
    /// There are several, counted.
    Numbered(Numbered),
}

/// How the runner is started once it is configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// By hand: `run.sh`, `run.cmd`.
    ByHand,
    /// By the system.
    AsService,
}

/// Whether the plain command asks for what it was not told. A script never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Questions {
    Asked,
    Unattended,
}

/// How the runner is given its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenDelivery {
    /// As an option, which whoever is on the machine may see in the list of processes.
    OnLine,
    /// As a variable, which only the same user sees.
    InEnvironment,
}

impl Configuration {
    /// Checks a form for the scope and host that a runner is to join.
    ///
    /// # Errors
    /// Everything that is wrong, at most one error for each text box, in the order of the screen.
    pub fn check(form: &Form, scope: &Scope, host: &Host) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        // In the order of the screen, but that the name depends on the number.
        let machines = check::machines(form);
        let names = match check::names(form, machines.unwrap_or_default()) {
            Ok(names) => names,
            Err(problem) => {
                errors.push(FieldError { field: Field::Name, problem });
                Names::OfHosts(1)
            }
        };
        let mut keep = |field, result: Result<Option<String>, Problem>| match result {
            Ok(value) => value,
            Err(problem) => {
                errors.push(FieldError { field, problem });
                None
            }
        };
        keep(Field::Machines, machines.map(|_| None));
        let labels = keep(Field::Labels, check::labels(form));
        let group = keep(Field::Group, check::group(form, scope));
        let work = keep(Field::Work, check::value(form, Field::Work));
        let account = keep(Field::Account, check::account(form));
        let path = keep(Field::EnterpriseSlug, check::web_path(form, scope));
        if !errors.is_empty() {
            return Err(errors);
        }
        let values =
            [("--runnergroup", group), ("--labels", labels), ("--work", work), ("--windowslogonaccount", account)];
        let flags = [
            (Switch::NoDefaultLabels, "--no-default-labels"),
            (Switch::Ephemeral, "--ephemeral"),
            (Switch::ReplaceExisting, "--replace"),
            (Switch::DisableUpdates, "--disableupdate"),
        ];
        let mut flags: Vec<&'static str> =
            flags.into_iter().filter_map(|(switch, flag)| form.is_on(switch).then_some(flag)).collect();
        let service = if form.is_on(Switch::RunAsService) { Service::AsService } else { Service::ByHand };
        if form.system == Os::Windows && service == Service::AsService {
            flags.push("--runasservice");
        }
        Ok(Self {
            system: form.system,
            url: host.web_base() + &path.unwrap_or_default(),
            names,
            values: values.into_iter().filter_map(|(option, value)| Some((option, value?))).collect(),
            flags,
            service,
            questions: if form.is_on(Switch::Unattended) { Questions::Unattended } else { Questions::Asked },
            token: if form.is_on(Switch::TokenInEnvironment) {
                TokenDelivery::InEnvironment
            } else {
                TokenDelivery::OnLine
            },
        })
    }

    /// The system it is for.
    pub fn system(&self) -> Os {
        self.system
    }

    /// How the runner is started once it is configured.
    pub fn service(&self) -> Service {
        self.service
    }

    /// How many machines it is for.
    pub fn machines(&self) -> u32 {
        match &self.names {
            Names::OfHosts(count) => *count,
            Names::One(_) => 1,
            Names::Numbered(names) => names.count(),
        }
    }

    /// The names that were given, from a pattern or one by itself; none where the machines go by those of their hosts.
    pub fn runner_names(&self) -> Vec<String> {
        match &self.names {
            Names::OfHosts(_) => Vec::new(),
            Names::One(name) => vec![name.clone()],
            Names::Numbered(names) => (0..names.count()).map(|place| names.name(place)).collect(),
        }
    }

    /// The names counted from a pattern, if that is how the machines are called.
    pub fn numbered(&self) -> Option<&Numbered> {
        if let Names::Numbered(names) = &self.names { Some(names) } else { None }
    }

    /// The same for the one machine in this place, from 0.
    #[must_use]
    pub fn at(&self, place: u32) -> Self {
        let names = match &self.names {
            Names::OfHosts(_) => Names::OfHosts(1),
            Names::One(name) => Names::One(name.clone()),
            Names::Numbered(names) => Names::One(names.name(place.min(names.count().saturating_sub(1)))),
        };
        Self { names, ..self.clone() }
    }

    /// What is run after the command where the system shall start the runner; Windows does it by itself.
    pub fn service_command(&self) -> Option<&'static str> {
        match (self.service, self.system) {
            (Service::ByHand, _) | (_, Os::Windows) => None,
            (Service::AsService, Os::MacOs) => Some("./svc.sh install && ./svc.sh start"),
            (Service::AsService, Os::Linux) => Some("sudo ./svc.sh install && sudo ./svc.sh start"),
        }
    }
}

#[cfg(test)]
mod tests;
