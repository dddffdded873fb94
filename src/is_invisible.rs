//! Which characters nobody sees: one list for whoever shows a stranger's text and whoever puts a text on a command line.
//!
//! Invariant: pure, and uses nothing. The list is Unicode's own: `tests/is_invisible.rs` compares it with Unicode's tables.

/// True for control and format characters, default-ignorable ones, line and paragraph separators, blanks that are no
/// space to Unicode, and every space but the plain one (Cc, Cf, Zl, Zp, Zs, `Default_Ignorable_Code_Point`, U+2800).
pub fn is_invisible(character: char) -> bool {
    // Most names are made of these: a quick way out.
    if matches!(character, ' '..='~') {
        return false;
    }
    character.is_control()
        || matches!(character,
            '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{1680}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{2800}' | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
