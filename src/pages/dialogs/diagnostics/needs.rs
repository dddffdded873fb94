//! What each operation needs, beside what the token has.

use crate::components::inline_code::inline_code;
use crate::fleet::required_scopes::{Need, ScopeCheck, required_scopes, standing};
use crate::github::{ScopeKind, TokenScopes};
use crate::i18n;
use leptos::prelude::*;

/// The table of needs.
#[component]
pub(super) fn Needs(
    /// The kind of scope that is shown.
    kind: ScopeKind,
    /// What the token was granted.
    token_scopes: TokenScopes,
) -> impl IntoView {
    let m = i18n::check();
    let rows = required_scopes(kind).iter().map(|need| row(need, &token_scopes)).collect_view();
    view! {
        // The roles are said because the style lays the parts out anew on narrow screens, which would drop them.
        <table class="check-needs" role="table">
            <caption>{(m.needs)(kind)}</caption>
            <thead role="rowgroup">
                <tr role="row">{m.heads.map(|head| view! { <th scope="col" role="columnheader">{head}</th> }).collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

/// Whether all operations on the scope itself are within what the token was granted, as far as that is told. The
/// suggestions of names are a convenience.
pub(super) fn are_met(kind: ScopeKind, token_scopes: &TokenScopes) -> bool {
    required_scopes(kind)
        .iter()
        .filter(|need| need.is_of_scope())
        .all(|need| standing(token_scopes, need) != ScopeCheck::Lacks)
}

fn row(need: &Need, token_scopes: &TokenScopes) -> AnyView {
    let m = i18n::check();
    let mut scopes = Vec::new();
    for (place, scope) in need.any_of.iter().enumerate() {
        if place > 0 {
            scopes.push(view! { " " {m.or} " " }.into_any());
        }
        scopes.push(view! { <code>{*scope}</code> }.into_any());
    }
    let (class, stands) = match standing(token_scopes, need) {
        ScopeCheck::Has(_) => ("good", m.has.to_owned()),
        ScopeCheck::Through { held, .. } => ("good", (m.through)(held)),
        ScopeCheck::Lacks => ("bad", m.lacks.to_owned()),
        ScopeCheck::Unknown => ("", m.unknown.to_owned()),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{(i18n::errors().task)(need.operation)}</th>
            <td role="cell">{scopes}</td>
            <td role="cell" class=class>{inline_code(&stands)}</td>
        </tr>
    }
    .into_any()
}
