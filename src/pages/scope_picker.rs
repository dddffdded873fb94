//! The choice of a scope: its kind, its name with suggestions, and the ways that need no typing.
//!
//! Invariant: free typing always works; suggestions, recents and presets only save it.

use crate::components::inline_code::inline_code;
use crate::components::{Combobox, Glyph, RadioGroup};
use crate::github::{Scope, ScopeKind, TokenScopes};
use crate::i18n;
use crate::pages::scope_shortcuts::ScopeShortcuts;
use leptos::html;
use leptos::prelude::*;

/// The scope picker.
#[component]
pub fn ScopePicker(
    /// The kind that somebody asked for, until it is chosen here.
    #[prop(optional)]
    wanted_kind: RwSignal<Option<ScopeKind>>,
    /// Organizations to suggest.
    #[prop(into)]
    organizations: Signal<Vec<String>>,
    /// Repositories to suggest, as `owner/name`.
    #[prop(into)]
    repositories: Signal<Vec<String>>,
    /// Called when organizations are first worth reading.
    #[prop(into)]
    on_want_organizations: Callback<()>,
    /// Called when repositories are first worth reading.
    #[prop(into)]
    on_want_repositories: Callback<()>,
    /// The scopes this tab has shown, latest first.
    #[prop(into)]
    recents: Signal<Vec<Scope>>,
    /// The scopes the site offers.
    presets: Vec<Scope>,
    /// What the token may do, where GitHub says; `None` while nobody has asked.
    #[prop(optional, into)]
    token_scopes: Signal<Option<TokenScopes>>,
    /// Takes the chosen scope.
    #[prop(into)]
    on_pick: Callback<Scope>,
    /// Forgets the recents.
    #[prop(into)]
    on_forget_recents: Callback<()>,
) -> impl IntoView {
    let texts = i18n::scope();
    let typed = TypedScope::new(ScopeKind::Organization);
    Effect::new(move |_| {
        if let Some(kind) = wanted_kind.get() {
            wanted_kind.set(None);
            typed.choose(kind);
        }
    });
    let kinds: Vec<_> = ScopeKind::ALL.into_iter().map(|kind| (kind, (texts.kind)(kind).to_owned())).collect();
    let want = Callback::new(move |()| match typed.kind.get_untracked() {
        ScopeKind::Enterprise => {}
        ScopeKind::Organization => on_want_organizations.run(()),
        ScopeKind::Repository => on_want_repositories.run(()),
    });
    // GitHub has no list of enterprises.
    let suggestions = Signal::derive(move || match typed.kind.get() {
        ScopeKind::Enterprise => Vec::new(),
        ScopeKind::Organization => organizations.get(),
        ScopeKind::Repository => repositories.get(),
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(scope) = typed.read() {
            on_pick.run(scope);
        }
    };
    let name_box = move || {
        let kind = typed.kind.get();
        view! {
            <Combobox
                label=(texts.name)(kind)
                value=typed.name_of(kind)
                suggestions
                hint=(texts.hint)(kind)
                error=typed.error
                placeholder=(texts.placeholder)(kind)
                on_focus=want
                node_ref=typed.name_box
            />
        }
    };
    view! {
        <div class="scope-picker">
            <form class="card" aria-label=texts.title novalidate=true autocomplete="off" on:submit=submit>
                <div>
                    <h1>{texts.title}</h1>
                    <p class="lead">{texts.lead}</p>
                </div>
                <RadioGroup label=texts.scope options=kinds value=typed.kind />
                {name_box}
                <div class="button-row">
                    <button type="submit" class="button primary">{texts.show}</button>
                </div>
                {move || token_scopes.get().map(|token_scopes| grant_note(&token_scopes, typed.kind.get()))}
            </form>
            <ScopeShortcuts presets recents on_pick on_forget_recents />
        </div>
    }
}

/// What the token may do with runners of a kind, in a sentence.
fn grant_note(token_scopes: &TokenScopes, kind: ScopeKind) -> AnyView {
    let texts = i18n::scope();
    // The narrowest scope that is enough; the wider ones imply it (github-api.md section 2).
    let needed = match kind {
        ScopeKind::Enterprise => "manage_runners:enterprise",
        ScopeKind::Organization => "manage_runners:org",
        ScopeKind::Repository => "repo",
    };
    let (class, sentence) = match token_scopes.allow(needed) {
        Some(true) => ("grant-note good", (texts.granted)(kind)),
        Some(false) => ("grant-note bad", (texts.not_granted)(kind)),
        None => ("grant-note", texts.grants_unknown),
    };
    view! { <p class=class role="status">{inline_code(sentence)}</p> }.into_any()
}

/// The drawing for a kind of scope.
pub(crate) fn glyph_of(kind: ScopeKind) -> Glyph {
    match kind {
        ScopeKind::Enterprise => Glyph::Enterprise,
        ScopeKind::Organization => Glyph::Organization,
        ScopeKind::Repository => Glyph::Repository,
    }
}

/// What is typed: each kind keeps its own name, so that trying another kind loses nothing.
#[derive(Clone, Copy)]
struct TypedScope {
    kind: RwSignal<ScopeKind>,
    names: [RwSignal<String>; 3],
    /// The kind whose name was tried: its error shows from then on, and follows the typing.
    tried: RwSignal<Option<ScopeKind>>,
    error: Signal<Option<String>>,
    name_box: NodeRef<html::Input>,
}

impl TypedScope {
    fn new(kind: ScopeKind) -> Self {
        let kind = RwSignal::new(kind);
        let names = [(); 3].map(|()| RwSignal::new(String::new()));
        let tried = RwSignal::new(None);
        let error = Signal::derive(move || {
            let kind = tried.get().filter(|tried| *tried == kind.get())?;
            let error = name_of(names, kind).with(|name| Scope::parse(kind, name)).err()?;
            Some((i18n::scope().error)(error, kind))
        });
        Self { kind, names, tried, error, name_box: NodeRef::new() }
    }

    fn name_of(self, kind: ScopeKind) -> RwSignal<String> {
        name_of(self.names, kind)
    }

    /// Chooses a kind, and goes to the box for its name.
    fn choose(self, kind: ScopeKind) {
        self.kind.set(kind);
        // Each kind has a box of its own, which is there in the next frame.
        request_animation_frame(move || {
            if let Some(Some(input)) = self.name_box.try_get_untracked() {
                let _ = input.focus();
            }
        });
    }

    /// The scope that was typed, if it is one; else the box gets the focus.
    fn read(self) -> Option<Scope> {
        let kind = self.kind.get_untracked();
        let scope = self.name_of(kind).with_untracked(|name| Scope::parse(kind, name)).ok();
        if scope.is_none() {
            self.tried.set(Some(kind));
            if let Some(input) = self.name_box.get_untracked() {
                let _ = input.focus();
            }
        }
        scope
    }
}

fn name_of([enterprise, organization, repository]: [RwSignal<String>; 3], kind: ScopeKind) -> RwSignal<String> {
    match kind {
        ScopeKind::Enterprise => enterprise,
        ScopeKind::Organization => organization,
        ScopeKind::Repository => repository,
    }
}
