//! Which texts of a form the runner takes as they are, on the system they are for.

use super::{LONGEST_LABEL, Names, Problem};
use crate::commands::characters::{self, InvalidChar};
use crate::commands::form::{Field, Form, Switch};
use crate::commands::name_pattern::{MOST_MACHINES, Numbered};
use crate::github::{Os, Scope, ScopeError, ScopeKind};
use crate::lower_case::lower_case;

/// The trimmed text of a box, checked; `None` where it is empty.
pub(super) fn value(form: &Form, field: Field) -> Result<Option<String>, Problem> {
    let text = form.text(field).trim();
    check_value(text, form.system)?;
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

fn check_value(text: &str, system: Os) -> Result<(), Problem> {
    characters::check(text).map_err(|unfit| match unfit {
        InvalidChar::Control => Problem::Control,
        InvalidChar::Unseen(character) => Problem::Unseen(character),
    })?;
    if text.starts_with('-') {
        return Err(Problem::LeadingDash);
    }
    if system == Os::Windows {
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

/// How many machines; `None` where one of them needs no counting.
pub(super) fn machines(form: &Form) -> Result<Option<u32>, Problem> {
    let text = form.text(Field::Machines).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let count = if digits { text.parse().unwrap_or_default() } else { 0 };
    if (1..=MOST_MACHINES).contains(&count) { Ok((count > 1).then_some(count)) } else { Err(Problem::Machines) }
}

/// The names of one machine, or of several.
pub(super) fn names(form: &Form, machines: Option<u32>) -> Result<Names, Problem> {
    let name = value(form, Field::Name)?;
    Ok(match (name, machines) {
        (None, count) => Names::OfHosts(count.unwrap_or(1)),
        (Some(name), None) => Names::One(name),
        (Some(pattern), Some(count)) => Names::Numbered(Numbered::parse(&pattern, count).ok_or(Problem::NoNumber)?),
    })
}

/// The labels, cleaned: trimmed, none empty, none twice (without regard to case), joined by commas.
pub(super) fn labels(form: &Form) -> Result<Option<String>, Problem> {
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

pub(super) fn group(form: &Form, scope: &Scope) -> Result<Option<String>, Problem> {
    let group = value(form, Field::Group)?;
    if group.is_some() && scope.kind() == ScopeKind::Repository { Err(Problem::NoGroupsHere) } else { Ok(group) }
}

/// Whom the service is run as: only Windows asks, and only for a service. Elsewhere the box is out of use.
pub(super) fn account(form: &Form) -> Result<Option<String>, Problem> {
    if form.has_account() { value(form, Field::Account) } else { Ok(None) }
}

/// The path below the web base; an enterprise given by its id needs the slug from the form.
pub(super) fn web_path(form: &Form, scope: &Scope) -> Result<Option<String>, Problem> {
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
