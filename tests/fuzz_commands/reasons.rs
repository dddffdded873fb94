//! The table of reasons: what a form may be refused for, decided apart from the product.

use crate::generate::Case;
use regex_syntax::hir::{Class, ClassUnicode, HirKind};
use runner_console::commands::{Field, FieldError, Problem, Switch};
use runner_console::github::{HostError, Os, Scope, ScopeError, ScopeKind};
use std::sync::LazyLock;

/// What nobody sees, from the Unicode tables of another crate.
static UNSEEN: LazyLock<ClassUnicode> = LazyLock::new(|| {
    let class = r"[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\x{2800}--\x20]";
    match regex_syntax::parse(class).unwrap().into_kind() {
        HirKind::Class(Class::Unicode(class)) => class,
        other => panic!("{other:?}"),
    }
});

fn is_invisible(character: char) -> bool {
    UNSEEN
        .ranges()
        .binary_search_by(|range| {
            if range.end() < character {
                std::cmp::Ordering::Less
            } else if range.start() > character {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

fn is_line_or_control(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// The labels as the runner gets them.
pub fn cleaned_labels(text: &str) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for label in text.split(',').map(str::trim) {
        let is_new = labels.iter().all(|other| other.to_lowercase() != label.to_lowercase());
        if !label.is_empty() && is_new {
            labels.push(label);
        }
    }
    labels.join(",")
}

/// The value of a box as the runner gets it; empty where the option is left out.
pub fn cleaned(case: &Case, field: Field) -> String {
    let text = case.form.text(field);
    if field == Field::Labels { cleaned_labels(text) } else { text.trim().to_owned() }
}

/// How many machines are asked for, where that is a number that the console takes.
pub fn machines(case: &Case) -> Option<u32> {
    match case.form.text(Field::Machines).trim() {
        "" => Some(1),
        text if text.chars().all(|digit| digit.is_ascii_digit()) => {
            text.parse().ok().filter(|count| (1..=1_000).contains(count))
        }
        _ => None,
    }
}

/// What stands before and after the number in braces, and the number as it is written.
pub fn pattern(text: &str) -> Option<(&str, &str, &str)> {
    let (open, close) = (text.find('{')?, text.find('}')?);
    let number = match text.get(open + 1..close)? {
        "n" => "1",
        number => number,
    };
    let is_one = text.matches(['{', '}']).count() == 2;
    let is_number = (1..=6).contains(&number.len()) && number.chars().all(|digit| digit.is_ascii_digit());
    (is_one && is_number).then_some((&text[..open], number, &text[close + 1..]))
}

/// The name of the machine in a place, from 0.
pub fn name_of(case: &Case, place: u32) -> String {
    let name = cleaned(case, Field::Name);
    match (machines(case), pattern(&name)) {
        (Some(count), Some((before, number, after))) if count > 1 => {
            let counted = number.parse::<u32>().unwrap() + place;
            format!("{before}{counted:0width$}{after}", width = number.len())
        }
        _ => name,
    }
}

/// Whether this reason holds for that box.
fn holds(case: &Case, field: Field, problem: Problem) -> bool {
    let value = cleaned(case, field);
    let windows = case.form.system == Os::Windows;
    match problem {
        Problem::LeadingDash => value.starts_with('-'),
        Problem::Control => value.contains(is_line_or_control),
        Problem::Unseen(character) => value.contains(character) && is_invisible(character),
        Problem::NotForWindows(character) => windows && value.contains(character) && "\"%^&|<>()!".contains(character),
        Problem::TrailingBackslash => windows && value.ends_with('\\'),
        Problem::Machines => machines(case).is_none(),
        Problem::NoNumber => machines(case).is_some_and(|count| count > 1) && pattern(&value).is_none(),
        Problem::LabelTooLong => case.form.text(field).split(',').any(|label| label.trim().chars().count() > 256),
        Problem::LabelsMissing => value.is_empty() && case.form.is_on(Switch::NoDefaultLabels),
        Problem::NoGroupsHere => !value.is_empty() && case.kind == ScopeKind::Repository,
        Problem::SlugMissing => value.trim_matches('/').is_empty(),
        Problem::SlugIsId => value.trim_matches('/').bytes().all(|byte| byte.is_ascii_digit()),
        Problem::Slug(error) => scope_reason_holds(&value, error),
    }
}

/// Every reason that there is to refuse what a box holds.
fn reasons(case: &Case, field: Field, by_id: bool) -> Vec<Problem> {
    if field == Field::EnterpriseSlug {
        let slug = Scope::parse(ScopeKind::Enterprise, case.form.text(field));
        let fine = slug.is_ok_and(|slug| !slug.is_enterprise_id());
        return if by_id && !fine { vec![Problem::SlugMissing] } else { Vec::new() };
    }
    if field == Field::Machines {
        return if machines(case).is_none() { vec![Problem::Machines] } else { Vec::new() };
    }
    // Only Windows asks for an account, and only for a service.
    if field == Field::Account && !(case.form.system == Os::Windows && case.form.is_on(Switch::RunAsService)) {
        return Vec::new();
    }
    let value = cleaned(case, field);
    let mut all = vec![Problem::LeadingDash, Problem::Control, Problem::TrailingBackslash];
    all.extend(value.chars().filter(|character| is_invisible(*character)).map(Problem::Unseen));
    all.extend("\"%^&|<>()!".chars().map(Problem::NotForWindows));
    match field {
        Field::Labels => all.extend([Problem::LabelTooLong, Problem::LabelsMissing]),
        Field::Group => all.push(Problem::NoGroupsHere),
        Field::Name if !value.is_empty() => all.push(Problem::NoNumber),
        _ => {}
    }
    all.retain(|problem| holds(case, field, *problem));
    all
}

/// Checks that a form was refused for reasons that hold, and for one in every box that has one.
pub fn check_refusal(case: &Case, by_id: bool, errors: &[FieldError]) -> Result<(), String> {
    for field in Field::ALL {
        let said: Vec<&FieldError> = errors.iter().filter(|error| error.field == field).collect();
        let expected = reasons(case, field, by_id);
        let agree = match said.as_slice() {
            [] => expected.is_empty(),
            [error] => !expected.is_empty() && holds(case, field, error.problem),
            _ => false,
        };
        if !agree {
            return Err(format!("{field:?}: said {said:?}, where the reasons are {expected:?}"));
        }
    }
    Ok(())
}

/// Whether this reason to refuse a host holds for the text.
pub fn host_reason_holds(text: &str, error: HostError) -> bool {
    let text = text.trim();
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    match error {
        HostError::Empty => text.is_empty(),
        HostError::UserInfo => text.contains('@'),
        HostError::PlainHttp => scheme.as_deref() == Some("http"),
        HostError::Scheme => scheme.is_some_and(|scheme| scheme != "http" && scheme != "https"),
        HostError::NotAscii => !text.is_ascii(),
        HostError::Malformed => true,
        HostError::Port => text.contains([':', ']']),
    }
}

/// Whether this reason to refuse a scope's name holds for the text.
pub fn scope_reason_holds(text: &str, error: ScopeError) -> bool {
    match error {
        ScopeError::Empty => text.trim().trim_matches('/').is_empty(),
        ScopeError::NotOwnerAndName => true,
        ScopeError::Slash => text.contains('/'),
        ScopeError::Character('.') => text.contains('.'),
        ScopeError::Character(character) => text.contains(character) && !character.is_ascii_alphanumeric(),
        ScopeError::TooLong => text.len() > 100,
    }
}

/// Whether a text may be a registration or remove token: the `b64token` of RFC 6750, without a dash in front.
pub fn is_token(text: &str) -> bool {
    let known = |character: char| character.is_ascii_alphanumeric() || "-._~+/=".contains(character);
    !text.is_empty() && !text.starts_with('-') && text.chars().all(known)
}
