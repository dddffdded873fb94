//! What each operation needs, beside what the token has.

use crate::fleet::needs::{Need, Standing, needs, standing};
use crate::github::{Grants, ScopeKind};
use crate::messages;
use crate::ui::code_text::with_code;
use leptos::prelude::*;

/// The table of needs.
#[component]
pub(super) fn Needs(
    /// The kind of scope that is shown.
    kind: ScopeKind,
    /// What the token was granted.
    grants: Grants,
) -> impl IntoView {
    let m = messages::check();
    let rows = needs(kind).iter().map(|need| row(need, &grants)).collect_view();
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
pub(super) fn are_met(kind: ScopeKind, grants: &Grants) -> bool {
    needs(kind).iter().filter(|need| need.is_of_scope()).all(|need| standing(grants, need) != Standing::Lacks)
}

fn row(need: &Need, grants: &Grants) -> AnyView {
    let m = messages::check();
    let mut scopes = Vec::new();
    for (place, scope) in need.any_of.iter().enumerate() {
        if place > 0 {
            scopes.push(view! { " " {m.or} " " }.into_any());
        }
        scopes.push(view! { <code>{*scope}</code> }.into_any());
    }
    let (class, stands) = match standing(grants, need) {
        Standing::Has(_) => ("good", m.has.to_owned()),
        Standing::Through { held, .. } => ("good", (m.through)(held)),
        Standing::Lacks => ("bad", m.lacks.to_owned()),
        Standing::Unknown => ("", m.unknown.to_owned()),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{(messages::errors().task)(need.operation)}</th>
            <td role="cell">{scopes}</td>
            <td role="cell" class=class>{with_code(&stands)}</td>
        </tr>
    }
    .into_any()
}
