//! The frame of the page while connected, and the choice of a scope.

use crate::github::{ScopeError, ScopeKind};

/// Texts of the page's frame.
#[derive(Debug)]
pub struct Shell {
    /// The link that jumps over the header.
    pub skip: &'static str,
    /// The button back to the choice of a scope.
    pub change_scope: &'static str,
    /// The button that opens the reader's preferences, and the name of that dialog.
    pub preferences: &'static str,
    /// The button that ends the session. Fixed by product.md.
    pub sign_out: &'static str,
    /// Who is signed in, for screen readers: the login.
    pub signed_in_as: fn(login: &str) -> String,
}

/// Texts of the scope picker.
#[derive(Debug)]
pub struct ScopeTexts {
    /// The heading.
    pub title: &'static str,
    /// Under the heading.
    pub lead: &'static str,
    /// The name of the group of choices. Fixed by product.md.
    pub scope: &'static str,
    /// `Enterprise`, `Organization`, `Repository`. Fixed by product.md.
    pub kind: fn(ScopeKind) -> &'static str,
    /// The name of the box for each kind. Fixed by product.md.
    pub name: fn(ScopeKind) -> &'static str,
    /// What may be typed there.
    pub hint: fn(ScopeKind) -> &'static str,
    /// An example.
    pub placeholder: fn(ScopeKind) -> &'static str,
    /// What is wrong with a name; an offending character comes in visible form.
    pub error: fn(ScopeError, ScopeKind) -> String,
    /// The button. Fixed by product.md.
    pub show: &'static str,
    /// The scopes the site offers.
    pub presets: &'static str,
    /// The scopes this tab has shown.
    pub recents: &'static str,
    /// The button that forgets them. Fixed by product.md.
    pub forget_recents: &'static str,
    /// What the token may do with runners of this kind: it may, it may not, nobody says.
    pub granted: fn(ScopeKind) -> &'static str,
    /// The token lacks what this kind needs.
    pub not_granted: fn(ScopeKind) -> &'static str,
    /// GitHub does not say what the token may do.
    pub grants_unknown: &'static str,
}
