//! The composition root: settings, session and route become a client, and client and scope become a runner store.
//!
//! Reading order: [`console`] (connected or not), [`connected`] (which scope), [`pin`] (one host for the life of the
//! page), [`lock`] (the site's limits on a session), [`crash`] (the end).

mod connected;
mod console;
mod crash;
mod entrance;
mod later;
mod lock;
mod patience;
mod pin;
mod scope_choice;
mod suggestions;

use crate::messages;
use crate::settings::load::load;
use crate::store::Navigation;
use crate::views::broken_settings::BrokenSettingsProps;
use crate::views::lazily::Lazily;
use console::Console;
use later::Later;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Where the page wants the console.
const PLACE: &str = "app";

/// Puts the console into the page, in place of the text that says that it starts.
pub fn mount() {
    crash::catch();
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    // A page without the place is not ours; its own text stays.
    let Some(place) = place else { return };
    place.set_text_content(None);
    leptos::mount::mount_to(place, || view! { <App/> }).forget();
}

#[component]
fn App() -> impl IntoView {
    let navigation = Navigation::new();
    let settings = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        settings.try_set(Some(load().await));
    });
    move || match settings.get() {
        None => view! { <p class="boot">{messages::site().starting}</p> }.into_any(),
        Some(Err(error)) => {
            let screen = move |later: &Later| (later.broken_settings)(BrokenSettingsProps { error: error.clone() });
            view! { <Lazily load=later::load screen=Box::new(screen)/> }.into_any()
        }
        Some(Ok(settings)) => view! { <Console settings navigation/> }.into_any(),
    }
}
