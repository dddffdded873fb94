//! What a reader likes: language, theme, contrast, density. Kept in this browser for all tabs, and never with a secret.
//!
//! They are told to the style sheets as attributes of `<html>`. The boot script in `index.html` reads the same text before
//! anything is drawn, so that nothing changes its colour while the page starts.
//!
//! Invariant: what is not understood is as if it were not there; a browser that keeps nothing has the preferences of its tab.

use crate::messages::{self, Language};
use wasm_bindgen::JsCast;
use web_sys::{Element, Storage};

/// Where they are kept; index.html names it, too.
pub const KEY: &str = "runner-console/preferences";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

/// How far text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// As the system.
    #[default]
    System,
    /// Far.
    More,
}

/// How much room a row takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Room around everything.
    #[default]
    Comfortable,
    /// More rows on a screen.
    Compact,
}

/// All of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language; none where the browser's own decides.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Theme,
    /// How far text stands out.
    pub contrast: Contrast,
    /// How much room a row takes.
    pub density: Density,
    /// Whether letters alone are shortcuts.
    pub letters: Letters,
}

impl Theme {
    /// The word in the kept text and in `data-theme`.
    fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The bar of the browser or of the installed app follows the theme: of the colours in index.html, the one that counts.
    fn colour_the_browser(self) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let colours = [(Self::Light, "(prefers-color-scheme: light)"), (Self::Dark, "(prefers-color-scheme: dark)")];
        for ((theme, of_system), place) in colours.into_iter().zip(0..) {
            let media = match self {
                Self::System => of_system,
                _ if self == theme => "all",
                _ => "not all",
            };
            let colour = document.get_elements_by_name("theme-color").item(place);
            if let Some(meta) = colour.and_then(|colour| colour.dyn_into::<Element>().ok()) {
                // Refused for names that are none alone.
                let _ = meta.set_attribute("media", media);
            }
        }
    }
}

impl Contrast {
    /// The word in the kept text and in `data-contrast`.
    fn word(self) -> Option<&'static str> {
        (self == Self::More).then_some("more")
    }
}

/// Whether letters alone are shortcuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// They are.
    #[default]
    Shortcuts,
    /// They are not, for those whose keyboard or voice types what they did not mean.
    Off,
}

impl Letters {
    /// The word in the kept text.
    fn word(self) -> Option<&'static str> {
        (self == Self::Off).then_some("off")
    }
}

impl Density {
    /// The word in the kept text and in `data-density`.
    fn word(self) -> Option<&'static str> {
        (self == Self::Compact).then_some("compact")
    }
}

impl Preferences {
    /// Reads the kept text: `language=es theme=dark contrast=more density=compact letters=off`, in any order, each at most once.
    pub fn parse(text: &str) -> Self {
        let mut read = Self::default();
        for word in text.split(' ') {
            match word {
                "theme=light" => read.theme = Theme::Light,
                "theme=dark" => read.theme = Theme::Dark,
                "contrast=more" => read.contrast = Contrast::More,
                "density=compact" => read.density = Density::Compact,
                "letters=off" => read.letters = Letters::Off,
                _ => {
                    if let Some(tag) = word.strip_prefix("language=") {
                        read.language = Language::ALL.into_iter().find(|language| language.tag() == tag);
                    }
                }
            }
        }
        read
    }

    /// The text that is kept.
    pub fn to_text(self) -> String {
        let mut text = String::new();
        let parts = [
            ("language", self.language.map(Language::tag)),
            ("theme", self.theme.word()),
            ("contrast", self.contrast.word()),
            ("density", self.density.word()),
            ("letters", self.letters.word()),
        ];
        for (name, word) in parts {
            if let Some(word) = word {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(name);
                text.push('=');
                text.push_str(word);
            }
        }
        text
    }

    /// Those that are kept in this browser.
    pub fn kept() -> Self {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
        Self::parse(&text)
    }

    /// Keeps them. A browser that refuses has them until the tab is closed or loaded anew.
    pub fn keep(self) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &self.to_text());
        }
    }

    /// Tells them to the style sheets, and which language is spoken from now on.
    pub fn apply(self) {
        let language = self.language.unwrap_or_else(messages::language);
        messages::speak(language);
        let Some(root) = root() else { return };
        let attributes = [
            ("data-theme", self.theme.word()),
            ("data-contrast", self.contrast.word()),
            ("data-density", self.density.word()),
        ];
        for (name, word) in attributes {
            // Refused for names that are none alone.
            let _ = match word {
                Some(word) => root.set_attribute(name, word),
                None => root.remove_attribute(name),
            };
        }
        let _ = root.set_attribute("lang", language.tag());
        self.theme.colour_the_browser();
    }
}

/// Speaks the language that the boot script has chosen: the kept one, else the first of the browser's that there is.
pub fn speak_as_booted() {
    let tag = root().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    messages::speak(Language::of_tag(&tag).unwrap_or_default());
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// A browser may refuse storage altogether.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
mod tests {
    use super::{Contrast, Density, Letters, Preferences, Theme};
    use crate::messages::Language;
    use proptest::prelude::*;

    fn any_preferences() -> impl Strategy<Value = Preferences> {
        (
            prop::option::of(prop_oneof![Just(Language::English), Just(Language::Spanish)]),
            prop_oneof![Just(Theme::System), Just(Theme::Light), Just(Theme::Dark)],
            prop_oneof![Just(Contrast::System), Just(Contrast::More)],
            prop_oneof![Just(Density::Comfortable), Just(Density::Compact)],
            prop_oneof![Just(Letters::Shortcuts), Just(Letters::Off)],
        )
            .prop_map(|(language, theme, contrast, density, letters)| Preferences {
                language,
                theme,
                contrast,
                density,
                letters,
            })
    }

    #[test]
    fn the_kept_text_is_that_of_the_boot_script() {
        let all = Preferences {
            language: Some(Language::Spanish),
            theme: Theme::Dark,
            contrast: Contrast::More,
            density: Density::Compact,
            letters: Letters::Off,
        };
        assert_eq!(all.to_text(), "language=es theme=dark contrast=more density=compact letters=off");
        assert_eq!(Preferences::default().to_text(), "");
    }

    proptest! {
        #[test]
        fn they_survive_being_written_down(preferences in any_preferences()) {
            prop_assert_eq!(Preferences::parse(&preferences.to_text()), preferences);
        }

        #[test]
        fn what_is_not_understood_is_not_there(preferences in any_preferences(), noise in "[a-z=]{0,12}|\\PC*") {
            prop_assume!(!["language=", "theme=", "contrast=", "density=", "letters="].iter().any(|name| noise.contains(name)));
            let text = [&noise, " ", &preferences.to_text()].concat();
            prop_assert_eq!(Preferences::parse(&text), preferences);
        }

        #[test]
        fn no_text_panics(text in "\\PC*|(language|theme|contrast|density|letters)=[a-z]* ?") {
            let _ = Preferences::parse(&text);
        }
    }
}
