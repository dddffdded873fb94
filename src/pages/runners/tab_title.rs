//! What the browser's tab shows of the page that is behind others: its title, and how many runners are offline on its icon.
//!
//! Invariant: what changes the tab puts it back when it goes.

use crate::fleet::{Completeness, Counts, escape_invisible};
use crate::i18n;
use crate::store::RunnerStore;
use leptos::prelude::*;

/// Where `index.html` names the icon.
const ICON: &str = "link[rel=icon]";
/// The drawing, whose end the badge comes before.
const DRAWING: &str = include_str!("../../../style/icon.svg");
/// More do not fit the badge: it says then only that there are some.
const MOST_ON_A_BADGE: usize = 99;

/// Says in the title where one is, until the current reactive owner ends; `None` for the way in, which is the page itself.
/// `site_title` is what the site calls that.
pub fn name_tab(place: Option<&str>, site_title: Option<String>) {
    let title = site_title.unwrap_or_else(|| i18n::common().title.to_owned());
    let parts: Vec<&str> = place.into_iter().chain([title.as_str()]).collect();
    set_title(&parts);
    on_cleanup(move || set_title(&[&title]));
}

/// Keeps title and icon true for a scope's runners. It is nothing on the page itself.
#[component]
pub fn Tab(
    /// Whose runners.
    store: RunnerStore,
    /// What the site calls the page; the product's name without it.
    site_title: Option<String>,
) -> impl IntoView {
    let site_title = site_title.unwrap_or_else(|| i18n::common().title.to_owned());
    let scope = store.scope.with_value(|scope| escape_invisible(scope.name()));
    let offline = Memo::new(move |_| store.snapshot.with(|snapshot| Counts::of(snapshot).offline));
    let first = Memo::new(move |_| first_words(store, offline.get()));
    let title = site_title.clone();
    Effect::new(move |_| {
        let first = first.get();
        let parts = [first.as_str(), &scope, &title];
        set_title(if first.is_empty() { &parts[1..] } else { &parts });
    });
    let plain = icon().and_then(|icon| icon.get_attribute("href"));
    let plain_again = plain.clone();
    Effect::new(move |_| match (offline.get(), &plain) {
        (0, Some(plain)) => set_icon(plain),
        (count, Some(_)) => set_icon(&drawing_with(count)),
        // A page without an icon gets none.
        (_, None) => {}
    });
    on_cleanup(move || {
        set_title(&[&site_title]);
        if let Some(plain) = plain_again {
            set_icon(&plain);
        }
    });
}

/// What there is to know before one goes back to the tab; empty where all is well.
fn first_words(store: RunnerStore, offline: usize) -> String {
    let texts = i18n::tab();
    let is_read =
        store.snapshot.with(|snapshot| !matches!(snapshot.completeness, Completeness::Unread | Completeness::Reading));
    if store.state.with(|state| state.trouble.is_some()) {
        texts.trouble.to_owned()
    } else if !is_read {
        texts.reading.to_owned()
    } else if offline > 0 {
        (texts.offline)(offline)
    } else {
        String::new()
    }
}

fn set_title(parts: &[&str]) {
    document().set_title(&parts.join(" · "));
}

fn icon() -> Option<web_sys::Element> {
    document().query_selector(ICON).ok().flatten()
}

fn set_icon(address: &str) {
    // A tab without its badge is no reason to stop.
    let _ = icon().map(|icon| icon.set_attribute("href", address));
}

/// The icon with a badge, as an address.
fn drawing_with(count: usize) -> String {
    let number = if count > MOST_ON_A_BADGE { "…".to_owned() } else { count.to_string() };
    let badge = [
        r##"<circle cx="21" cy="21" r="10.5" fill="#c9232d" stroke="#fff" stroke-width="1.5"/><text x="21" y="26" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="14" fill="#fff">"##,
        &number,
        "</text></svg>",
    ]
    .concat();
    let drawing = DRAWING.replace("</svg>", &badge);
    // In an address this one begins a fragment.
    ["data:image/svg+xml,", &drawing.replace('#', "%23")].concat()
}

#[cfg(test)]
mod tests {
    use super::drawing_with;

    #[test]
    fn the_badge_says_how_many_as_long_as_there_is_room() {
        let address = drawing_with(3);
        assert!(
            address.starts_with("data:image/svg+xml,<svg") && address.trim_end().ends_with(">3</text></svg>"),
            "{address}"
        );
        assert!(!address.contains('#'), "{address}");
        assert!(drawing_with(100).contains("…"));
    }
}
