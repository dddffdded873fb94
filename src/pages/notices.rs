//! Tells how removals ended whose dialog is gone, until each is dismissed.

use crate::components::{Banner, Tone};
use crate::fleet::escape_invisible;
use crate::fleet::removal::{Conflict, Removal};
use crate::github::ErrorKind;
use crate::i18n::{self, explain};
use crate::pages::runner_words::shown_name_of;
use crate::store::{Notice, NoticeEvent, Notices};
use leptos::prelude::*;

/// The notices of the page, over whatever it shows.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = Notices::of_page();
    view! {
        <div class="notices">
            <For each=move || notices.all().get() key=|notice| notice.number let:notice>
                {notice_view(notices, &notice)}
            </For>
        </div>
    }
}

fn notice_view(notices: Notices, notice: &Notice) -> AnyView {
    let number = notice.number;
    let (tone, sentence) = words(notice);
    view! {
        <Banner tone>
            <p>{sentence}</p>
            <button type="button" class="button small" on:click=move |_| notices.dismiss(number)>
                {i18n::common().dismiss}
            </button>
        </Banner>
    }
    .into_any()
}

fn words(notice: &Notice) -> (Tone, String) {
    let texts = i18n::remove();
    let (id, name, scope, result) = match &notice.event {
        NoticeEvent::Removal { id, name, scope, result } => (*id, name, *scope, result),
        NoticeEvent::BulkRemovalLeft(progress) => {
            return (Tone::Warning, (texts.bulk_left)(progress.removed + progress.already_gone, progress.total));
        }
    };
    let name = &shown_name_of(id, name);
    match result {
        Ok(Removal::Removed(_) | Removal::RemovedUnanswered) => (Tone::Success, (texts.removed)(name)),
        Ok(Removal::AlreadyGone(_)) => (Tone::Success, (texts.already_gone)(name)),
        Ok(Removal::Skipped(Conflict::OtherName(other), _)) => {
            (Tone::Danger, (texts.not_removed_renamed)(name, &escape_invisible(other)))
        }
        Ok(Removal::Skipped(Conflict::BecameActive, _)) => (Tone::Danger, (texts.not_removed_active)(name)),
        Err(error) if error.kind == ErrorKind::Cancelled && !error.was_removal_sent() => {
            (Tone::Info, (texts.removal_canceled)(name))
        }
        Err(error)
            if error.was_removal_sent() && (error.kind == ErrorKind::Cancelled || error.kind.is_lost_reply()) =>
        {
            (Tone::Danger, (texts.removal_unknown)(name))
        }
        Err(error) => {
            #[allow(clippy::cast_possible_truncation, reason = "seconds since the epoch")]
            let now = (js_sys::Date::now() / 1_000.0) as i64;
            let told = explain(i18n::errors(), error, Some(scope), now);
            (Tone::Danger, (texts.not_removed)(name, &told.sentence))
        }
    }
}
