//! What a reader likes: language, theme, contrast, density. Kept in this browser for all tabs, and never with a secret.
//!
//! They are told to the style sheets as attributes of `<html>`. The boot script in `index.html` reads the same text before
//! anything is drawn, so that nothing changes its colour while the page starts.
//!
//! Invariant: a value that is not known counts as absent, as does text that is no JSON (before 0.1.0 it was none); a browser
//! that keeps nothing has the preferences of its tab.

use crate::i18n::{self, Language};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Element, Storage};

/// Where they are kept; index.html names it, too.
pub const KEY: &str = "runner-console/preferences";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system.
    #[default]
    Os,
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

/// How far text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contrast {
    /// As the system.
    #[default]
    Os,
    /// Far.
    More,
}

/// How much room a row takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// Room around everything.
    #[default]
    Comfortable,
    /// More rows on a screen.
    Compact,
}

/// All of it. What is kept is this as JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language; none where the browser's own decides.
    #[serde(deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Light or dark.
    #[serde(deserialize_with = "known")]
    pub theme: Theme,
    /// How far text stands out.
    #[serde(deserialize_with = "known")]
    pub contrast: Contrast,
    /// How much room a row takes.
    #[serde(deserialize_with = "known")]
    pub density: Density,
    /// Whether letters alone are shortcuts.
    #[serde(deserialize_with = "known")]
    pub letters: Letters,
}

/// Reads a value of a preference; one that is not known, perhaps of a later version, is the default.
fn known<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(deserializer: D) -> Result<T, D::Error> {
    serde_json::Value::deserialize(deserializer).map(|value| serde_json::from_value(value).unwrap_or_default())
}

impl Theme {
    /// The word in `data-theme`.
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Os => None,
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
                Self::Os => of_system,
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
    /// The word in `data-contrast`.
    fn word(self) -> Option<&'static str> {
        (self == Self::More).then_some("more")
    }
}

/// Whether letters alone are shortcuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Letters {
    /// They are.
    #[default]
    Shortcuts,
    /// They are not, for those whose keyboard or voice types what they did not mean.
    Off,
}

impl Density {
    /// The word in `data-density`.
    fn word(self) -> Option<&'static str> {
        (self == Self::Compact).then_some("compact")
    }
}

impl Preferences {
    /// Reads the kept text.
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Those that are kept in this browser.
    pub fn kept() -> Self {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
        Self::parse(&text)
    }

    /// Keeps them. A browser that refuses has them until the tab is closed or loaded anew.
    pub fn keep(self) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&self)) {
            let _ = storage.set_item(KEY, &text);
        }
    }

    /// Tells them to the style sheets, and which language is spoken from now on.
    pub fn apply(self) {
        let language = self.language.unwrap_or_else(i18n::language);
        i18n::speak(language);
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
    i18n::speak(Language::of_tag(&tag).unwrap_or_default());
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// A browser may refuse storage altogether.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Contrast, Density, Letters, Preferences, Theme};
    use crate::i18n::Language;
    use proptest::prelude::*;

    fn any_preferences() -> impl Strategy<Value = Preferences> {
        (
            prop::option::of(prop_oneof![Just(Language::English), Just(Language::Spanish)]),
            prop_oneof![Just(Theme::Os), Just(Theme::Light), Just(Theme::Dark)],
            prop_oneof![Just(Contrast::Os), Just(Contrast::More)],
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
        assert_eq!(
            serde_json::to_string(&all).unwrap(),
            r#"{"language":"es","theme":"dark","contrast":"more","density":"compact","letters":"off"}"#
        );
        // What the style sheets know is what the script looks for.
        assert_eq!(
            [all.theme.word(), all.contrast.word(), all.density.word(), Theme::Light.word()],
            [Some("dark"), Some("more"), Some("compact"), Some("light")]
        );
    }

    #[test]
    fn what_an_older_version_kept_is_dropped() {
        for text in ["", "language=es theme=dark contrast=more density=compact letters=off", "theme=dark"] {
            assert_eq!(Preferences::parse(text), Preferences::default(), "{text}");
        }
    }

    #[test]
    fn a_value_of_a_later_version_leaves_the_others() {
        let text = r#"{"language":"tlh","theme":"sepia","contrast":null,"density":"compact","font":{"size":2}}"#;
        assert_eq!(Preferences::parse(text), Preferences { density: Density::Compact, ..Preferences::default() });
    }

    proptest! {
        #[test]
        fn they_survive_being_written_down(preferences in any_preferences()) {
            prop_assert_eq!(Preferences::parse(&serde_json::to_string(&preferences).unwrap()), preferences);
        }

        #[test]
        fn no_text_panics(text in "\\PC*|[{\":,\\[\\]}]*(language|theme|contrast|density|letters)[{\":,\\[\\]}a-z0-9]*") {
            let _ = Preferences::parse(&text);
        }
    }
}
