//! After copying: what happens next, who came, and what to check where nobody did.

use super::state::AddState;
use crate::components::inline_code::inline_code;
use crate::components::{Banner, Tone};
use crate::fleet::{Arrival, Watch, escape_invisible};
use crate::i18n;
use crate::store::env::Stopwatch;
use crate::store::{runner_store, scoped_memo};
use leptos::prelude::*;
use std::time::Duration;

/// With more machines than this they are counted, not named.
const MOST_NAMED: usize = 5;

/// How far the watch is. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Watching {
    adding: AddState,
    stage: RwSignal<Stage>,
    stopwatch: StoredValue<Option<Stopwatch>>,
}

/// How far the watch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing was copied yet.
    NotYet,
    /// Something was copied less than ten minutes ago.
    Watching,
    /// The ten minutes are over.
    Over,
}

impl Watching {
    /// Watches nobody yet. Ends with the current reactive owner.
    pub(super) fn new(adding: AddState) -> Self {
        let watching = Self { adding, stage: RwSignal::new(Stage::NotYet), stopwatch: StoredValue::new(None) };
        if let Ok(interval) = set_interval_with_handle(move || watching.tick(), Duration::from_secs(1)) {
            on_cleanup(move || interval.clear());
        }
        on_cleanup(move || adding.store.stop_watching());
        watching
    }

    /// Watches for ten minutes from now.
    pub(super) fn start(self) {
        self.stopwatch.set_value(Some(Stopwatch::start()));
        self.stage.set(Stage::Watching);
        self.adding.store.watch();
    }

    fn tick(self) {
        // Whatever the clock says: by what has passed.
        let passed = self.stopwatch.try_get_value().flatten().map_or(0.0, Stopwatch::seconds);
        if passed * 1_000.0 >= runner_store::WATCH_FOR && self.stage.try_get_untracked() == Some(Stage::Watching) {
            self.stage.try_set(Stage::Over);
            self.adding.store.stop_watching();
        }
    }

    /// Who came since the dialog was opened, or since the fleet was first read to its end after that.
    fn arrived(self) -> Memo<Vec<Arrival>> {
        let watch: StoredValue<Option<Watch>> = StoredValue::new(None);
        scoped_memo(move || {
            let names = self.adding.names();
            let arrived = self.adding.store.snapshot.with(|now| {
                watch.try_update_value(|watch| {
                    if watch.is_none() {
                        *watch = Watch::from(now);
                    }
                    let watch = watch.as_mut()?;
                    watch.look(now);
                    Some(watch.arrived(now, &names))
                })
            });
            arrived.flatten().unwrap_or_default()
        })
    }
}

/// What is known of the runners that were started.
#[component]
pub(super) fn Arrivals(watching: Watching) -> impl IntoView {
    let arrived = watching.arrived();
    let expected = Memo::new(move |_| watching.adding.machines());
    let said = Memo::new(move |_| {
        let (stage, expected) = (watching.stage.get(), expected.get());
        arrived.with(|arrived| (stage, expected, if stage == Stage::NotYet { Vec::new() } else { arrived.clone() }))
    });
    move || {
        let (stage, expected, arrived) = said.get();
        let online = arrived.iter().filter(|one| one.is_online).count();
        let missing = (online as u64) < u64::from(expected);
        let overdue = stage == Stage::Over && missing;
        let waits = stage == Stage::Watching && (arrived.is_empty() || expected > 1 && missing);
        view! {
            {waits.then(|| view! { <Banner>{i18n::add().watching}</Banner> })}
            {who_came(expected, &arrived, online)}
            {overdue.then(|| overdue_banner(watching, arrived.is_empty()))}
        }
        .into_any()
    }
}

/// A banner for each, or for all where there are many.
fn who_came(expected: u32, arrived: &[Arrival], online: usize) -> AnyView {
    let texts = i18n::add();
    if arrived.len() > MOST_NAMED {
        // Without names each that is new counts, whoever made it.
        let of = usize::try_from(expected).ok().filter(|expected| *expected >= arrived.len());
        let sentence = (texts.many_appeared)(arrived.len(), online, of);
        return view! { <Banner tone=Tone::Success>{sentence}</Banner> }.into_any();
    }
    let welcome = |one: &Arrival| {
        let name = escape_invisible(&one.name);
        let (tone, sentence) =
            if one.is_online { (Tone::Success, (texts.online)(&name)) } else { (Tone::Info, (texts.appeared)(&name)) };
        view! { <Banner tone>{sentence}</Banner> }
    };
    arrived.iter().map(welcome).collect_view().into_any()
}

/// What to look at on the machine, and how to go on waiting.
fn overdue_banner(watching: Watching, nobody_came: bool) -> AnyView {
    let texts = i18n::add();
    let checks = (texts.checks)(watching.adding.system.get_untracked());
    // Who came was configured: what is left is to start it.
    let checks = checks.into_iter().skip(if nobody_came { 0 } else { 2 });
    let again = move |_| watching.start();
    view! {
        <Banner tone=Tone::Warning>
            <p>{if nobody_came { texts.nobody_came } else { texts.not_online }}</p>
            <ul class="what-to-check">{checks.map(|check| view! { <li>{inline_code(check)}</li> }).collect_view()}</ul>
            <button type="button" class="button" on:click=again>{texts.watch_again}</button>
        </Banner>
    }
    .into_any()
}
