//! The page's JavaScript made shorter: what wasm-bindgen writes is half comments, and long names that nobody outside sees.
//!
//! Invariants: what is exported keeps its name; the same text makes the same text.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module with the same effects, in fewer bytes.
///
/// # Errors
/// It is no module.
pub(super) fn shorten(module: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, module, SourceType::mjs()).parse();
    if let Some(first) = parsed.diagnostics.first() {
        bail!("the JavaScript cannot be read: {first}");
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions::default()),
        ..MinifierOptions::default()
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let short = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping).build(&program);
    Ok(short.code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::shorten;

    const MODULE: &str = "/** @param {number} number */\n\
        export function twice(number) { const result = number * 2; return result + offset; }\n\
        // A comment.\n\
        const offset = Math.random();\n\
        const imports = {}; imports.__wbg_field = () => 1;\n\
        export { imports as default };\n";

    #[test]
    fn what_others_use_keeps_its_name_and_the_rest_gets_shorter() {
        let short = shorten(MODULE).unwrap();
        for kept in ["export function twice(", "Math.random()", ".__wbg_field=", " as default"] {
            assert!(short.contains(kept), "no {kept:?} in {short}");
        }
        for gone in ["@param", "comment", "number", "result", "offset", "\n"] {
            assert!(!short.contains(gone), "{gone:?} in {short}");
        }
        assert_eq!(short, shorten(MODULE).unwrap());
    }

    #[test]
    fn what_is_no_javascript_is_an_error() {
        assert!(shorten("export function (").is_err());
        assert!(shorten("return 1 +").is_err());
    }
}
