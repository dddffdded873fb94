//! In how many ways each scene is looked at.

use std::fmt;

use serde_json::{Value, json};

/// A language of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// As `<html lang>` and the preferences have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// The system's colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the browser is to pretend, for `Emulation.setEmulatedMedia`. Nothing moves in a picture.
    pub fn media(self) -> Value {
        json!({ "features": [
            { "name": "prefers-color-scheme", "value": self.word() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] })
    }
}

/// The size of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A desk.
    Wide,
    /// A telephone.
    Narrow,
    /// A desk at 200 %.
    Zoomed,
    /// The narrowest that anything has to fit into.
    Narrowest,
}

impl Width {
    /// Those of every scene.
    const USUAL: [Self; 2] = [Self::Wide, Self::Narrow];
    /// Those of scenes that are looked at on small screens, too.
    const SMALL: [Self; 2] = [Self::Zoomed, Self::Narrowest];

    /// Width and height, in CSS pixels.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Wide => (1440, 900),
            Self::Narrow => (390, 844),
            Self::Zoomed => (720, 450),
            Self::Narrowest => (320, 640),
        }
    }
}

/// One way to look at a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What it is written in.
    pub language: Language,
    /// How wide the screen is.
    pub width: Width,
    /// How bright it is.
    pub theme: Theme,
}

impl Variant {
    /// Those of one language, in the order in which they are looked at: the same page is made wide, then narrow. Small
    /// screens come once, in English and light: they are laid out otherwise, and not in other colours.
    pub fn of(language: Language, on_small_screens: bool) -> impl Iterator<Item = Self> {
        let usual =
            Width::USUAL.into_iter().flat_map(move |width| Theme::ALL.map(|theme| Self { language, width, theme }));
        let is_small = on_small_screens && language == Language::English;
        let small = Width::SMALL.into_iter().filter(move |_| is_small);
        usual.chain(small.map(move |width| Self { language, width, theme: Theme::Light }))
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.width.pixels().0, self.theme.word(), self.language.code())
    }
}
