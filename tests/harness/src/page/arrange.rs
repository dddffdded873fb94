//! WebAssembly put so that it compresses better, and means the same: what is compressed is what is loaded.
//!
//! Functions stand in the order in which the linker found them, although their order means nothing. Side by side, those
//! that begin alike are nearly free: 4 KB of brotli in 140. And wasm-bindgen gives each import a name with 16 random digits,
//! once in the WebAssembly and once in the JavaScript: 4 KB more, which nothing can compress.
//!
//! Invariant: the same input makes the same output.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, ImportSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Imports, Parser, Payload};

use super::code::Code;
use super::file::once;

/// Sorts the functions by type and then by their bytes.
///
/// # Errors
/// No WebAssembly.
pub(super) fn by_likeness(wasm: &[u8]) -> Result<Vec<u8>> {
    let Code { imported, bodies } = Code::of(wasm)?;
    let mut types = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::FunctionSection(section) = payload? {
            types = section.into_iter().collect::<Result<_, _>>()?;
        }
    }
    if types.len() != bodies.len() {
        bail!("{} functions have {} bodies", types.len(), bodies.len());
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|function| (types[*function], bodies[*function]));
    let mut places = vec![0; order.len()];
    for (place, function) in order.iter().enumerate() {
        places[*function] = u32::try_from(place)?;
    }
    rewritten(wasm, &mut Sorted { imported, order, places })
}

/// Gives the imports that the JavaScript `program` offers short names, in both.
///
/// # Errors
/// No WebAssembly, or JavaScript that does not offer each of them exactly once.
pub(super) fn with_short_imports(wasm: &[u8], program: &str, module: &str) -> Result<(Vec<u8>, String)> {
    let mut renamed = Renamed { module, names: HashMap::new() };
    let wasm = rewritten(wasm, &mut renamed)?;
    let mut names: Vec<_> = renamed.names.into_iter().collect();
    names.sort();
    let mut program = program.to_owned();
    for (name, short) in names {
        program = once(&program, &format!(" {name}: "), &format!(" {short}: "))?;
    }
    Ok((wasm, program))
}

fn rewritten(wasm: &[u8], how: &mut impl Reencode<Error = Infallible>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    utils::parse_core_module(how, &mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the WebAssembly cannot be written anew: {error}"))?;
    Ok(module.finish())
}

/// Functions in another order.
struct Sorted {
    /// Functions that are imported come before all others and stay there.
    imported: u32,
    /// Which function comes to each place.
    order: Vec<usize>,
    /// The place of each function.
    places: Vec<u32>,
}

impl Reencode for Sorted {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported).and_then(|own| self.places.get(own as usize));
        Ok(own.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

/// Imports of one module under other names.
struct Renamed<'a> {
    module: &'a str,
    names: HashMap<String, String>,
}

impl Reencode for Renamed<'_> {
    type Error = Infallible;

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> Result<(), Error<Infallible>> {
        match imports {
            Imports::Single(_, import) if import.module == self.module => {
                let next = format!("i{}", self.names.len());
                let name = self.names.entry(import.name.to_owned()).or_insert(next).clone();
                section.import(import.module, &name, self.entity_type(import.ty)?);
                Ok(())
            }
            others => utils::parse_imports(self, section, others),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{by_likeness, with_short_imports};
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection, InstructionSink,
        Module, TypeSection, ValType,
    };
    use wasmparser::{Operator, Parser, Payload};

    type Instructions = fn(&mut InstructionSink<'_>);

    const SCRIPT: &str = "./program_bg.js";

    /// Imports two functions; its own return 9, call the first import, return 4, and call the one that returns 4.
    fn module() -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        imports.import(SCRIPT, "__wbg_stop_0123456789abcdef", EntityType::Function(0));
        imports.import("./other.js", "__wbg_stop_0123456789abcdef", EntityType::Function(0));
        let bodies: [(&str, u32, Instructions); 4] = [
            ("nine", 1, |body| {
                body.i32_const(9).end();
            }),
            ("stop", 0, |body| {
                body.call(0).end();
            }),
            ("four", 1, |body| {
                body.i32_const(4).end();
            }),
            ("four again", 1, |body| {
                body.call(4).end();
            }),
        ];
        for (index, (name, kind, write)) in (2..).zip(bodies) {
            let mut body = Function::new([]);
            write(&mut body.instructions());
            functions.function(kind);
            code.function(&body);
            exports.export(name, ExportKind::Func, index);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    /// What a module's functions do, in order; and what each export is.
    fn told(wasm: &[u8]) -> (Vec<String>, Vec<(String, u32)>) {
        let (mut bodies, mut exports) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    bodies.push(match body.get_operators_reader().unwrap().read().unwrap() {
                        Operator::I32Const { value } => value.to_string(),
                        Operator::Call { function_index } => format!("call {function_index}"),
                        other => panic!("{other:?}"),
                    });
                }
                Payload::ExportSection(section) => {
                    exports.extend(
                        section.into_iter().map(|export| export.unwrap()).map(|e| (e.name.to_owned(), e.index)),
                    );
                }
                _ => {}
            }
        }
        (bodies, exports)
    }

    #[test]
    fn functions_change_places_and_whoever_calls_them_finds_them() {
        let sorted = by_likeness(&module()).unwrap();
        let (bodies, exports) = told(&sorted);
        // By type, then by bytes: call (0x10) comes before i32.const (0x41), 4 before 9.
        assert_eq!(bodies, ["call 0", "call 4", "4", "9"]);
        let expected = [("nine", 5), ("stop", 2), ("four", 4), ("four again", 3)];
        assert_eq!(exports, expected.map(|(name, index)| (name.to_owned(), index)));
        wasmparser::validate(&sorted).unwrap();
        assert_eq!(by_likeness(&sorted).unwrap(), sorted);
    }

    #[test]
    fn imports_get_short_names_on_both_sides() {
        let program = "const import0 = {\n __wbg_stop_0123456789abcdef: function() {},\n};";
        let (wasm, program) = with_short_imports(&module(), program, SCRIPT).unwrap();
        assert_eq!(program, "const import0 = {\n i0: function() {},\n};");
        let imports: Vec<_> = Parser::new(0)
            .parse_all(&wasm)
            .filter_map(
                |payload| if let Payload::ImportSection(section) = payload.unwrap() { Some(section) } else { None },
            )
            .flat_map(|section| section.into_imports().map(|import| import.unwrap()).collect::<Vec<_>>())
            .map(|import| (import.module, import.name))
            .collect();
        assert_eq!(imports, [(SCRIPT, "i0"), ("./other.js", "__wbg_stop_0123456789abcdef")]);
        wasmparser::validate(&wasm).unwrap();
    }

    #[test]
    fn an_import_that_the_program_does_not_offer_is_an_error() {
        let error = with_short_imports(&module(), "const import0 = {};", SCRIPT).unwrap_err().to_string();
        assert!(error.contains("__wbg_stop_0123456789abcdef") && error.contains("0 times"), "{error}");
        assert!(by_likeness(b"text").is_err());
    }
}
