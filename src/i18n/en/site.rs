//! English: the page as a whole.

use crate::config::Problem;
use crate::i18n::site::Site;

pub(crate) static SITE: Site = Site {
    crashed: "Runner Console ran into an error of its own and stopped. You are signed out; the token is gone from this tab. Reload the page to connect again. What was removed stays removed; nothing else was changed.",
    settings_heading: "This site’s settings cannot be used",
    not_json: |line, column| {
        ["config.json is not valid JSON: look at line ", &line.to_string(), ", column ", &column.to_string(), "."]
            .concat()
    },
    wrong_field: |field, line, problem| {
        let line = line.map(|line| [", line ", &line.to_string()].concat()).unwrap_or_default();
        ["config.json", &line, ": ", field, " ", explain(problem), "."].concat()
    },
    not_read: |status| match status {
        Some(status) => {
            ["config.json could not be read: the site answered with status ", &status.to_string(), "."].concat()
        }
        None => "config.json could not be read: the site did not answer.".to_owned(),
    },
    settings_next_step: "Tell the people who run this site. The console does not guess settings: correct the file, or remove it to use the defaults, and reload the page.",
};

fn explain(problem: Problem) -> &'static str {
    match problem {
        Problem::Unknown => "is not a setting",
        Problem::Repeated => "is there twice",
        Problem::NotObject => "must be an object",
        Problem::NotList => "must be a list",
        Problem::NotText => "must be a text that is not empty",
        Problem::NotBool => "must be true or false",
        Problem::NotSeconds => "must be a whole number of seconds from 65 to 86400",
        Problem::NotMinutes => "must be a whole number of minutes from 1 to 10080",
        Problem::NotRemovals => "must be a whole number from 1 to 4",
        Problem::NotHost => "must be a GitHub host such as github.example.com",
        Problem::NotBase => "must be a path on this site such as /api/v3, or an https address",
        Problem::NotScope => "must be an object with one of enterprise, organization or repository, and a valid name",
        Problem::NoHost => "must name at least one host, because allow_other_hosts is false",
    }
}
