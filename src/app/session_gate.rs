//! Connected or not: the session, and the way in and out.

use super::authenticated_app::AuthenticatedApp;
use super::clock::BrowserClock;
use super::connect_page::ConnectPage;
use super::host_pin::{Pin, pin_to};
use super::idle_timeout;
use crate::config::{Config, TimeoutReason, Times};
use crate::github::retry::Retrying;
use crate::github::transport::Fetch;
use crate::github::{ApiError, Client, Identity};
use crate::i18n;
use crate::pages::connect::Typed;
use crate::pages::dialogs::preferences::Preferences;
use crate::session::{self, Session, SessionKey, Unconnected};
use crate::store::use_navigation;
use leptos::prelude::*;

/// A session and its client. The client lives as long, so that it keeps the limits it knows of.
#[derive(Clone)]
pub(super) struct Authenticated {
    pub(super) session: Session,
    pub(super) client: Client,
    key: SessionKey,
}

impl Authenticated {
    /// Makes the client of a session: the site may have another address for its host.
    pub(super) fn new(settings: StoredValue<Config>, session: Session) -> Self {
        let site = window().location().origin().unwrap_or_default();
        let api_base = settings.with_value(|settings| settings.api_base(&session.host, &site));
        let client = Client::new(&api_base, session.token.clone(), Box::new(Retrying::new(Fetch, BrowserClock)));
        Self { session, client, key: SessionKey::new() }
    }
}

impl PartialEq for Authenticated {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// The whole console of a site whose settings are good.
#[component]
pub(super) fn SessionGate(
    /// The site's settings.
    settings: Config,
) -> impl IntoView {
    let navigation = use_navigation();
    let settings = StoredValue::new(settings);
    let linked_host = navigation.part(|route| route.host.clone());
    let session = RwSignal::new(None::<Authenticated>);
    let identity = RwSignal::new(None::<Identity>);
    // Why the last session ended.
    let ended = RwSignal::new(None::<Unconnected>);
    // Above what is made anew in another language; none for the moment between two, so that nothing of the first stays.
    let language = RwSignal::new(Some(i18n::language()));
    let typed = Typed::new();
    let has_preferences = RwSignal::new(false);
    let on_preferences = Callback::new(move |()| has_preferences.set(true));
    let limits = settings.with_value(Config::limits);

    let enter = move |entered: Authenticated| {
        navigation.replace(|route| route.host = Some(entered.session.host.clone()));
        session.set(Some(entered));
        typed.forget();
    };
    let end = move |why: Option<Unconnected>| {
        session::sign_out();
        identity.set(None);
        session.set(None);
        ended.set(why);
    };
    let leave = move |why: Option<ApiError>| {
        end(Some(why.map_or(Unconnected::SignedOut, Unconnected::Refused)));
        navigation.push(|route| *route = crate::route::Route { host: route.host.take(), ..Default::default() });
    };
    // The address stays: who types the token again goes on where the lock came.
    let lock = Callback::new(move |ending: TimeoutReason| end(Some(Unconnected::Locked(ending))));

    let restored = session::restore(linked_host.get_untracked().as_ref());
    let overdue =
        restored.as_ref().and_then(|restored| limits.reached(session::times(&restored.host)?, idle_timeout::now()));
    if let Some(ending) = overdue {
        lock.run(ending);
    } else if let Some(restored) = restored
        && settings.with_value(|settings| settings.allows(&restored.host))
    {
        let restored = Authenticated::new(settings, restored);
        if pin_to(restored.client.origin()) == Pin::Held {
            enter(restored);
        }
    }
    // Of the session and not of what is shown: a link to another host shows the form, and ends no limit.
    Effect::new(move |_| {
        if let Some(host) = session.with(|entered| entered.as_ref().map(|entered| entered.session.host.clone())) {
            let times = session::times(&host).unwrap_or_else(|| Times::starting(idle_timeout::now()));
            idle_timeout::watch(limits, host, times, lock);
        }
    });
    // A link to another host, followed while connected, asks to connect there.
    let shown = Memo::new(move |_| {
        let host = linked_host.get();
        session.get().filter(|entered| host.is_none_or(|host| host == entered.session.host))
    });
    let connected = move |Authenticated { session, client, key }: Authenticated| {
        view! {
            <AuthenticatedApp settings host=session.host client key identity on_preferences on_leave=Callback::new(leave)/>
        }
        .into_any()
    };
    let entrance = move || {
        view! {
            <ConnectPage settings linked_host identity ended typed on_preferences on_enter=Callback::new(enter)/>
        }
        .into_any()
    };
    let on_preferences_closed = Callback::new(move |()| has_preferences.set(false));
    view! {
        {move || language.get().map(|_| shown.get().map_or_else(entrance, connected))}
        <Show when=move || has_preferences.get()>
            <Preferences language on_close=on_preferences_closed/>
        </Show>
    }
}
