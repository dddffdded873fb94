//! A screen of the second part in its place, from the moment it is wanted: while it is awaited, and where it does not come.
//!
//! Invariant: what the admin did so far is kept; a part that did not come is asked for again only when they say so.

use crate::messages;
use crate::ui::{Glyph, Icon, changing};
use leptos::prelude::*;
use std::pin::Pin;

/// The second part is not there: the site did not answer, or has a newer console by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(split)]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A table of screens of the second part, on its way: there at once where it came before.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<&'static T, NotLoaded>>>>;
/// Which screen of such a table is shown, and with what.
pub type Screen<T> = Box<dyn Fn(&'static T) -> AnyView + Send>;

/// Shows a screen of the second part, once that is loaded.
#[component]
pub fn Lazily<T: Sync + 'static>(
    /// Where the screen is.
    load: fn() -> Loading<T>,
    /// Which screen.
    screen: Screen<T>,
    /// Goes back to how it was before this was wanted; without it there is no such button.
    #[prop(optional, into)]
    on_give_up: Option<Callback<()>>,
    /// Whether there is nothing else on the page.
    #[prop(optional)]
    is_alone: bool,
) -> impl IntoView {
    // None while it is awaited.
    let loaded = RwSignal::new(None::<Result<&'static T, NotLoaded>>);
    let ask = Callback::new(move |()| {
        loaded.set(None);
        leptos::task::spawn_local(async move {
            let part = load().await;
            loaded.try_set(Some(part));
        });
    });
    ask.run(());
    changing(move || match loaded.get() {
        None => view! { <p class="part awaited" role="status">{messages::common().part_awaited}</p> }.into_any(),
        Some(Ok(screens)) => screen(screens),
        Some(Err(NotLoaded)) if is_alone => view! {
            <main>
                <h1 class="visually-hidden">{messages::common().title}</h1>
                {missing(ask, on_give_up)}
            </main>
        }
        .into_any(),
        Some(Err(NotLoaded)) => missing(ask, on_give_up),
    })
}

fn missing(ask: Callback<()>, on_give_up: Option<Callback<()>>) -> AnyView {
    let texts = messages::common();
    let reload = move |_| {
        // A browser that refuses to reload leaves the page as it is, and the button with it.
        let _ = window().location().reload();
    };
    let give_up = on_give_up.map(|give_up| {
        view! { <button type="button" class="button small" on:click=move |_| give_up.run(())>{texts.close}</button> }
    });
    view! {
        // As a banner, whose other tones are in the part that did not come.
        <div class="part missing banner danger" role="alert">
            <Icon glyph=Glyph::Alert />
            <div class="banner-body">
                <p>{texts.part_missing}</p>
                <div class="button-row">
                    <button type="button" class="button small" on:click=move |_| ask.run(())>
                        <Icon glyph=Glyph::Refresh />
                        <span>{texts.try_again}</span>
                    </button>
                    <button type="button" class="button small" on:click=reload>{texts.reload}</button>
                    {give_up}
                </div>
            </div>
        </div>
    }
    .into_any()
}
