//! The bodies that GitHub documents, and what each kind of host makes of them, read as the console reads them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use runner_console::github::{
    Architecture, ErrorKind, Operation, Os, RawResponse, Runner, RunnerApplication, RunnerId, RunnerPage, RunnerToken,
    ScopeKind, Status,
};
use std::fs;

fn answer(status: u16, fixture: &str) -> RawResponse {
    let path = format!("{}/tests/fixtures/{fixture}.json", env!("CARGO_MANIFEST_DIR"));
    RawResponse { status, body: fs::read_to_string(path).unwrap(), ..RawResponse::default() }
}

fn page(fixture: &str) -> RunnerPage {
    let is_enterprise = fixture.starts_with("runners_enterprise");
    let kind = if is_enterprise { ScopeKind::Enterprise } else { ScopeKind::Organization };
    answer(200, fixture).decode_page(kind).unwrap()
}

fn labels(runner: &Runner) -> Vec<&str> {
    runner.labels.iter().map(|label| label.name.as_str()).collect()
}

#[test]
fn the_list_of_github_ae_has_neither_ephemeral_nor_version() {
    let page = page("runners_ae");
    assert_eq!((page.total_count, page.runners.len()), (Some(2), 2));
    let [linux, mac] = &page.runners[..] else { panic!("two runners") };
    assert_eq!(
        (linux.id, linux.name.as_str(), linux.os.as_str(), linux.busy),
        (RunnerId(23), "linux_runner", "linux", true)
    );
    assert_eq!((&linux.status, &mac.status), (&Status::Online, &Status::Offline));
    assert_eq!(labels(linux), ["self-hosted", "X64", "linux", "gpu"]);
    assert!(linux.labels[0].is_read_only && !linux.labels[3].is_read_only);
    assert_eq!((linux.ephemeral, linux.version.as_deref(), linux.runner_group_id), (None, None, None));
}

#[test]
fn an_old_server_sends_no_labels() {
    assert!(page("runners_old_ghes").runners[0].labels.is_empty());
}

#[test]
fn a_newer_server_adds_group_ephemeral_and_version() {
    let page = page("runners_ghes");
    let [linux, mac] = &page.runners[..] else { panic!("two runners") };
    assert_eq!(
        (linux.runner_group_id, linux.ephemeral, linux.version.as_deref()),
        (Some(1), Some(false), Some("2.329.0"))
    );
    assert_eq!((mac.ephemeral, mac.version.as_deref()), (Some(true), None));
}

#[test]
fn the_cloud_spells_systems_its_own_way_and_numbers_all_labels_zero() {
    let page = page("runners_cloud");
    let systems: Vec<_> = page.runners.iter().map(|runner| Os::from_word(&runner.os)).collect();
    assert_eq!(systems, [Some(Os::Linux), Some(Os::MacOs)]);
    assert_eq!(labels(&page.runners[1]), ["self-hosted", "m2", "bare"]);
}

#[test]
fn an_enterprise_may_leave_out_the_total() {
    let page = page("runners_enterprise_without_total");
    assert_eq!((page.total_count, page.runners.len()), (None, 1));
}

#[test]
fn ids_beyond_the_numbers_of_javascript_survive() {
    let ids: Vec<String> = page("runners_big_ids").runners.iter().map(|runner| runner.id.to_string()).collect();
    assert_eq!(ids, ["9007199254740993", "18446744073709551615"]);
}

#[test]
fn applications_come_with_a_checksum_and_a_token_or_without() {
    let of = |fixture| answer(200, fixture).decode_list::<RunnerApplication>(Operation::ListApplications).unwrap();
    let ae = of("downloads_ae");
    let offered: Vec<_> = ae.iter().map(|one| (one.system(), one.architecture())).collect();
    assert_eq!(offered[0], (Some(Os::MacOs), Some(Architecture::X64)));
    assert_eq!(offered[3], (Some(Os::Windows), Some(Architecture::X64)));
    assert!(ae.iter().all(|one| one.sha256_checksum.is_none() && one.temp_download_token.is_none()));
    let cloud = of("downloads_cloud");
    assert_eq!(cloud[0].sha256_checksum.as_deref().map(str::len), Some(64));
    assert_eq!(cloud[0].temp_download_token.as_deref(), Some("eyJ0"));
    assert_eq!((cloud[1].system(), cloud[1].architecture()), (None, None), "a system of tomorrow is kept, not refused");
}

#[test]
fn one_hour_tokens_are_read_whatever_else_is_there() {
    let of = |fixture, operation| answer(201, fixture).decode::<RunnerToken>(operation).unwrap();
    let registration = of("registration_token", Operation::CreateRegistrationToken);
    let remove = of("remove_token", Operation::CreateRemoveToken);
    assert_eq!(registration.reveal(), "LLBF3JGZDX3P5PMEXLND6TS6FCWO6");
    assert_eq!(remove.reveal(), "AABF3JGZDX3P5PMEXLND6TS6FCWO6");
    assert_eq!(remove.expires_at.0 - registration.expires_at.0, 7 * 86_400_000);
}

#[test]
fn a_refusal_keeps_github_s_words() {
    let error = answer(403, "error_forbidden").decode_page(ScopeKind::Organization).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Forbidden);
    assert_eq!(error.message.as_deref(), Some("Must have admin rights to Repository."));
}
