//! Connecting, choosing a scope and error messages, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/page.rs"]
mod page;

use leptos::prelude::*;
use page::{Page, enter, type_into};
use runner_console::github::{AccessToken, ApiError, ErrorKind, Host, Operation, Scope, ScopeKind};
use runner_console::pages::api_error_banner::ApiErrorBanner;
use runner_console::pages::connect::{Connect, Typed};
use runner_console::pages::scope_picker::ScopePicker;
use runner_console::session::Keep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

type Sent = RwSignal<Option<(Host, AccessToken, Keep)>>;

fn connect(sent: Sent, allow_other_hosts: bool) -> Page {
    Page::show(move || {
        view! {
            <Connect
                title=None
                hosts=vec!["ghe.example.com".to_owned()]
                allow_other_hosts
                initial_host=String::new()
                typed=Typed::new()
                on_preferences=Callback::new(|()| {})
                connecting=false
                unconnected=None
                on_connect=move |entered| sent.set(Some(entered))
            />
        }
    })
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_is_sent() {
    let sent = Sent::new(None);
    let page = connect(sent, true);
    assert!(page.find("form[aria-label=Connect]").is_some());
    type_into(&page.labelled("GitHub host"), "http://ghe.example.com");
    page.button("Connect").click();
    page.until("both errors", |page| page.texts("[role=alert]").len() == 2).await;
    assert!(page.texts("[role=alert]")[0].contains("unencrypted"));
    assert_eq!(
        document().active_element(),
        Some(page.labelled("GitHub host").into()),
        "the first wrong box has the focus"
    );
    type_into(&page.labelled("GitHub host"), "GHE.example.com/");
    page.until("one error", |page| page.texts("[role=alert]").len() == 1).await;
    assert_eq!(sent.get_untracked(), None);
    type_into(&page.labelled("Access token"), " ghp_canary\n");
    page.button("Connect").click();
    let (host, token, keep) = sent.get_untracked().unwrap();
    assert_eq!((host.as_text().as_str(), token.reveal(), keep), ("ghe.example.com", "ghp_canary", Keep::Session));
}

#[wasm_bindgen_test]
async fn the_token_can_be_kept_in_memory_only() {
    let sent = Sent::new(None);
    let page = connect(sent, true);
    type_into(&page.labelled("GitHub host"), "github.com");
    type_into(&page.labelled("Access token"), "ghp_canary");
    page.labelled("Forget the token when this page is reloaded").click();
    page.button("Connect").click();
    assert_eq!(sent.get_untracked().unwrap().2, Keep::Memory);
    assert_eq!(page.labelled("Access token").type_(), "password");
}

#[wasm_bindgen_test]
async fn a_site_may_allow_its_own_hosts_only() {
    let sent = Sent::new(None);
    let page = connect(sent, false);
    type_into(&page.labelled("GitHub host"), "evil.example");
    type_into(&page.labelled("Access token"), "ghp_canary");
    page.button("Connect").click();
    page.until("the host is refused", |page| {
        page.texts("[role=alert]").iter().any(|text| text.contains("ghe.example.com"))
    })
    .await;
    assert_eq!(sent.get_untracked(), None);
    type_into(&page.labelled("GitHub host"), "ghe.example.com");
    page.button("Connect").click();
    assert!(sent.get_untracked().is_some());
}

struct Picker {
    page: Page,
    picked: RwSignal<Option<Scope>>,
    wanted: RwSignal<Vec<&'static str>>,
}

fn picker(recents: &[(ScopeKind, &str)]) -> Picker {
    let picked = RwSignal::new(None);
    let wanted = RwSignal::new(Vec::new());
    let recents: Vec<_> = recents.iter().map(|(kind, name)| Scope::parse(*kind, name).unwrap()).collect();
    let recents = RwSignal::new(recents);
    let page = Page::show(move || {
        view! {
            <ScopePicker
                organizations=vec!["octo-org".to_owned()]
                repositories=vec!["octo-org/octo-repo".to_owned()]
                on_want_organizations=move |()| wanted.write().push("organizations")
                on_want_repositories=move |()| wanted.write().push("repositories")
                recents
                presets=Vec::new()
                on_pick=move |scope| picked.set(Some(scope))
                on_forget_recents=move |()| recents.set(Vec::new())
            />
        }
    });
    Picker { page, picked, wanted }
}

async fn choose(page: &Page, kind: usize, name: &str) {
    page.get(&format!(".radio:nth-child({kind}) input")).click();
    page.until(name, |page| page.texts(".combobox > label") == [name]).await;
}

#[wasm_bindgen_test]
async fn each_kind_of_scope_has_its_own_box_and_suggestions() {
    let Picker { page, picked, wanted } = picker(&[]);
    assert_eq!(page.get("[role=radiogroup]").text_content().unwrap(), "ScopeEnterpriseOrganizationRepository");
    choose(&page, 1, "Enterprise slug").await;
    enter(&page.labelled("Enterprise slug"));
    assert_eq!(wanted.get_untracked(), [""; 0], "GitHub has no list of enterprises");
    choose(&page, 2, "Organization name").await;
    enter(&page.labelled("Organization name"));
    assert_eq!(wanted.get_untracked(), ["organizations"]);
    choose(&page, 3, "Repository (owner/name)").await;
    enter(&page.labelled("Repository (owner/name)"));
    assert_eq!(wanted.get_untracked(), ["organizations", "repositories"]);
    type_into(&page.labelled("Repository (owner/name)"), "octo");
    page.until("a repository is suggested", |page| page.texts("[role=option]") == ["octo-org/octo-repo"]).await;
    page.button("Show runners").click();
    page.until("the error is at the box", |page| page.texts(".combobox [role=alert]").len() == 1).await;
    type_into(&page.labelled("Repository (owner/name)"), "octo-org/octo-repo.git");
    page.until("the error is gone", |page| page.find("[role=alert]").is_none()).await;
    page.button("Show runners").click();
    assert_eq!(picked.get_untracked(), Scope::parse(ScopeKind::Repository, "octo-org/octo-repo").ok());
}

#[wasm_bindgen_test]
async fn recents_open_with_one_click_and_can_be_forgotten() {
    let Picker { page, picked, .. } = picker(&[(ScopeKind::Enterprise, "octo-enterprise")]);
    page.get(".scope-link").click();
    assert_eq!(picked.get_untracked(), Scope::parse(ScopeKind::Enterprise, "octo-enterprise").ok());
    page.button("Forget recents").click();
    page.until("they are gone", |page| page.find(".scope-link").is_none()).await;
}

fn trouble(kind: ErrorKind, message: &str) -> Page {
    let error = ApiError {
        message: Some(message.to_owned()),
        request_id: Some("AB:1".to_owned()),
        ..ApiError::without_answer(Operation::ListRunners, kind)
    };
    Page::show(move || view! { <ApiErrorBanner error scope=ScopeKind::Organization /> })
}

#[wasm_bindgen_test]
fn an_error_is_an_alert_with_a_next_step_and_what_github_said_in_visible_form() {
    let page = trouble(ErrorKind::Forbidden, "<b>no\u{202e}</b>");
    let alert = page.get("[role=alert]").text_content().unwrap();
    assert!(alert.contains("does not allow") && alert.contains("admin:org") && alert.contains("AB:1"), "{alert}");
    assert!(alert.contains("<b>no⟨U+202E⟩</b>"), "{alert}");
}

#[wasm_bindgen_test]
fn a_single_sign_on_link_is_followed_only_where_it_is_https() {
    let page = trouble(ErrorKind::SsoRequired { url: Some("https://github.com/orgs/o/sso".to_owned()) }, "");
    let link = page.get("a");
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://github.com/orgs/o/sso"));
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    let page = trouble(ErrorKind::SsoRequired { url: Some("javascript:alert(1)".to_owned()) }, "");
    assert!(page.find("a").is_none());
}
