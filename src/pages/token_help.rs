//! Which token for which scope: help that opens on request.

use crate::components::inline_code::inline_code;
use crate::i18n;
use leptos::prelude::*;

/// The help on tokens (github-api.md section 2).
#[component]
pub fn TokenHelp() -> impl IntoView {
    let texts = &i18n::connect().help;
    let needed = |[scope, classic, fine_grained]: [&'static str; 3]| {
        view! {
            <div class="token-needed">
                <h2>{scope}</h2>
                <dl>
                    <dt>{texts.classic}</dt>
                    <dd>{inline_code(classic)}</dd>
                    <dt>{texts.fine_grained}</dt>
                    <dd>{inline_code(fine_grained)}</dd>
                </dl>
            </div>
        }
    };
    view! {
        <details class="token-help">
            <summary class="unfold-link">{texts.summary}</summary>
            <p>{texts.lead}</p>
            {texts.scopes.map(needed).into_iter().collect_view()}
        </details>
    }
}
