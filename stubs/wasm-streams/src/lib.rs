//! Stands for the crate `wasm-streams`, which Leptos needs for the streams of its server functions. The console has no server.
//!
//! The real crate exports three classes to JavaScript. No linker can leave out what is exported, so they would be in every
//! page: 4 KB, never called. Here is just what `server_fn` must find to compile; the linker leaves all of it out.

use futures_util::stream::{Empty, Stream};
use wasm_bindgen::JsValue;

/// A stream that no one makes.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// As in the real crate.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// As in the real crate.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// As in the real crate, for the compiler.
    ///
    /// # Panics
    /// When called: there are no server functions here.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("the console has no server functions, and so no streams: see stubs/wasm-streams")
    }

    /// As in the real crate, for the compiler.
    ///
    /// # Panics
    /// When called: there are no server functions here.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        unreachable!("the console has no server functions, and so no streams: see stubs/wasm-streams")
    }
}
