//! The composition root: settings, session and route become a client, and client and scope become a runner store.
//!
//! Reading order: [`session_gate`] (connected or not), [`authenticated_app`] (which scope), [`host_pin`] (one host for the life of the
//! page), [`idle_timeout`] (the site's limits on a session), [`panic_hook`] (the end).

mod authenticated_app;
mod clock;
mod connect_page;
mod host_pin;
mod idle_timeout;
mod panic_hook;
mod scope_choice;
mod session_gate;
mod suggestions;

use crate::config::load::load;
use crate::pages::broken_config::BrokenSettings;
use crate::pages::notices::NoticeList;
use crate::preferences;
use crate::store::{Navigation, Notices, SessionLog, UsageHistory};
use leptos::prelude::*;
use session_gate::SessionGate;
use wasm_bindgen::JsCast;

/// Where the page wants the console.
const PLACE: &str = "app";
/// What the page says there until the console has something to show.
const BOOT: &str = "boot";

/// Puts the console into the page. The text that says that it starts stays until the settings are there.
pub fn mount() {
    panic_hook::catch();
    preferences::speak_as_booted();
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    // A page without the place is not ours; its own text stays.
    let Some(place) = place else { return };
    leptos::mount::mount_to(place, || view! { <App/> }).forget();
}

#[component]
fn App() -> impl IntoView {
    provide_context(Navigation::new());
    provide_context(Notices::new());
    provide_context(SessionLog::new());
    provide_context(UsageHistory::new());
    let settings = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        let loaded = load().await;
        if let Some(boot) = document().get_element_by_id(BOOT) {
            boot.remove();
        }
        settings.try_set(Some(loaded));
    });
    let screen = move || match settings.get()? {
        Err(error) => Some(view! { <BrokenSettings error/> }.into_any()),
        Ok(settings) => Some(view! { <SessionGate settings/> }.into_any()),
    };
    view! {
        {screen}
        <NoticeList />
    }
}
