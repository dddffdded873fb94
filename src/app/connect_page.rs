//! Not connected: the form, and the way in. The host is reached without the token first, then the page is bound to it, and
//! only then is the token sent.

use super::host_pin::{Pin, is_pinned_elsewhere, pin_to};
use super::session_gate::Authenticated;
use crate::components::focus_where_it_was_lost;
use crate::config::Config;
use crate::github::{AccessToken, ApiError, ErrorKind, Host, Identity, Operation};
use crate::pages::connect::{Connect, Typed};
use crate::pages::layout::CONTENT;
use crate::pages::runners::tab_title::name_tab;
use crate::session::{self, Keep, Session, Unconnected};
use crate::store::{Asked, Asking, Navigation, use_navigation};
use leptos::prelude::*;

/// The form, and what comes of it.
#[component]
pub(super) fn ConnectPage(
    /// The site's settings.
    settings: StoredValue<Config>,
    /// The host that the address asks for.
    linked_host: Memo<Option<Host>>,
    /// Takes what becomes known of the token's owner.
    identity: RwSignal<Option<Identity>>,
    /// Why the last session ended.
    ended: RwSignal<Option<Unconnected>>,
    /// What was typed into the form.
    typed: Typed,
    /// Opens the reader's preferences.
    on_preferences: Callback<()>,
    /// Takes the session, once its token is known to be good.
    on_enter: Callback<Authenticated>,
) -> impl IntoView {
    name_tab(None, settings.with_value(|settings| settings.title.clone()));
    let navigation = use_navigation();
    let probe = Asking::<Identity>::new();
    let connect = move |(host, token, keep): (Host, AccessToken, Keep)| {
        let wanted = Authenticated::new(settings, Session { host, token });
        let client = wanted.client.clone();
        if is_pinned_elsewhere(client.origin()) {
            reload_for(&wanted.session.host, navigation);
            return;
        }
        ended.set(None);
        let entry = async move {
            client.reach().await?;
            match pin_to(client.origin()) {
                Pin::Held => client.probe().await,
                Pin::Elsewhere => Err(ApiError::without_answer(Operation::GetUser, ErrorKind::Cancelled)),
            }
        };
        probe.ask_then(entry, move |answer| {
            if let Ok(known) = answer {
                session::remember(&wanted.session, keep);
                identity.try_set(Some(known.clone()));
                on_enter.run(wanted);
                focus_where_it_was_lost(CONTENT);
            }
        });
    };
    let (hosts, allow_other_hosts) = settings.with_value(|settings| {
        (settings.hosts.iter().map(Host::as_text).collect::<Vec<_>>(), settings.allow_other_hosts)
    });
    let linked = linked_host.get_untracked().filter(|host| settings.with_value(|settings| settings.allows(host)));
    let initial_host = linked.map(|host| host.as_text()).or_else(|| hosts.first().cloned()).unwrap_or_default();
    let unconnected = Signal::derive(move || match probe.asked.get() {
        Asked::Failed(error) => Some(Unconnected::Refused(error)),
        _ => ended.get(),
    });
    view! {
        <Connect
            title=settings.with_value(|settings| settings.title.clone())
            hosts
            allow_other_hosts
            initial_host
            typed
            on_preferences
            connecting=Signal::derive(move || probe.asked.with(Asked::is_waiting))
            unconnected
            on_connect=Callback::new(connect)
        />
    }
}

/// The page is bound to one host: another one needs a new page, which opens with that host filled in.
fn reload_for(host: &Host, navigation: Navigation) {
    session::sign_out();
    navigation.replace(|route| {
        if route.host.as_ref() != Some(host) {
            *route = crate::route::Route { host: Some(host.clone()), ..Default::default() };
        }
    });
    // A browser that refuses to reload shows the form as it is: connecting again tries again.
    let _ = window().location().reload();
}
