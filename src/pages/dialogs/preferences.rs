//! The dialog `Preferences`: language, theme, contrast, density, shortcuts and the list of them.
//!
//! Invariant: a choice is seen at once, and kept; nothing has to be confirmed.

use crate::components::{Dialog, RadioGroup};
use crate::i18n::{self, Language};
use crate::pages::dialogs::shortcut_list::shortcuts;
use crate::pages::preferences_button::PREFERENCES_BUTTON;
use crate::preferences::{Contrast, Density, Letters, Preferences as Chosen, Theme};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The dialog.
#[component]
pub fn Preferences(
    /// The language of the page: all that is shown follows it.
    language: RwSignal<Option<Language>>,
    /// Called once it closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let kept = Chosen::kept();
    let chosen = Choices {
        theme: RwSignal::new(kept.theme),
        contrast: RwSignal::new(kept.contrast),
        density: RwSignal::new(kept.density),
        letters: RwSignal::new(kept.letters),
        language: RwSignal::new(i18n::language()),
    };
    Effect::watch(
        move || chosen.read(),
        move |now, before, _| {
            // A language that nobody has chosen goes on following the browser.
            let language_chosen = before.is_some_and(|before| before.language != now.language);
            let preferences =
                Chosen { language: now.language.filter(|_| language_chosen).or(Chosen::kept().language), ..*now };
            preferences.keep();
            preferences.apply();
            if language_chosen {
                // Nothing for a frame, so that no element of the other language stays.
                language.set(None);
                request_animation_frame(move || {
                    language.try_set(Some(i18n::language()));
                    request_animation_frame(focus_on_chosen_language);
                });
            }
        },
        false,
    );
    let label = Signal::derive(move || {
        language.track();
        i18n::shell().preferences.to_owned()
    });
    let close_label = Signal::derive(move || {
        language.track();
        i18n::common().close
    });
    let on_close = Callback::new(move |()| {
        on_close.run(());
        // The button it was opened with is another one by now where the language changed.
        request_animation_frame(focus_on_button);
    });
    view! {
        <Dialog label close_label on_close>
            {move || {
                language.track();
                choices(chosen)
            }}
        </Dialog>
    }
}

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Choices {
    theme: RwSignal<Theme>,
    contrast: RwSignal<Contrast>,
    density: RwSignal<Density>,
    letters: RwSignal<Letters>,
    language: RwSignal<Language>,
}

impl Choices {
    fn read(self) -> Chosen {
        Chosen {
            language: Some(self.language.get()),
            theme: self.theme.get(),
            contrast: self.contrast.get(),
            density: self.density.get(),
            letters: self.letters.get(),
        }
    }
}

fn choices(chosen: Choices) -> AnyView {
    let m = i18n::preferences();
    let named = |text: &str| text.to_owned();
    let themes = vec![(Theme::Os, named(m.system)), (Theme::Light, named(m.light)), (Theme::Dark, named(m.dark))];
    let contrasts = vec![(Contrast::Os, named(m.system)), (Contrast::More, named(m.more_contrast))];
    let densities = vec![(Density::Comfortable, named(m.comfortable)), (Density::Compact, named(m.compact))];
    let letters = vec![(Letters::Shortcuts, named(m.letters_on)), (Letters::Off, named(m.letters_off))];
    let languages = Language::ALL.map(|language| (language, named(language.name()))).to_vec();
    view! {
        <div class="preferences">
            <RadioGroup label=m.language options=languages value=chosen.language />
            <RadioGroup label=m.theme options=themes value=chosen.theme />
            <RadioGroup label=m.contrast options=contrasts value=chosen.contrast />
            <RadioGroup label=m.density options=densities value=chosen.density />
            <RadioGroup label=m.letters options=letters value=chosen.letters />
            <p class="field-hint">{m.letters_hint}</p>
            <details>
                <summary class="unfold-link">{i18n::keys().shortcuts}</summary>
                {shortcuts(true)}
            </details>
            <p class="field-hint">{m.kept}</p>
        </div>
    }
    .into_any()
}

/// Unless something else has the focus.
fn focus_on_button() {
    let nowhere = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let button = document().get_element_by_id(PREFERENCES_BUTTON).filter(|_| nowhere);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// The choices were made anew in the other language, and the focus was on one of them.
fn focus_on_chosen_language() {
    let chosen = document().query_selector(".preferences .radio-group:first-child :checked").ok().flatten();
    if let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<HtmlElement>().ok()) {
        let _ = chosen.focus();
    }
}
