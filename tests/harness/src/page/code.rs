//! The functions of a WebAssembly module, as bytes.

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload, TypeRef};

/// What a module has of code.
pub(crate) struct Code<'a> {
    /// How many functions are imported: they have the first indices.
    pub(crate) imported: u32,
    /// Its own functions, in order.
    pub(crate) bodies: Vec<&'a [u8]>,
}

impl<'a> Code<'a> {
    /// # Errors
    /// No WebAssembly.
    pub(crate) fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut code = Self { imported: 0, bodies: Vec::new() };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("no WebAssembly")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        code.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    code.bodies.push(&wasm[usize::try_from(range.start)?..usize::try_from(range.end)?]);
                }
                _ => {}
            }
        }
        Ok(code)
    }
}
