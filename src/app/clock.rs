//! The browser's clock and dice, for the request layer.

use crate::github::retry::{Clock, Waiting};
use crate::store::env;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits with the browser's timer.
#[derive(Clone, Copy, Debug)]
pub(super) struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> f64 {
        env::now()
    }

    fn jitter(&self) -> f64 {
        js_sys::Math::random()
    }

    fn wait(&self, millis: f64) -> Waiting<'_> {
        #[allow(clippy::cast_possible_truncation, reason = "some seconds")]
        let millis = millis as i32;
        let timer = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                // Without a timer the wait would never end; every browser has one.
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
            }
        });
        Box::pin(async move {
            let _ = JsFuture::from(timer).await;
        })
    }
}
