//! Moments as the reader's own time of day.
//!
//! Invariant: the browser's `Intl` writes them, in the reader's own way.

use js_sys::{Array, Date, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A moment, in milliseconds since the epoch, as a time of day: `14:03:12`, `2:03:12 PM`.
pub fn time_of_day(moment: f64) -> String {
    let date = Date::new(&JsValue::from_f64(moment));
    // js-sys asks for a locale; without one the browser takes the reader's.
    let method = Reflect::get(&date, &JsValue::from_str("toLocaleTimeString")).ok();
    let text = method.and_then(|method| method.dyn_into::<Function>().ok()?.apply(&date, &Array::new()).ok());
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
