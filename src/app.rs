//! The composition root: settings, session and route become a client, and client and scope become a runner store.
//!
//! Reading order: [`console`] (connected or not), [`connected`] (which scope), [`pin`] (one host for the life of the
//! page), [`lock`] (the site's limits on a session), [`crash`] (the end).

mod connected;
mod console;
mod crash;
mod entrance;
mod lock;
mod patience;
mod pin;
mod scope_choice;
mod suggestions;

use crate::preferences;
use crate::settings::load::load;
use crate::store::{Navigation, Notices, SessionLog, UsageHistory};
use crate::views::broken_settings::BrokenSettings;
use crate::views::notices::NoticeList;
use console::Console;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Where the page wants the console.
const PLACE: &str = "app";
/// What the page says there until the console has something to show.
const BOOT: &str = "boot";

/// Puts the console into the page. The text that says that it starts stays until the settings are there.
pub fn mount() {
    crash::catch();
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
        Ok(settings) => Some(view! { <Console settings/> }.into_any()),
    };
    view! {
        {screen}
        <NoticeList />
    }
}
