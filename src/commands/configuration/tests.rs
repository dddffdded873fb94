//! The rules of github-api.md section 4, and the commands of the documentation.
#![allow(clippy::unwrap_used)]

use super::{Configuration, FieldError, Problem};
use crate::commands::{Field, Form, Switch};
use crate::github::{Host, Os, Scope, ScopeKind};
use proptest::prelude::*;

const TOKEN: &str = "AABF3JGZDX3P5PMEXLND6TS6FCWO6";

fn scope(kind: ScopeKind, name: &str) -> Scope {
    Scope::parse(kind, name).unwrap()
}

fn organization() -> Scope {
    scope(ScopeKind::Organization, "octo-org")
}

fn form(system: Os, texts: &[(Field, &str)], switches: &[Switch]) -> Form {
    let mut form = Form::on(system);
    for (field, text) in texts {
        form.set_text(*field, (*text).to_owned());
    }
    for switch in switches {
        form.turn(*switch, true);
    }
    form
}

fn check(form: &Form) -> Result<Configuration, Vec<FieldError>> {
    Configuration::check(form, &organization(), &Host::parse("github.com").unwrap())
}

#[test]
fn the_documentation_s_own_commands() {
    use ScopeKind::{Enterprise, Organization, Repository};
    let table = [
        (Organization, "octo-org", Os::Linux, "./config.sh --url https://github.com/octo-org --token"),
        (
            Enterprise,
            "octo-enterprise",
            Os::Linux,
            "./config.sh --url https://github.com/enterprises/octo-enterprise --token",
        ),
        (
            Repository,
            "octo-org/octo-repo",
            Os::MacOs,
            "./config.sh --url https://github.com/octo-org/octo-repo --token",
        ),
        (Organization, "octo-org", Os::Windows, "./config.cmd --url https://github.com/octo-org --token"),
    ];
    for (kind, name, system, command) in table {
        let form = form(system, &[], &[]);
        let host = Host::parse("github.com").unwrap();
        let configuration = Configuration::check(&form, &scope(kind, name), &host).unwrap();
        assert_eq!(configuration.command(TOKEN), format!("{command} {TOKEN}"));
    }
}

#[test]
fn every_option_has_its_place() {
    let texts = [
        (Field::Name, " build-01 "),
        (Field::Labels, "gpu, large,,GPU , x"),
        (Field::Group, "Build machines"),
        (Field::Work, "srv/work"),
        (Field::Account, "NT AUTHORITY\\SYSTEM"),
    ];
    let on_line =
        Switch::ALL.map(|switch| if switch == Switch::TokenInEnvironment { Switch::Unattended } else { switch });
    let linux = check(&form(Os::Linux, &texts, &on_line)).unwrap();
    assert_eq!(
        linux.command("T"),
        "./config.sh --url https://github.com/octo-org --token T --name build-01 --runnergroup 'Build machines' \
         --labels gpu,large,x --work srv/work --no-default-labels --ephemeral --replace --disableupdate --unattended"
    );
    assert_eq!((linux.runner_names(), linux.machines()), (vec!["build-01".to_owned()], 1));
    let windows = check(&form(Os::Windows, &texts, &on_line)).unwrap();
    assert_eq!(
        windows.command("T"),
        "./config.cmd --url https://github.com/octo-org --token T --name build-01 --runnergroup 'Build machines' \
         --labels 'gpu,large,x' --work srv/work --windowslogonaccount 'NT AUTHORITY\\SYSTEM' --no-default-labels \
         --ephemeral --replace --disableupdate --runasservice --unattended"
    );
}

#[test]
fn the_token_may_be_in_the_environment_and_is_not_on_the_line_then() {
    let linux = check(&form(Os::Linux, &[], &[Switch::TokenInEnvironment])).unwrap();
    let url = "--url https://github.com/octo-org";
    assert_eq!(linux.command("T"), format!("ACTIONS_RUNNER_INPUT_TOKEN=T ./config.sh {url}"));
    assert_eq!(linux.command("T=="), format!("ACTIONS_RUNNER_INPUT_TOKEN='T==' ./config.sh {url}"));
    let windows = check(&form(Os::Windows, &[], &[Switch::TokenInEnvironment])).unwrap();
    assert_eq!(
        windows.command("T"),
        format!(
            "& {{ try {{ $env:ACTIONS_RUNNER_INPUT_TOKEN = 'T'; ./config.cmd {url} }} \
             finally {{ $env:ACTIONS_RUNNER_INPUT_TOKEN = $null }} }}"
        )
    );
}

#[test]
fn the_password_of_a_service_s_account_is_asked_for_on_the_machine_where_nothing_else_asks() {
    let with = |account, switches: &[Switch]| {
        let configuration = check(&form(Os::Windows, &[(Field::Account, account)], switches)).unwrap();
        configuration.command("T")
    };
    let service = [Switch::RunAsService, Switch::Unattended];
    let url = "--url https://github.com/octo-org --token T";
    assert_eq!(
        with("CORP\\it's", &service),
        format!(
            "& {{ try {{ $env:ACTIONS_RUNNER_INPUT_WINDOWSLOGONPASSWORD = \
             [Net.NetworkCredential]::new('', (Read-Host -AsSecureString -Prompt 'CORP\\it''s')).Password; \
             ./config.cmd {url} --windowslogonaccount 'CORP\\it''s' --runasservice --unattended }} \
             finally {{ $env:ACTIONS_RUNNER_INPUT_WINDOWSLOGONPASSWORD = $null }} }}"
        )
    );
    let asks = with("CORP\\ci", &[Switch::RunAsService]);
    assert_eq!(asks, format!("./config.cmd {url} --windowslogonaccount 'CORP\\ci' --runasservice"), "the runner asks");
    assert!(!with("nt authority\\local service", &service).contains("Read-Host"), "it has no password");
    // Without a service, and elsewhere, the box is out of use.
    assert_eq!(with("-x", &[]), format!("./config.cmd {url}"));
    assert!(check(&form(Os::Linux, &[(Field::Account, "a\nb")], &[Switch::RunAsService])).is_ok());
}

#[test]
fn several_machines_have_names_from_a_pattern_or_those_of_their_hosts() {
    let several = |name, machines| check(&form(Os::Linux, &[(Field::Name, name), (Field::Machines, machines)], &[]));
    let three = several("ci-{09}", " 3 ").unwrap();
    assert_eq!(three.runner_names(), ["ci-09", "ci-10", "ci-11"]);
    assert!(three.command("T").ends_with(" --name ci-09"));
    assert!(three.at(2).command("T").ends_with(" --name ci-11"));
    assert_eq!(three.at(9), three.at(2), "there is no further one");
    let hosts = several("", "20").unwrap();
    assert_eq!((hosts.machines(), hosts.runner_names()), (20, Vec::new()));
    assert!(!hosts.command("T").contains("--name"));
    let wrong = |field, problem| Err(vec![FieldError { field, problem }]);
    assert_eq!(several("ci", "2"), wrong(Field::Name, Problem::NoNumber));
    for count in ["0", "-1", "two", "1001", "99999999999", "1.5"] {
        assert_eq!(several("ci-{1}", count), wrong(Field::Machines, Problem::Machines), "{count}");
    }
    // Of one machine the name is as it was typed.
    assert_eq!(several("ci-{1}", "1").unwrap().runner_names(), ["ci-{1}"]);
}

#[test]
fn a_command_asks_unless_unattended_was_chosen_and_a_script_never_does() {
    let asking = check(&Form::default()).unwrap();
    assert!(!asking.command("T").contains("--unattended"));
    assert_eq!(asking.unattended_command("T"), asking.command("T") + " --unattended");
    let unattended = check(&form(Os::Linux, &[], &[Switch::Unattended])).unwrap();
    assert_eq!(unattended.unattended_command("T"), unattended.command("T"));
}

#[test]
fn what_the_runner_would_misread_is_refused_at_its_field() {
    let long = "x".repeat(257);
    let table = [
        (Os::Linux, Field::Name, "-x", Problem::LeadingDash),
        (Os::Linux, Field::Name, "  --replace", Problem::LeadingDash),
        (Os::Linux, Field::Labels, " ,-gpu", Problem::LeadingDash),
        (Os::Linux, Field::Group, "a\nb", Problem::Control),
        (Os::Linux, Field::Labels, "a,b\u{202e}", Problem::Unseen('\u{202e}')),
        (Os::Linux, Field::Labels, &long, Problem::LabelTooLong),
        (Os::Windows, Field::Name, "100%", Problem::NotForWindows('%')),
        (Os::Windows, Field::Name, "a&calc", Problem::NotForWindows('&')),
        (Os::Windows, Field::Group, "say \"x\"", Problem::NotForWindows('"')),
        (Os::Windows, Field::Group, "a) else (b", Problem::NotForWindows(')')),
        (Os::Windows, Field::Work, "C:\\work dir\\", Problem::TrailingBackslash),
    ];
    for (system, field, text, problem) in table {
        assert_eq!(check(&form(system, &[(field, text)], &[])), Err(vec![FieldError { field, problem }]), "{text}");
    }
    assert!(check(&form(Os::Linux, &[(Field::Name, "100% \"a & b\""), (Field::Labels, &long[1..])], &[])).is_ok());
}

#[test]
fn no_default_labels_needs_labels() {
    let missing = Err(vec![FieldError { field: Field::Labels, problem: Problem::LabelsMissing }]);
    assert_eq!(check(&form(Os::Linux, &[(Field::Labels, " , ")], &[Switch::NoDefaultLabels])), missing);
    assert!(check(&form(Os::Linux, &[(Field::Labels, "gpu")], &[Switch::NoDefaultLabels])).is_ok());
}

#[test]
fn a_repository_has_no_runner_group() {
    let form = form(Os::Linux, &[(Field::Group, "Default")], &[]);
    let repository = scope(ScopeKind::Repository, "octo-org/octo-repo");
    let result = Configuration::check(&form, &repository, &Host::parse("github.com").unwrap());
    assert_eq!(result, Err(vec![FieldError { field: Field::Group, problem: Problem::NoGroupsHere }]));
}

#[test]
fn an_enterprise_given_by_its_id_needs_its_slug() {
    let host = Host::parse("ghe.corp.example").unwrap();
    let by_id = scope(ScopeKind::Enterprise, "42");
    let check = |slug| {
        let checked = Configuration::check(&form(Os::Linux, &[(Field::EnterpriseSlug, slug)], &[]), &by_id, &host);
        checked.map(|configuration| configuration.command("T")).map_err(|errors| errors[0].problem)
    };
    assert_eq!(check(""), Err(Problem::SlugMissing));
    assert_eq!(check("42"), Err(Problem::SlugIsId));
    assert!(matches!(check("a/b"), Err(Problem::Slug(_))));
    assert_eq!(check(" octo ").unwrap(), "./config.sh --url https://ghe.corp.example/enterprises/octo --token T");
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let form = form(Os::Linux, &[(Field::Name, "-a"), (Field::Work, "-b")], &[Switch::NoDefaultLabels]);
    let fields: Vec<Field> = check(&form).unwrap_err().into_iter().map(|error| error.field).collect();
    assert_eq!(fields, [Field::Name, Field::Labels, Field::Work]);
}

proptest! {
    #[test]
    fn no_form_panics_and_none_passes_with_a_line_break(
        name in "[\\PC\\n\\u{202e}-]{0,20}", labels in "[\\PC\\r, ]{0,20}", windows: bool, all: bool,
    ) {
        let system = if windows { Os::Windows } else { Os::Linux };
        let switches: &[Switch] = if all { &Switch::ALL } else { &[] };
        if let Ok(configuration) = check(&form(system, &[(Field::Name, &name), (Field::Labels, &labels)], switches)) {
            prop_assert!(!configuration.command("T").chars().any(char::is_control));
        }
    }
}
