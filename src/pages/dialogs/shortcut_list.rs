//! The dialog `Keyboard shortcuts`, and the same list for who looks for it with the mouse.

use crate::components::Dialog;
use crate::github::ScopeKind;
use crate::i18n;
use crate::preferences::{Letters, Preferences};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn ShortcutList(
    /// Whether those of a screen of runners work here.
    on_runners: bool,
    /// Called once it closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let m = i18n::keys();
    let is_off = Preferences::kept().letters == Letters::Off;
    view! {
        <Dialog label=m.shortcuts close_label=i18n::common().close on_close>
            {is_off.then(|| view! { <p>{m.off}</p> })}
            {shortcuts(on_runners)}
        </Dialog>
    }
}

/// All shortcuts; those of a screen of runners where they are asked for.
pub(crate) fn shortcuts(on_runners: bool) -> AnyView {
    let (m, runners) = (i18n::keys(), i18n::runners());
    let mut groups = Vec::new();
    if on_runners {
        let shortcuts = vec![
            ("/", runners.filter),
            ("r", runners.refresh),
            ("a", runners.add),
            ("j", m.next_row),
            ("k", m.previous_row),
            (m.escape_key, m.back),
        ];
        let in_table = vec![
            ("↑ ↓ ← →", m.arrows),
            (m.end_keys, m.ends),
            (m.page_keys, m.pages),
            (m.enter_key, m.open),
            (m.letter_keys, m.type_ahead),
        ];
        groups.extend([group(m.on_runners, shortcuts), group(m.in_table, in_table)]);
    }
    let anywhere = vec![
        (palette_keys(), m.palette),
        ("?", m.shortcuts),
        ("g e", (m.choose)(ScopeKind::Enterprise)),
        ("g o", (m.choose)(ScopeKind::Organization)),
        ("g r", (m.choose)(ScopeKind::Repository)),
    ];
    groups.push(group(m.anywhere, anywhere));
    view! { <div class="shortcuts">{groups}</div> }.into_any()
}

fn group(title: &'static str, shortcuts: Vec<(&'static str, &'static str)>) -> AnyView {
    let row = |(pressed, what)| view! { <div><dt>{keys(pressed)}</dt><dd>{what}</dd></div> };
    view! {
        <section>
            <h3>{title}</h3>
            <dl>{shortcuts.into_iter().map(row).collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// Keys as they look on a keyboard. Letters with a space between follow each other; other keys stand for one another.
pub(crate) fn keys(keys: &'static str) -> AnyView {
    let key = |(index, key): (usize, &'static str)| {
        let then = (index > 0 && key.len() == 1).then(|| view! { <span class="then">{i18n::keys().then}</span> });
        view! { {then}<kbd>{key}</kbd> }
    };
    view! { <span class="keys">{keys.split_whitespace().enumerate().map(key).collect_view()}</span> }.into_any()
}

/// As the reader's own keyboard has it.
fn palette_keys() -> &'static str {
    let system = window().navigator().platform().unwrap_or_default().to_ascii_lowercase();
    if system.starts_with("mac") || system.starts_with("ip") { "⌘+K" } else { "Ctrl+K" }
}
