//! The button that copies the address of what is shown.

use crate::components::CopyButton;
use crate::i18n;
use crate::store::use_navigation;
use leptos::prelude::*;

/// The button.
#[component]
pub fn CopyLink() -> impl IntoView {
    let m = i18n::runners();
    view! { <CopyButton label=m.copy_link text=use_navigation().link() done=m.link_copied by_hand=m.copy_link_by_hand /> }
}
