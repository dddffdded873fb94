//! Which keys of the keyboard are shortcuts, and where.
//!
//! A letter alone is a shortcut only where nobody types: not in a box, not in a dialog. In the runner table, where typing
//! goes to the runner whose name begins so, letters of shortcuts are shortcuts, unless other letters were typed just before
//! or Shift is held: so every name can still be typed. Letters alone can be switched off (WCAG 2.2, 2.1.4); Ctrl or Cmd
//! with K stays, since it is no letter alone, and Escape.
//!
//! Invariant: pure; keys and their times in, a shortcut out.

use crate::github::ScopeKind;

/// How long the second key of `g e` is awaited, and how long a pause ends what is typed in the table, in milliseconds.
const PAUSE: f64 = 1_000.0;

/// What a shortcut asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// `/`: to the search box.
    Filter,
    /// Escape in the search box: back to the rows.
    LeaveFilter,
    /// `r`: read the runners now.
    Refresh,
    /// `a`: add a runner.
    Add,
    /// `j`: the next row.
    NextRow,
    /// `k`: the row before.
    PreviousRow,
    /// `g e`, `g o`, `g r`: choose a scope of this kind.
    Choose(ScopeKind),
    /// `?`: the list of shortcuts.
    List,
    /// Ctrl or Cmd with K: all commands.
    Palette,
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusArea {
    /// In a box that takes text.
    Box,
    /// In the box that filters runners.
    Filter,
    /// In a dialog that must be closed first.
    Dialog,
    /// In the rows of runners.
    Table,
    /// Anywhere else.
    Elsewhere,
}

/// Keys that are held down with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifiers {
    /// None.
    Nothing,
    /// Shift alone.
    Shift,
    /// Ctrl or Cmd, and no others.
    Command,
    /// Others, which make other letters or are somebody else's shortcuts.
    Others,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress<'a> {
    /// The key, as `KeyboardEvent.key` names it.
    pub key: &'a str,
    /// When, in milliseconds.
    pub at: f64,
    /// Where the focus is.
    pub place: FocusArea,
    /// What is held down with it.
    pub held: Modifiers,
    /// Whether it comes from a key that is held down.
    pub repeated: bool,
    /// Whether it is part of a letter that is being composed.
    pub composing: bool,
}

/// What was pressed before, as far as that matters.
#[derive(Debug, Default)]
pub struct KeySequence {
    /// When `g` was pressed.
    g_at: Option<f64>,
    /// When a letter was typed in the table.
    typed_at: Option<f64>,
}

impl KeySequence {
    /// The shortcut that this key is, or completes. `letters_alone` are shortcuts unless the admin switched them off.
    pub fn recognise(&mut self, press: &KeyPress<'_>, letters_alone: bool) -> Option<Shortcut> {
        let after_g = self.g_at.take().is_some_and(|at| press.at - at < PAUSE);
        if press.composing {
            return None;
        }
        if press.held == Modifiers::Command {
            let is_palette = press.key.eq_ignore_ascii_case("k") && !press.repeated;
            return (is_palette && press.place != FocusArea::Dialog).then_some(Shortcut::Palette);
        }
        if press.held == Modifiers::Others {
            return None;
        }
        if press.place == FocusArea::Filter && press.key == "Escape" {
            return Some(Shortcut::LeaveFilter);
        }
        if !letters_alone || !matches!(press.place, FocusArea::Table | FocusArea::Elsewhere) {
            return None;
        }
        let is_one_sign = press.key.len() == 1;
        let is_capital =
            press.held == Modifiers::Shift && press.key.starts_with(|sign: char| sign.is_ascii_alphabetic());
        let is_in_a_name = press.place == FocusArea::Table
            && is_one_sign
            && !after_g
            && self.typed_at.is_some_and(|at| press.at - at < PAUSE);
        let shortcut = if is_capital || is_in_a_name { None } else { self.letter(press, after_g) };
        let begins = shortcut.is_none() && self.g_at.is_none();
        self.typed_at = (begins && is_one_sign && press.place == FocusArea::Table).then_some(press.at);
        shortcut
    }

    /// Whether the next key may complete a shortcut that this one began: nobody else should get this one.
    pub fn awaits_more(&self) -> bool {
        self.g_at.is_some()
    }

    fn letter(&mut self, press: &KeyPress<'_>, after_g: bool) -> Option<Shortcut> {
        let key = press.key.to_ascii_lowercase();
        match key.as_str() {
            "e" if after_g => return Some(Shortcut::Choose(ScopeKind::Enterprise)),
            "o" if after_g => return Some(Shortcut::Choose(ScopeKind::Organization)),
            "r" if after_g => return Some(Shortcut::Choose(ScopeKind::Repository)),
            // Rows go by while the key is held down.
            "j" => return Some(Shortcut::NextRow),
            "k" => return Some(Shortcut::PreviousRow),
            _ if press.repeated => return None,
            "g" => self.g_at = Some(press.at),
            "/" => return Some(Shortcut::Filter),
            "r" => return Some(Shortcut::Refresh),
            "a" => return Some(Shortcut::Add),
            "?" => return Some(Shortcut::List),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{FocusArea, KeyPress, KeySequence, Modifiers, PAUSE, Shortcut};
    use crate::github::ScopeKind;
    use proptest::prelude::*;

    fn press(key: &str, at: f64, place: FocusArea) -> KeyPress<'_> {
        KeyPress { key, at, place, held: Modifiers::Nothing, repeated: false, composing: false }
    }

    /// What keys, one each 200 ms, come to.
    fn after(keys: &str, place: FocusArea) -> Vec<Option<Shortcut>> {
        let mut recogniser = KeySequence::default();
        let keys = (0_u32..).zip(keys.split(' '));
        keys.map(|(index, key)| recogniser.recognise(&press(key, f64::from(index) * 200.0, place), true)).collect()
    }

    #[test]
    fn each_shortcut_is_known_in_the_table_and_outside() {
        for place in [FocusArea::Table, FocusArea::Elsewhere] {
            for (key, shortcut) in [
                ("/", Shortcut::Filter),
                ("r", Shortcut::Refresh),
                ("R", Shortcut::Refresh),
                ("a", Shortcut::Add),
                ("j", Shortcut::NextRow),
                ("k", Shortcut::PreviousRow),
                ("?", Shortcut::List),
            ] {
                assert_eq!(after(key, place), [Some(shortcut)], "{key} {place:?}");
            }
            for (keys, kind) in
                [("g e", ScopeKind::Enterprise), ("g o", ScopeKind::Organization), ("g r", ScopeKind::Repository)]
            {
                assert_eq!(after(keys, place), [None, Some(Shortcut::Choose(kind))], "{keys} {place:?}");
            }
        }
        assert_eq!(after("g x r", FocusArea::Elsewhere), [None, None, Some(Shortcut::Refresh)]);
    }

    #[test]
    fn g_is_forgotten_after_a_second() {
        let mut recogniser = KeySequence::default();
        assert_eq!(recogniser.recognise(&press("g", 0.0, FocusArea::Elsewhere), true), None);
        assert!(recogniser.awaits_more());
        let late = press("r", PAUSE, FocusArea::Elsewhere);
        assert_eq!(recogniser.recognise(&late, true), Some(Shortcut::Refresh));
        assert!(!recogniser.awaits_more());
    }

    #[test]
    fn a_name_that_is_being_typed_in_the_table_takes_all_letters() {
        assert_eq!(after("b r a j k", FocusArea::Table), [None; 5]);
        let mut recogniser = KeySequence::default();
        let shifted = KeyPress { held: Modifiers::Shift, ..press("R", 0.0, FocusArea::Table) };
        assert_eq!(recogniser.recognise(&shifted, true), None);
        assert_eq!(recogniser.recognise(&press("a", 500.0, FocusArea::Table), true), None);
        let after_a_pause = press("a", 500.0 + PAUSE, FocusArea::Table);
        assert_eq!(recogniser.recognise(&after_a_pause, true), Some(Shortcut::Add));
    }

    #[test]
    fn escape_leaves_the_filter_alone_and_only_by_itself() {
        assert_eq!(after("Escape", FocusArea::Filter), [Some(Shortcut::LeaveFilter)]);
        for place in [FocusArea::Box, FocusArea::Dialog, FocusArea::Table, FocusArea::Elsewhere] {
            assert_eq!(after("Escape", place), [None], "{place:?}");
        }
    }

    fn any_press() -> impl Strategy<Value = (String, f64, FocusArea, Modifiers, [bool; 2])> {
        let key = prop_oneof!["[a-zA-Z/?]", "\\PC", "Escape|Enter|ArrowDown|Tab|Shift|F5"];
        let place = prop::sample::select(vec![
            FocusArea::Box,
            FocusArea::Filter,
            FocusArea::Dialog,
            FocusArea::Table,
            FocusArea::Elsewhere,
        ]);
        let held =
            prop::sample::select(vec![Modifiers::Nothing, Modifiers::Shift, Modifiers::Command, Modifiers::Others]);
        (key, 0.0..3_000.0_f64, place, held, any::<[bool; 2]>())
    }

    proptest! {
        /// What is typed is typed, whatever was pressed before.
        #[test]
        fn nothing_fires_while_somebody_types(
            presses in prop::collection::vec(any_press(), 0..12),
            letters_alone in any::<bool>(),
        ) {
            let (mut recogniser, mut now) = (KeySequence::default(), 0.0);
            for (key, wait, place, held, [repeated, composing]) in &presses {
                now += wait;
                let (place, held) = (*place, *held);
                let press = KeyPress { key, at: now, place, held, repeated: *repeated, composing: *composing };
                let shortcut = recogniser.recognise(&press, letters_alone);
                let may_be = match place {
                    _ if press.composing => false,
                    FocusArea::Dialog => false,
                    FocusArea::Box => shortcut == Some(Shortcut::Palette),
                    FocusArea::Filter => matches!(shortcut, Some(Shortcut::Palette | Shortcut::LeaveFilter)),
                    FocusArea::Table | FocusArea::Elsewhere => letters_alone || shortcut == Some(Shortcut::Palette),
                };
                prop_assert!(shortcut.is_none() || may_be, "{shortcut:?} by {press:?}");
                prop_assert!(shortcut != Some(Shortcut::Palette) || held == Modifiers::Command);
                prop_assert!(held != Modifiers::Others || shortcut.is_none());
                if press.repeated {
                    prop_assert!(
                        matches!(
                            shortcut,
                            None | Some(Shortcut::NextRow | Shortcut::PreviousRow | Shortcut::LeaveFilter | Shortcut::Choose(_))
                        ),
                        "{shortcut:?}"
                    );
                }
            }
        }
    }
}
