//! The media types of the console's files, by the end of their names.
//!
//! Invariant: a browser that is told `nosniff` runs nothing with a wrong type, and compiles WebAssembly as it arrives only
//! as `application/wasm`.

/// Ends of file names (without the dot) and what they are. Text is UTF-8; `Text` and `Binary` differ in that.
pub const TYPES: [(&[&str], MediaType); 12] = [
    (&["html"], MediaType::Text("text/html")),
    (&["js", "mjs"], MediaType::Text("text/javascript")),
    (&["css"], MediaType::Text("text/css")),
    (&["wasm"], MediaType::Binary("application/wasm")),
    (&["json", "map"], MediaType::Binary("application/json")),
    (&["webmanifest"], MediaType::Binary("application/manifest+json")),
    (&["svg"], MediaType::Binary("image/svg+xml")),
    (&["png"], MediaType::Binary("image/png")),
    (&["webp"], MediaType::Binary("image/webp")),
    (&["ico"], MediaType::Binary("image/x-icon")),
    (&["woff2"], MediaType::Binary("font/woff2")),
    (&["txt"], MediaType::Text("text/plain")),
];

/// What is not known is only to be downloaded.
pub const UNKNOWN: &str = "application/octet-stream";

/// A media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// Text, whose encoding has to be told: `; charset=utf-8`.
    Text(&'static str),
    /// Anything else, or text that says itself how it is encoded.
    Binary(&'static str),
}

impl MediaType {
    /// `text/css`, without its encoding.
    pub fn essence(self) -> &'static str {
        match self {
            Self::Text(name) | Self::Binary(name) => name,
        }
    }

    /// The whole value of `Content-Type`.
    pub fn value(self) -> String {
        match self {
            Self::Text(name) => format!("{name}; charset=utf-8"),
            Self::Binary(name) => name.to_owned(),
        }
    }
}

/// `Content-Type` of a file of this name.
pub fn content_type(name: &str) -> String {
    let end = name.rsplit('.').next().unwrap_or_default();
    let known = TYPES.iter().find(|(ends, _)| ends.contains(&end));
    known.map_or_else(|| UNKNOWN.to_owned(), |(_, media)| media.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_goes_by_the_end_of_the_name() {
        assert_eq!(content_type("a-0123456789abcdef_bg.wasm"), "application/wasm");
        assert_eq!(content_type("folder.js/a.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("wasm"), "application/wasm");
        assert_eq!(content_type("a.exe"), UNKNOWN);
    }
}
