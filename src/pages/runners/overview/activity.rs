//! How many were online and busy since the page was opened: two lines, and what they show in words.
//!
//! Invariant: drawn with elements, without a text in the drawing, so that it can be as wide as there is room.

use crate::fleet::usage_history::{Activity, Range, Sample};
use crate::i18n;
use crate::pages::time_words::time_of_day;
use leptos::prelude::*;

/// The size of the box that the lines are drawn in.
const WIDTH: u32 = 600;
const HEIGHT: u32 = 120;
/// A margin around it, so that a line along the edge is as thick as the others.
const BOX: &str = "-2 -4 604 128";

/// The lines.
#[component]
pub(super) fn ActivityLines(
    /// The numbers since the page was opened.
    activity: RwSignal<Activity>,
) -> impl IntoView {
    move || activity.with(drawing)
}

fn drawing(activity: &Activity) -> AnyView {
    let m = &i18n::overview().activity;
    let online = |sample: &Sample| sample.online;
    let busy = |sample: &Sample| sample.busy;
    let (Some(now), Some(of_online), Some(of_busy)) = (activity.samples().last(), activity.online(), activity.busy())
    else {
        return view! { <p class="field-hint">{m.too_soon}</p> }.into_any();
    };
    let told = |state: &'static str, text: fn(usize, usize, usize) -> String, now: usize, range: Range| {
        view! { <p class="activity-range" data-line=state>{text(now, range.least, range.most)}</p> }
    };
    let lines = match activity.samples() {
        [first, .., last] => view! {
            <svg class="activity-lines" viewBox=BOX preserveAspectRatio="none" role="img" aria-label=m.drawing>
                <polyline data-line="online" points=points(&activity.line(online, WIDTH, HEIGHT)) />
                <polyline data-line="busy" points=points(&activity.line(busy, WIDTH, HEIGHT)) />
            </svg>
            <p class="activity-times">{(m.between)(&time_of_day(first.at), &time_of_day(last.at))}</p>
        }
        .into_any(),
        _ => view! { <p class="field-hint">{m.too_soon}</p> }.into_any(),
    };
    view! {
        {lines}
        {told("online", m.online, now.online, of_online)}
        {told("busy", m.busy, now.busy, of_busy)}
        <p class="field-hint">{m.explained}</p>
    }
    .into_any()
}

/// `0,4 100,4 100,20`.
fn points(line: &[(u32, u32)]) -> String {
    let point = |(x, y): &(u32, u32)| [&x.to_string(), ",", &y.to_string()].concat();
    line.iter().map(point).collect::<Vec<_>>().join(" ")
}
