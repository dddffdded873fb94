//! The options of the runner's configuration: text boxes and check boxes, each with its message beside it.

use super::state::AddState;
use crate::commands::{Field, Switch};
use crate::components::{Checkbox, Field as TextBox};
use crate::github::ScopeKind;
use crate::i18n;
use leptos::prelude::*;

/// All options.
#[component]
pub(super) fn Options(adding: AddState) -> impl IntoView {
    let texts = i18n::add();
    let by_id = adding.scope.with_value(crate::github::Scope::is_enterprise_id);
    let fields = Field::ALL.into_iter().filter(|field| by_id || *field != Field::EnterpriseSlug);
    view! {
        <section class="add-options" aria-label=texts.options>
            <div class="add-fields">{fields.map(|field| text_box(adding, field)).collect_view()}</div>
            <div class="add-switches">{Switch::ALL.map(|switch| check_box(adding, switch)).collect_view()}</div>
        </section>
    }
}

fn text_box(adding: AddState, field: Field) -> AnyView {
    let texts = i18n::add();
    let has_no_groups = field == Field::Group && adding.scope_kind() == ScopeKind::Repository;
    let has_no_account = move || field == Field::Account && !adding.has_account();
    let hint = move || match field {
        Field::Group if has_no_groups => texts.no_groups,
        Field::Account if has_no_account() => texts.no_account,
        _ => (texts.field_hint)(field),
    };
    let error = Memo::new(move |_| adding.error(field));
    view! {
        <TextBox
            label=(texts.field)(field)
            value=adding.text(field)
            hint=Signal::derive(move || hint().to_owned())
            error=error
            disabled=Signal::derive(move || has_no_groups || has_no_account())
        />
    }
    .into_any()
}

fn check_box(adding: AddState, switch: Switch) -> AnyView {
    let texts = i18n::add();
    let hint = Signal::derive(move || (texts.switch_hint)(switch, adding.system.get()).to_owned());
    view! { <Checkbox label=(texts.switch)(switch) checked=adding.switch(switch) hint=hint /> }.into_any()
}
