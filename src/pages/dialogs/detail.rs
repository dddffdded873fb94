//! One runner, read fresh when it is opened, with no regard to what the table knows.

use crate::components::{Banner, CopyButton, Dialog, Glyph, Icon, Tone};
use crate::fleet::{escape_invisible, has_invisible};
use crate::github::{Label, Runner, RunnerId, Scope, ScopeKind};
use crate::i18n;
use crate::pages::active_dialog::{ActiveDialog, use_dialogs};
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::runner_words::{busy_style, busy_word, status_style, status_word, system_name};
use crate::pages::runners::export_menu::OnGitHub;
use crate::store::{Asked, Asking, RunnerStore, use_navigation};
use leptos::prelude::*;

/// The dialog, named with the runner's name.
#[component]
pub fn RunnerDetail(
    /// Whose runner.
    store: RunnerStore,
    /// Which runner.
    id: RunnerId,
) -> impl IntoView {
    let (navigation, dialogs) = (use_navigation(), use_dialogs());
    let asking = Asking::new();
    let read = Callback::new(move |()| asking.ask(store.read_runner(id)));
    read.run(());
    // The table's row gives the name at once; the fresh answer outlives a row that goes.
    let row = store.row(id);
    let name = Memo::new(move |before: Option<&Option<String>>| {
        let fresh = asking.asked.with(|asked| match asked {
            Asked::Answered(runner) => Some(runner.name.clone()),
            _ => None,
        });
        let known = fresh.or_else(|| row.with(|row| row.as_ref().map(|row| row.runner.name.clone())));
        known.or_else(|| before.cloned().flatten())
    });
    let label = Signal::derive(move || {
        let name = name.get().filter(|name| !name.is_empty());
        name.map_or_else(|| (i18n::detail().unnamed)(&id.to_string()), |name| escape_invisible(&name))
    });
    let scope = store.scope.with_value(Scope::kind);
    let close = move || navigation.replace(|route| route.runner = None);
    let on_close = Callback::new(move |()| {
        close();
        dialogs.return_focus();
    });
    let remove = move |_| {
        if let Some(name) = name.get_untracked() {
            close();
            dialogs.open(ActiveDialog::Remove { id, name });
        }
    };
    // Of a runner that is gone the next step is a table without it.
    let refresh = move |_| {
        store.refresh();
        on_close.run(());
    };
    let may_remove = move || name.with(Option::is_some) && !asking.asked.with(is_gone);
    view! {
        <Dialog label close_label=i18n::common().close class="runner-detail" on_close>
            {move || answer(asking.asked.get(), scope, read)}
            {move || asking.asked.with(is_gone).then(|| view! {
                <div class="button-row">
                    <button type="button" class="button" on:click=refresh>
                        <Icon glyph=Glyph::Refresh />
                        {i18n::runners().refresh}
                    </button>
                </div>
            })}
            <footer class="dialog-actions">
                <CopyButton
                    label=i18n::runners().copy_link
                    text=navigation.link()
                    done=i18n::runners().link_copied
                    by_hand=i18n::runners().copy_link_by_hand
                />
                {move || (!asking.asked.with(is_gone)).then(|| view! { <OnGitHub store runner=id /> })}
                {move || may_remove().then(|| view! {
                    <button type="button" class="button danger" on:click=remove>
                        <Icon glyph=Glyph::Trash />
                        {move || (i18n::runners().remove)(&label.get())}
                    </button>
                })}
            </footer>
        </Dialog>
    }
}

fn is_gone(asked: &Asked<Runner>) -> bool {
    matches!(asked, Asked::Failed(error) if error.is_runner_not_found())
}

fn answer(asked: Asked<Runner>, scope: ScopeKind, on_retry: Callback<()>) -> AnyView {
    match asked {
        Asked::Not | Asked::Waiting => {
            view! { <p class="waiting" role="status">{i18n::detail().reading}</p> }.into_any()
        }
        Asked::Failed(error) if error.is_runner_not_found() => view! { <ApiErrorBanner error scope /> }.into_any(),
        Asked::Failed(error) => view! { <ApiErrorBanner error scope on_retry /> }.into_any(),
        Asked::Answered(runner) => facts(&runner),
    }
}

/// All that GitHub says about a runner; what the host does not have is left out.
fn facts(runner: &Runner) -> AnyView {
    let columns = &i18n::runners().columns;
    let invisible =
        has_invisible(&runner.name).then(|| view! { <Banner tone=Tone::Warning>{i18n::detail().invisible}</Banner> });
    let status = state(status_style(&runner.status), status_word(&runner.status));
    let busy = state(busy_style(runner), busy_word(runner).to_owned());
    let group = runner.runner_group_id.map(|group| fact(i18n::detail().group, group.to_string().into_any()));
    let ephemeral = runner.ephemeral.map(|ephemeral| if ephemeral { i18n::detail().yes } else { i18n::detail().no });
    view! {
        {invisible}
        <dl class="facts">
            {fact(i18n::detail().id, runner.id.to_string().into_any())}
            {fact(columns.status, status)}
            {fact(columns.busy, busy)}
            {fact(columns.os, system_name(&runner.os).into_any())}
            {fact(columns.labels, labels(&runner.labels))}
            {group}
            {ephemeral.map(|text| fact(i18n::detail().ephemeral, text.into_any()))}
            {runner.version.as_deref().map(|version| fact(i18n::detail().version, escape_invisible(version).into_any()))}
        </dl>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

fn state(style: &'static str, word: String) -> AnyView {
    view! { <span class="state" data-state=style>{word}</span> }.into_any()
}

fn labels(labels: &[Label]) -> AnyView {
    let m = i18n::detail();
    if labels.is_empty() {
        return m.no_labels.into_any();
    }
    let item = |label: &Label| {
        let (class, kind) = if label.is_read_only { ("chip quiet", m.read_only) } else { ("chip", m.custom) };
        view! {
            <li>
                <span class=class>{escape_invisible(&label.name)}</span>
                <span class="label-kind">{kind}</span>
            </li>
        }
    };
    view! { <ul class="label-list">{labels.iter().map(item).collect_view()}</ul> }.into_any()
}
