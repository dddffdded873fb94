//! Connected: who, and which scope is shown.

use super::scope_choice::ScopeChoice;
use super::suggestions::Suggestions;
use crate::config::Config;
use crate::github::{ApiError, Client, ErrorKind, Host, Identity, Scope, ScopeKind};
use crate::pages::app_actions::AppActions;
use crate::pages::layout::Shell;
use crate::pages::runners::page::RunnersPage;
use crate::session::{self, SessionKey};
use crate::store::{RunnerStore, SiteRules, use_navigation, use_session_log, use_usage_history};
use leptos::prelude::*;

/// Everything that needs a client.
#[component]
pub(super) fn AuthenticatedApp(
    /// The site's settings.
    settings: StoredValue<Config>,
    /// The host.
    host: Host,
    /// The client of this session.
    client: Client,
    /// The key of this session.
    key: SessionKey,
    /// What is known of the token's owner; filled in here after a reload.
    identity: RwSignal<Option<Identity>>,
    /// Opens the reader's preferences.
    on_preferences: Callback<()>,
    /// Ends the session; the reason, where it was not the admin who left.
    on_leave: Callback<Option<ApiError>>,
) -> impl IntoView {
    if identity.with_untracked(Option::is_none) {
        ask_who(client.clone(), identity, on_leave);
    }
    use_session_log().keep_for(host.clone(), identity, key.clone());
    use_usage_history().keep_for(key);
    let suggestions = Suggestions::new(client.clone());
    let recents = RwSignal::new(session::recents(&host));
    let presets = settings.with_value(|settings| settings.scopes.clone());
    let rules = settings.with_value(|settings| SiteRules {
        refresh_every: f64::from(settings.refresh_seconds) * 1_000.0,
        masks_tokens: settings.mask_tokens,
        removals_at_once: settings.removals_at_once,
    });
    let navigation = use_navigation();
    let scope = navigation.part(|route| route.scope.clone());
    let (host, client) = (StoredValue::new(host), StoredValue::new(client));
    let go = move |scope: Option<Scope>| {
        navigation.push(|route| *route = crate::route::Route { host: route.host.take(), scope, ..Default::default() });
    };
    // The kind of scope that somebody asked to choose, until they are shown where.
    let wanted_kind = RwSignal::new(None);
    provide_context(AppActions {
        on_preferences,
        on_choose: Callback::new(move |kind: Option<ScopeKind>| {
            wanted_kind.set(kind);
            go(None);
        }),
        on_pick: Callback::new(move |scope| go(Some(scope))),
        on_sign_out: Callback::new(move |()| on_leave.run(None)),
        recents,
        identity,
        presets: StoredValue::new(presets),
    });
    let content = move || match scope.get() {
        None => view! { <ScopeChoice settings suggestions host wanted_kind/> }.into_any(),
        Some(scope) => {
            let store = RunnerStore::new(client.get_value(), host.get_value(), scope.clone(), rules);
            // A scope is remembered once it could be read: a mistyped one is not worth offering again.
            let was_read = Memo::new(move |_| store.state.with(|state| state.refreshed_at.is_some()));
            Effect::new(move |_| {
                if was_read.get() {
                    recents.set(host.with_value(|host| session::add_recent(host, &scope)));
                }
            });
            let site_title = settings.with_value(|settings| settings.title.clone());
            view! { <RunnersPage store site_title/> }.into_any()
        }
    };
    view! {
        <Shell
            title=settings.with_value(|settings| settings.title.clone())
            host=host.with_value(Host::as_text)
            scope
            login=Signal::derive(move || identity.with(|identity| identity.as_ref()?.login.clone()))
        >
            {content}
        </Shell>
    }
}

/// After a reload nobody has asked yet who the token belongs to. A token that is no good any more ends the session.
fn ask_who(client: Client, identity: RwSignal<Option<Identity>>, on_leave: Callback<Option<ApiError>>) {
    leptos::task::spawn_local(async move {
        match client.probe().await {
            Ok(known) => {
                identity.try_set(Some(known));
            }
            Err(error) if error.kind == ErrorKind::BadCredentials => {
                on_leave.try_run(Some(error));
            }
            // The first list of a scope will say what is wrong, where it matters.
            Err(_) => {}
        }
    });
}
