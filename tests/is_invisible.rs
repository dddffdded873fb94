//! S7: the list of characters that nobody sees, against Unicode's own tables as the `regex` family ships them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use regex_syntax::hir::{Class, HirKind};
use runner_console::is_invisible::is_invisible;

#[test]
fn s7_the_list_is_the_one_of_unicode() {
    let class = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\x{2800}--\x20]";
    let HirKind::Class(Class::Unicode(class)) = regex_syntax::parse(class).unwrap().into_kind() else { panic!() };
    let in_unicode = |character| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&character));
    let wrong: Vec<char> =
        ('\0'..=char::MAX).filter(|character| is_invisible(*character) != in_unicode(*character)).collect();
    assert_eq!(wrong, Vec::<char>::new());
}
