//! A text that the page gives out as a file.
//!
//! Invariant: nothing of it leaves the browser: the file is made here, and its address dies with it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin reading the file, in seconds.
const TIME_TO_READ: u64 = 60;

/// Saves a text as a file of this name and media type, as a click on a download link does. False where the browser does
/// not let it.
pub fn download(name: &str, media_type: &str, text: &str) -> bool {
    start(name, media_type, text).is_ok()
}

fn start(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let how = BlobPropertyBag::new();
    how.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let file = Blob::new_with_str_sequence_and_options(&parts, &how)?;
    let address = Url::create_object_url_with_blob(&file)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Not at once: some browsers read it only after this turn.
    set_timeout(
        move || {
            // An address that is gone already was what was wanted.
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(TIME_TO_READ),
    );
    Ok(())
}
