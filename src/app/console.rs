//! Connected or not: the session, and the way in and out.

use super::connected::Connected;
use super::lock;
use super::patience::BrowserPatience;
use super::pin::{Pin, is_pinned_elsewhere, pin_to};
use crate::github::retry::Retrying;
use crate::github::transport::Fetch;
use crate::github::{AccessToken, ApiError, Client, ErrorKind, Host, Identity, Operation};
use crate::session::{self, Keep, Session, Unconnected};
use crate::settings::{Ending, Settings, Times};
use crate::store::{Asked, Asking, Navigation};
use crate::views::connect::Connect;
use leptos::prelude::*;

/// The whole console of a site whose settings are good.
#[component]
pub(super) fn Console(
    /// The site's settings.
    settings: Settings,
    /// What the page shows.
    navigation: Navigation,
) -> impl IntoView {
    let settings = StoredValue::new(settings);
    let linked_host = navigation.part(|route| route.host.clone());
    let session = RwSignal::new(None::<Session>);
    let identity = RwSignal::new(None::<Identity>);
    // Why a session ended by itself.
    let ended = RwSignal::new(None::<Unconnected>);
    let limits = settings.with_value(|settings| settings.limits);
    let probe = Asking::<Identity>::new();

    let client_of = move |session: &Session| {
        let site = window().location().origin().unwrap_or_default();
        let api_base = settings.with_value(|settings| settings.api_base(&session.host, &site));
        Client::new(&api_base, session.token.clone(), Box::new(Retrying::new(Fetch, BrowserPatience)))
    };
    let enter = move |entered: Session| {
        navigation.replace(|route| route.host = Some(entered.host.clone()));
        session.set(Some(entered));
    };
    let connect = move |(host, token, keep): (Host, AccessToken, Keep)| {
        let wanted = Session { host, token };
        let client = client_of(&wanted);
        if is_pinned_elsewhere(client.origin()) {
            reload_for(&wanted.host, navigation);
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
                session::remember(&wanted, keep);
                identity.try_set(Some(known.clone()));
                enter(wanted);
            }
        });
    };
    let end = move |why: Option<Unconnected>| {
        session::sign_out();
        probe.forget();
        identity.set(None);
        session.set(None);
        ended.set(why);
    };
    let leave = move |why: Option<ApiError>| {
        end(why.map(Unconnected::Refused));
        navigation.push(|route| *route = crate::route::Route { host: route.host.take(), ..Default::default() });
    };
    // The address stays: who types the token again goes on where the lock came.
    let lock = Callback::new(move |ending: Ending| end(Some(Unconnected::Locked(ending))));

    let restored = session::restore(linked_host.get_untracked().as_ref());
    let overdue = restored.as_ref().and_then(|restored| limits.reached(session::times(&restored.host)?, lock::now()));
    if let Some(ending) = overdue {
        lock.run(ending);
    } else if let Some(restored) = restored
        && settings.with_value(|settings| settings.allows(&restored.host))
        && pin_to(client_of(&restored).origin()) == Pin::Held
    {
        enter(restored);
    }
    // Of the session and not of what is shown: a link to another host shows the form, and ends no limit.
    Effect::new(move |_| {
        if let Some(host) = session.with(|session| session.as_ref().map(|session| session.host.clone())) {
            let times = session::times(&host).unwrap_or_else(|| Times::starting(lock::now()));
            lock::watch(limits, host, times, lock);
        }
    });
    // A link to another host, followed while connected, asks to connect there.
    let shown = Memo::new(move |_| {
        let host = linked_host.get();
        session.get().filter(|session| host.is_none_or(|host| host == session.host))
    });
    let connected = move |session: Session| {
        let client = client_of(&session);
        view! {
            <Connected settings host=session.host client identity navigation on_leave=Callback::new(leave)/>
        }
        .into_any()
    };
    let connect_form = move || {
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
                connecting=Signal::derive(move || probe.asked.with(Asked::is_waiting))
                unconnected
                on_connect=Callback::new(connect)
            />
        }
        .into_any()
    };
    move || shown.get().map_or_else(connect_form, connected)
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
