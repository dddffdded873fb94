//! What a scene is: a start, and the steps that lead to what is to be seen.
//!
//! Invariant: steps name things by what does not depend on the language: roles, kinds of boxes, places. What things are
//! called is the business of the tests in `tests/e2e/`.

use axum::http::Method;
use serde_json::{Value, json};
use simulator::{Config, Dialect};

use super::variant::{Language, Variant};

/// The host that the pictures show; the site's settings say that its API is the simulated one.
pub const HOST: &str = "github.example.com";
/// A host whose API nobody serves.
pub const UNREACHABLE: &str = "unreachable.example.com";
/// The organization of most scenes, as the simulator's control plane names it.
pub const ORG: &str = "orgs/octo-org";

/// A screen in one of its states.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What it is called, in file names as well.
    pub name: &'static str,
    /// The simulated GitHub.
    pub github: Config,
    /// What `config.json` says beside where the API is; a text that is no object is the whole file.
    pub settings: Settings,
    /// Whether the site lacks the program.
    pub lacks_program: bool,
    /// What the tab and the browser hold before the page is opened.
    pub session: Option<Session>,
    /// Preferences beside the language, as the page keeps them: `contrast=more`.
    pub preference: Option<(&'static str, &'static str)>,
    /// The query that the page is opened with, behind the host.
    pub query: String,
    /// What happens before the page is opened and after.
    pub before: Vec<Step>,
    /// What happens then; each step waits until it can be done.
    pub steps: Vec<Step>,
    /// Whether the Spanish page is pictured as well.
    pub in_spanish: bool,
    /// Whether it is looked at on small screens, too.
    pub on_small_screens: bool,
    /// What it is about: it is scrolled to, however large the screen is.
    pub subject: Option<&'static str>,
}

/// `config.json`.
#[derive(Clone, Debug)]
pub enum Settings {
    /// These, and where the API is.
    More(Value),
    /// This text.
    Whole(&'static str),
}

/// What a tab holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// The token that may do everything, and the scopes that were shown before.
    Connected,
    /// The same, and the token was typed long ago.
    Old,
    /// A token that has expired.
    Expired,
    /// A token that may read organizations, and no runners.
    ReadOnly,
}

/// One step. Texts are selectors, as of `querySelector`.
#[derive(Clone, Debug)]
pub enum Step {
    /// Presses a thing.
    Press(&'static str),
    /// Presses a thing in the row of the runner of this name.
    InRow(&'static str, &'static str),
    /// Replaces what is in a box; `HOST`, `TOKEN` and so on are filled in.
    Type(&'static str, String),
    /// Waits until it is shown.
    Await(&'static str),
    /// Gives it the focus.
    Focus(&'static str),
    /// Presses a key where the focus is.
    Key(char),
    /// Scrolls the page down by this share.
    Scroll(f64),
    /// Requests fail from now on.
    Strike(Value),
    /// An order to the simulator's control plane.
    Control(Method, Value),
    /// The network is gone.
    Offline,
    /// Runs the body of a function in the page.
    Script(&'static str),
}

impl Scene {
    /// A page that is opened without a session.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            github: Config::default(),
            settings: Settings::More(json!({})),
            lacks_program: false,
            session: None,
            preference: None,
            query: String::new(),
            before: Vec::new(),
            steps: Vec::new(),
            in_spanish: false,
            on_small_screens: false,
            subject: None,
        }
    }

    /// The runners of the organization, shown to who is connected. `query` is what more the address says.
    pub fn runners(name: &'static str, query: &str) -> Self {
        let query = format!("&organization=octo-org{query}");
        Self { session: Some(Session::Connected), query, ..Self::new(name) }
    }

    /// In a tab that holds this.
    pub fn session(self, session: Session) -> Self {
        Self { session: Some(session), ..self }
    }

    /// With this address, behind the host.
    pub fn query(self, query: &str) -> Self {
        Self { query: query.to_owned(), ..self }
    }

    /// With so many runners in each scope.
    pub fn count(mut self, runners: usize) -> Self {
        self.github.runners = runners;
        self
    }

    /// With another kind of GitHub.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.github.dialect = dialect;
        self
    }

    /// With these settings of the site.
    pub fn settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// On a site without the program.
    pub fn without_program(self) -> Self {
        Self { lacks_program: true, ..self }
    }

    /// With this preference.
    pub fn preference(self, name: &'static str, value: &'static str) -> Self {
        Self { preference: Some((name, value)), ..self }
    }

    /// Pictured in Spanish as well.
    pub fn in_spanish(self) -> Self {
        Self { in_spanish: true, ..self }
    }

    /// Looked at on small screens as well: at 200 % on a desk, and as narrow as can be.
    pub fn small(self) -> Self {
        Self { on_small_screens: true, ..self }
    }

    /// About this part of what is shown.
    pub fn about(self, subject: &'static str) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// The next step before the page is opened.
    pub fn before(mut self, step: Step) -> Self {
        self.before.push(step);
        self
    }

    /// The next step.
    pub fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Whether this variant is pictured: all in English, some in Spanish, where words are longer.
    pub fn is_pictured(&self, variant: Variant) -> bool {
        variant.language == Language::English || self.in_spanish
    }

    /// Gives the organization these runners and no others, before the page is opened.
    pub fn fleet(self, runners: Value) -> Self {
        self.before(Step::Control(Method::DELETE, json!({ "scope": ORG, "all": true })))
            .before(Step::Control(Method::POST, json!({ "scope": ORG, "runners": runners })))
    }

    /// Waits for a thing.
    pub fn wait(self, what: &'static str) -> Self {
        self.then(Step::Await(what))
    }

    /// Presses a thing.
    pub fn press(self, what: &'static str) -> Self {
        self.then(Step::Press(what))
    }

    /// Types into a box.
    pub fn types(self, into: &'static str, text: &str) -> Self {
        self.then(Step::Type(into, text.to_owned()))
    }
}
