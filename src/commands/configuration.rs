//! From a filled form to the `config.sh` (or `config.cmd`) command: the rules of github-api.md section 4 as one type.
//!
//! Invariant: a [`Configuration`] can only be made by [`Configuration::check`]; its values are ones that the runner takes
//! as they are, on the system it is for.

use super::characters::{self, Unfit};
use super::form::{Field, Form, Switch};
use super::quote;
use crate::github::{Host, Scope, ScopeError, ScopeKind, System};
use crate::lower_case::lower_case;

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
    system: System,
    url: String,
    /// Options with their values, in the order they are written.
    values: Vec<(&'static str, String)>,
    /// Options without a value, `--unattended` apart.
    flags: Vec<&'static str>,
    service: Service,
    questions: Questions,
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

impl Configuration {
    /// Checks a form for the scope and host that a runner is to join.
    ///
    /// # Errors
    /// Everything that is wrong, at most one error for each text box, in the order of the screen.
    pub fn check(form: &Form, scope: &Scope, host: &Host) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = |field, result: Result<Option<String>, Problem>| match result {
            Ok(value) => value,
            Err(problem) => {
                errors.push(FieldError { field, problem });
                None
            }
        };
        let name = keep(Field::Name, value(form, Field::Name));
        let labels = keep(Field::Labels, labels(form));
        let group = keep(Field::Group, group(form, scope));
        let work = keep(Field::Work, value(form, Field::Work));
        let path = keep(Field::EnterpriseSlug, web_path(form, scope));
        if !errors.is_empty() {
            return Err(errors);
        }
        let values = [("--name", name), ("--runnergroup", group), ("--labels", labels), ("--work", work)];
        let flags = [
            (Switch::NoDefaultLabels, "--no-default-labels"),
            (Switch::Ephemeral, "--ephemeral"),
            (Switch::ReplaceExisting, "--replace"),
            (Switch::DisableUpdates, "--disableupdate"),
        ];
        let mut flags: Vec<&'static str> =
            flags.into_iter().filter_map(|(switch, flag)| form.is_on(switch).then_some(flag)).collect();
        let service = if form.is_on(Switch::RunAsService) { Service::AsService } else { Service::ByHand };
        if form.system == System::Windows && service == Service::AsService {
            flags.push("--runasservice");
        }
        Ok(Self {
            system: form.system,
            url: host.web_base() + &path.unwrap_or_default(),
            values: values.into_iter().filter_map(|(option, value)| Some((option, value?))).collect(),
            flags,
            service,
            questions: if form.is_on(Switch::Unattended) { Questions::Unattended } else { Questions::Asked },
        })
    }

    /// The system it is for.
    pub fn system(&self) -> System {
        self.system
    }

    /// How the runner is started once it is configured.
    pub fn service(&self) -> Service {
        self.service
    }

    /// The name that the runner was given, if it was given one.
    pub fn runner_name(&self) -> Option<&str> {
        self.values.iter().find(|(option, _)| *option == "--name").map(|(_, value)| value.as_str())
    }

    /// The configuration command as the documentation shows it, with the options chosen.
    pub fn command(&self, token: &str) -> String {
        self.line(token, self.questions)
    }

    /// The same command, asking nothing whatever was chosen: for a script.
    pub(super) fn unattended_command(&self, token: &str) -> String {
        self.line(token, Questions::Unattended)
    }

    fn line(&self, token: &str, questions: Questions) -> String {
        let mut line = String::from(program(self.system));
        let head = [("--url", self.url.as_str()), ("--token", token)];
        let values = self.values.iter().map(|(option, value)| (*option, value.as_str()));
        for (option, value) in head.into_iter().chain(values) {
            line.push(' ');
            line.push_str(option);
            line.push(' ');
            line.push_str(&quote::for_system(self.system, value));
        }
        let unattended = (questions == Questions::Unattended).then_some("--unattended");
        for flag in self.flags.iter().copied().chain(unattended) {
            line.push(' ');
            line.push_str(flag);
        }
        line
    }
}

/// The runner's configuration program, as it is called from its own folder.
pub(super) fn program(system: System) -> &'static str {
    match system {
        System::Linux | System::MacOs => "./config.sh",
        System::Windows => "./config.cmd",
    }
}

/// The trimmed text of a box, checked; `None` where it is empty.
fn value(form: &Form, field: Field) -> Result<Option<String>, Problem> {
    let text = form.text(field).trim();
    check_value(text, form.system)?;
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn check_value(text: &str, system: System) -> Result<(), Problem> {
    characters::check(text).map_err(|unfit| match unfit {
        Unfit::Control => Problem::Control,
        Unfit::Unseen(character) => Problem::Unseen(character),
    })?;
    if text.starts_with('-') {
        return Err(Problem::LeadingDash);
    }
    if system == System::Windows {
        // `config.cmd` hands its arguments on as text that cmd.exe reads once more, inside a parenthesised block.
        if let Some(character) = text.chars().find(|character| "\"%^&|<>()!".contains(*character)) {
            return Err(Problem::NotForWindows(character));
        }
        if text.ends_with('\\') {
            return Err(Problem::TrailingBackslash);
        }
    }
    Ok(())
}

/// The labels, cleaned: trimmed, none empty, none twice (without regard to case), joined by commas.
fn labels(form: &Form) -> Result<Option<String>, Problem> {
    let mut labels: Vec<&str> = Vec::new();
    for label in form.text(Field::Labels).split(',').map(str::trim).filter(|label| !label.is_empty()) {
        if label.chars().count() > LONGEST_LABEL {
            return Err(Problem::LabelTooLong);
        }
        let lower = lower_case(label);
        if labels.iter().all(|other| lower_case(other) != lower) {
            labels.push(label);
        }
    }
    let joined = labels.join(",");
    check_value(&joined, form.system)?;
    if joined.is_empty() && form.is_on(Switch::NoDefaultLabels) {
        return Err(Problem::LabelsMissing);
    }
    Ok((!joined.is_empty()).then_some(joined))
}

fn group(form: &Form, scope: &Scope) -> Result<Option<String>, Problem> {
    let group = value(form, Field::Group)?;
    if group.is_some() && scope.kind() == ScopeKind::Repository { Err(Problem::NoGroupsHere) } else { Ok(group) }
}

/// The path below the web base; an enterprise given by its id needs the slug from the form.
fn web_path(form: &Form, scope: &Scope) -> Result<Option<String>, Problem> {
    if !scope.is_enterprise_id() {
        return Ok(Some(scope.web_path()));
    }
    match Scope::parse(ScopeKind::Enterprise, form.text(Field::EnterpriseSlug)) {
        Ok(slug) if slug.is_enterprise_id() => Err(Problem::SlugIsId),
        Ok(slug) => Ok(Some(slug.web_path())),
        Err(ScopeError::Empty) => Err(Problem::SlugMissing),
        Err(error) => Err(Problem::Slug(error)),
    }
}

#[cfg(test)]
mod tests;
