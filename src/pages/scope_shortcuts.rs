//! Scopes that one click opens: those the site offers, and those this tab has shown.

use crate::components::Icon;
use crate::github::Scope;
use crate::i18n;
use crate::pages::scope_picker::glyph_of;
use leptos::prelude::*;

/// Presets and recents; nothing at all where there are none.
#[component]
pub fn ScopeShortcuts(
    /// The scopes the site offers.
    presets: Vec<Scope>,
    /// The scopes this tab has shown, latest first.
    recents: Signal<Vec<Scope>>,
    /// Takes the chosen scope.
    on_pick: Callback<Scope>,
    /// Forgets the recents.
    on_forget_recents: Callback<()>,
) -> impl IntoView {
    let texts = i18n::scope();
    let offered = StoredValue::new(presets);
    move || {
        let (presets, recents) = (offered.get_value(), recents.get());
        if presets.is_empty() && recents.is_empty() {
            return None;
        }
        let offered = (!presets.is_empty()).then(|| section(texts.presets, presets, on_pick, None));
        let recent = (!recents.is_empty()).then(|| {
            let forget = view! {
                <button type="button" class="button link small" on:click=move |_| on_forget_recents.run(())>
                    {texts.forget_recents}
                </button>
            };
            section(texts.recents, recents, on_pick, Some(forget.into_any()))
        });
        Some(view! { <div class="scope-shortcuts">{offered} {recent}</div> })
    }
}

fn section(title: &'static str, scopes: Vec<Scope>, on_pick: Callback<Scope>, action: Option<AnyView>) -> AnyView {
    let item = |scope: Scope| {
        let (kind, name) = (scope.kind(), scope.name().to_owned());
        view! {
            <li>
                <button type="button" class="scope-link" on:click=move |_| on_pick.run(scope.clone())>
                    <Icon glyph=glyph_of(kind) />
                    <span>{name}</span>
                    <span class="kind">{(i18n::scope().kind)(kind)}</span>
                </button>
            </li>
        }
    };
    view! {
        <section>
            <div class="section-head">
                <h2>{title}</h2>
                {action}
            </div>
            <ul>{scopes.into_iter().map(item).collect_view()}</ul>
        </section>
    }
    .into_any()
}
