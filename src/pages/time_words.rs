//! Moments as the reader's own time of day.
//!
//! Invariant: the browser's `Intl` writes them, in the language of the page, and in the reader's own way of writing it
//! where their browser has one (14:03 or 2:03 PM in English).

use crate::i18n;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// A moment, in milliseconds since the epoch, as a time of day: `14:03:12`, `2:03:12 PM`.
pub fn time_of_day(moment: f64) -> String {
    let date = Date::new(&JsValue::from_f64(moment));
    let locales = Array::of1(&locale());
    // js-sys asks for a locale as text; a browser without one for the language takes the reader's.
    let method = Reflect::get(&date, &JsValue::from_str("toLocaleTimeString")).ok();
    let text = method.and_then(|method| method.dyn_into::<Function>().ok()?.apply(&date, &locales).ok());
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// How long ago a moment was, in the largest unit that is whole: `12 seconds ago`, `5 minutes ago`.
pub fn ago(moment: f64, now: f64) -> String {
    let seconds = ((now - moment) / 1_000.0).max(0.0).floor();
    let (unit, count) = match seconds {
        seconds if seconds < 60.0 => ("second", seconds),
        seconds if seconds < 3_600.0 => ("minute", (seconds / 60.0).floor()),
        seconds => ("hour", (seconds / 3_600.0).floor()),
    };
    let locales = Array::of1(&locale());
    let format = Intl::RelativeTimeFormat::new(&locales, &Object::new()).format(-count, unit);
    String::from(format)
}

/// The first of the reader's locales that is of the page's language, else that language alone.
fn locale() -> JsValue {
    let tag = i18n::language().tag();
    let locales = window().navigator().languages();
    let own = locales.iter().find(|locale| locale.as_string().is_some_and(|locale| locale.starts_with(tag)));
    own.unwrap_or_else(|| JsValue::from_str(tag))
}
