//! Which token for which scope, as a table that opens on request.

use crate::messages::messages;
use leptos::prelude::*;

/// The help on tokens (github-api.md section 2).
#[component]
pub fn TokenHelp() -> impl IntoView {
    let texts = &messages().connect.help;
    let heads = texts.heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view();
    let row = |[scope, classic, fine_grained]: [&'static str; 3]| {
        view! {
            <tr>
                <th scope="row">{scope}</th>
                <td>{classic}</td>
                <td>{fine_grained}</td>
            </tr>
        }
    };
    let rows = texts.rows.map(row).into_iter().collect_view();
    view! {
        <details class="token-help">
            <summary>{texts.summary}</summary>
            <p>{texts.lead}</p>
            <table class="token-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}
