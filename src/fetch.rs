//! One request of the browser: `fetch`, and its answer as bytes.
//!
//! A library around it makes an object for each address, each header and each request, and weighs more than a kilobyte of
//! the page.
//!
//! Invariant: no referrer is sent, and no header goes out that the caller does not name.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

/// What a request has beside its address.
#[derive(Debug)]
pub struct Options<'a> {
    /// `GET`, `POST`, `DELETE`.
    pub method: &'a str,
    /// What the browser's cache may do.
    pub cache: RequestCache,
    /// Whether the browser adds what it has of that host: cookies, a password that it asked for.
    pub credentials: RequestCredentials,
    /// Whether a redirect is followed.
    pub redirect: RequestRedirect,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// Ends it.
    pub signal: Option<&'a AbortSignal>,
}

/// Sends a request, and returns once the answer's head is there.
///
/// # Errors
/// No answer came, and the browser does not say why; or the signal ended it.
pub async fn fetch(address: &str, options: &Options<'_>) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method(options.method);
    init.set_cache(options.cache);
    init.set_credentials(options.credentials);
    init.set_redirect(options.redirect);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(options.signal);
    let headers = Array::new();
    for (name, value) in options.headers {
        headers.push(&Array::of2(&JsValue::from_str(name), &JsValue::from_str(value)));
    }
    init.set_headers(&headers);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?.dyn_into()
}

/// The body of an answer, whole. As bytes: a text would be turned into JavaScript's kind first, and back.
///
/// # Errors
/// It broke off; or the signal ended it.
pub async fn body(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Bytes as a text, without the mark that some servers begin with. What is no UTF-8 is no JSON either, and of such an
/// answer only the status tells something.
pub fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_default();
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_begins_behind_its_mark_and_is_nothing_where_it_is_none() {
        assert_eq!(text("\u{feff}{}".into()), "{}");
        assert_eq!(text("{\"é\"}".into()), "{\"é\"}");
        assert_eq!(text(b"<p>Passerelle non autoris\xe9e</p>".to_vec()), "");
    }
}
