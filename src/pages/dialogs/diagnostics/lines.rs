//! What was found, line by line: a mark, a name, and what it means.

use super::needs::{Needs, are_met};
use crate::components::inline_code::inline_code;
use crate::components::{Glyph, Icon};
use crate::fleet::escape_invisible;
use crate::github::{
    Diagnostics, ErrorKind, Host, Identity, RateLimitHeaders, Reachability, Scope, SingleSignOn, TokenKind, TokenScopes,
};
use crate::i18n;
use crate::i18n::minutes_until;
use crate::pages::api_error_banner::ApiErrorBanner;
use crate::pages::time_words::time_of_day;
use crate::store::RunnerStore;
use crate::store::env::now;
use leptos::prelude::*;

/// What a line means for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Good,
    Bad,
    /// Not known, or not asked.
    Unknown,
}

/// A line, and what it means.
type Line = (Mark, AnyView);

/// How many problems there are, and all lines, from the host to the budget: what fails first is above what fails because
/// of it.
pub(super) fn all(store: RunnerStore, found: &Diagnostics) -> AnyView {
    let lines: [Line; 8] = [
        address(store, found),
        reach(found),
        version(store, found),
        token(store, found),
        scopes(store, found),
        runners(store, found),
        sign_on(store, found),
        budget(found),
    ];
    let problems = lines.iter().filter(|(mark, _)| *mark == Mark::Bad).count();
    let lines = lines.map(|(_, line)| line).into_iter().collect_view();
    view! {
        <p class="check-verdict">{(i18n::check().verdict)(problems)}</p>
        <ul class="check-lines">{lines}</ul>
    }
    .into_any()
}

fn line(mark: Mark, name: impl Into<String>, content: AnyView) -> Line {
    let (class, glyph, place) = match mark {
        Mark::Good => ("check-line good", Glyph::Check, 0),
        Mark::Bad => ("check-line bad", Glyph::Alert, 1),
        Mark::Unknown => ("check-line", Glyph::Info, 2),
    };
    let name = name.into();
    let meaning = i18n::check().marks[place];
    let line = view! {
        <li class=class>
            <Icon glyph />
            <div class="check-content">
                <h3><span class="visually-hidden">{meaning} " "</span> {name}</h3>
                {content}
            </div>
        </li>
    };
    (mark, line.into_any())
}

fn text(text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <p>{inline_code(&text)}</p> }.into_any()
}

fn address(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    let (host, own) = store.host.with_value(|host| (host.as_text(), host.api_base()));
    let of_site = (own != found.api_base).then(|| text(m.api_base_of_site));
    let way = view! { <p><code>{host}</code> " → " <code>{found.api_base.clone()}</code></p> };
    line(Mark::Good, m.lines.address, view! { {way} {of_site} }.into_any())
}

fn reach(found: &Diagnostics) -> Line {
    let m = i18n::check();
    let origin = || text((m.origin)(&window().location().origin().unwrap_or_default()));
    match found.reachability() {
        Reachability::Reached => line(Mark::Good, m.lines.reach, text(m.reached)),
        Reachability::Paused => {
            let why = found.reach.clone().err().map(|error| view! { <ApiErrorBanner error /> });
            line(Mark::Unknown, m.lines.reach, view! { {text(m.paused)} {why} }.into_any())
        }
        Reachability::PreflightRefused => {
            let content = view! { {text(m.preflight_refused)} {text(m.preflight_remedy)} {origin()} };
            line(Mark::Bad, m.lines.reach, content.into_any())
        }
        Reachability::NotReached => {
            let meanings = m.meanings.iter().map(|meaning| {
                view! { <li><strong>{meaning.cause}</strong> " " {inline_code(meaning.remedy)}</li> }
            });
            let content = view! { {text(m.not_reached)} <ol>{meanings.collect_view()}</ol> {origin()} };
            line(Mark::Bad, m.lines.reach, content.into_any())
        }
        Reachability::NotGitHub => {
            let why = found.reach.clone().err().map(|error| view! { <ApiErrorBanner error /> });
            line(Mark::Bad, m.lines.reach, view! { {why} {origin()} }.into_any())
        }
    }
}

fn version(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    match &found.version {
        Some(version) => line(Mark::Good, m.lines.version, text(escape_invisible(version))),
        None if store.host.with_value(Host::is_cloud) => {
            line(Mark::Unknown, m.lines.version, text(m.no_version_in_cloud))
        }
        None if found.scope.is_none() => line(Mark::Unknown, m.lines.version, text(m.not_asked)),
        None => line(Mark::Unknown, m.lines.version, text(m.no_version)),
    }
}

fn token(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    let scope = store.scope.with_value(Scope::kind);
    let kind = text((m.token)(found.token));
    let (mark, rest) = match &found.user {
        Some(Ok(Identity { login: Some(login), .. })) => (Mark::Good, Some(text((m.owner)(&escape_invisible(login))))),
        Some(Ok(Identity { login: None, .. })) => (Mark::Good, Some(text(m.no_owner))),
        // Said above.
        Some(Err(error)) if error.kind == ErrorKind::Unreachable => (Mark::Unknown, Some(text(m.not_asked))),
        Some(Err(error)) => {
            let error = error.clone();
            (Mark::Bad, Some(view! { <ApiErrorBanner error scope /> }.into_any()))
        }
        None => (Mark::Unknown, None),
    };
    line(mark, m.lines.token, view! { {kind} {rest} }.into_any())
}

fn scopes(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    let kind = store.scope.with_value(Scope::kind);
    let token_scopes = match &found.user {
        Some(Ok(identity)) => identity.token_scopes.clone(),
        _ => return line(Mark::Unknown, m.lines.scopes, text(m.not_asked)),
    };
    let lists_scopes = matches!(found.token, TokenKind::Classic | TokenKind::OAuth | TokenKind::Unknown);
    let (mark, listed) = match &token_scopes {
        TokenScopes::Unknown => (Mark::Unknown, text(m.no_scopes)),
        TokenScopes::Listed(scopes) => {
            let scopes =
                scopes.iter().map(|scope| view! { <li><code>{escape_invisible(scope)}</code></li> }).collect_view();
            let mark = if are_met(kind, &token_scopes) { Mark::Good } else { Mark::Bad };
            (mark, view! { <ul class="check-scopes">{scopes}</ul> }.into_any())
        }
    };
    let hierarchy = lists_scopes.then(|| text(m.hierarchy));
    let role = text((m.role)(kind));
    line(mark, m.lines.scopes, view! { {listed} <Needs kind token_scopes /> {hierarchy} {role} }.into_any())
}

fn runners(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    let (name, scope) = store.scope.with_value(|scope| ((m.lines.runners)(scope.name()), scope.kind()));
    match &found.scope {
        None => line(Mark::Unknown, name, text(m.not_asked)),
        Some(Ok(count)) => line(Mark::Good, name, text((m.readable)(*count))),
        Some(Err(_)) if matches!(found.single_sign_on(), SingleSignOn::Missing(_)) => {
            line(Mark::Bad, name, text(m.needs_sso))
        }
        Some(Err(error)) => {
            let error = error.clone();
            line(Mark::Bad, name, view! { <ApiErrorBanner error scope /> }.into_any())
        }
    }
}

fn sign_on(store: RunnerStore, found: &Diagnostics) -> Line {
    let m = i18n::check();
    let scope = store.scope.with_value(Scope::kind);
    match (found.single_sign_on(), &found.scope) {
        // It has the sentence, the next step and the link.
        (SingleSignOn::Missing(_), Some(Err(error))) => {
            let error = error.clone();
            line(Mark::Bad, m.lines.sso, view! { <ApiErrorBanner error scope /> }.into_any())
        }
        (SingleSignOn::NotMissing, _) => line(Mark::Good, m.lines.sso, text(m.sso_not_missing)),
        (_, None) => line(Mark::Unknown, m.lines.sso, text(m.not_asked)),
        _ => line(Mark::Unknown, m.lines.sso, text(m.sso_unknown)),
    }
}

fn budget(found: &Diagnostics) -> Line {
    let m = i18n::check();
    match found.rate_limit {
        Some(RateLimitHeaders { limit, remaining, reset }) => {
            #[allow(clippy::cast_precision_loss, reason = "seconds since the epoch are far below 2^53")]
            let time = time_of_day(reset as f64 * 1_000.0);
            #[allow(clippy::cast_possible_truncation, reason = "as above")]
            let minutes = minutes_until(reset, (now() / 1_000.0) as i64);
            let mark = if remaining == 0 { Mark::Bad } else { Mark::Good };
            line(mark, m.lines.budget, text((m.budget)(remaining, limit, &time, &minutes)))
        }
        // No answer came that could have told of one.
        None if found.user.as_ref().is_none_or(|user| user.as_ref().is_err_and(|error| error.status.is_none())) => {
            line(Mark::Unknown, m.lines.budget, text(m.not_asked))
        }
        None => line(Mark::Good, m.lines.budget, text(m.no_budget)),
    }
}
