//! A runner application as a script may name it.
//!
//! Invariant: a [`Download`] holds a file name without a folder, a web address and, where there is one, a SHA-256: texts
//! that stand in a script as they are, whatever the server sent.

use crate::github::{Os, RunnerApplication};

/// A checked runner application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub(super) system: Os,
    pub(super) url: String,
    pub(super) file: String,
    /// Lower case.
    pub(super) checksum: Option<String>,
    pub(super) token: Option<String>,
}

/// Why a runner application cannot be part of a script. The sentence for each is in `messages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadProblem {
    /// For a system that is not known.
    Os,
    /// The address is no `https` or `http` one.
    Address,
    /// The file's name is not a plain one.
    FileName,
    /// The checksum is no SHA-256. Leaving the check out would be a guess.
    Checksum,
    /// The download's own token holds what no token has.
    Token,
}

impl Download {
    /// Checks an application.
    ///
    /// # Errors
    /// The first thing that keeps it out of a script.
    pub fn check(application: &RunnerApplication) -> Result<Self, DownloadProblem> {
        let system = application.system().ok_or(DownloadProblem::Os)?;
        let url = web_address(&application.download_url).ok_or(DownloadProblem::Address)?;
        let file = application.filename.as_str();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte);
        if file.is_empty() || !file.bytes().all(plain) || file.starts_with(['.', '-']) {
            return Err(DownloadProblem::FileName);
        }
        let checksum = match application.sha256_checksum.as_deref() {
            None | Some("") => None,
            Some(sum) if sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                Some(sum.to_ascii_lowercase())
            }
            Some(_) => return Err(DownloadProblem::Checksum),
        };
        let token = match application.temp_download_token.as_deref() {
            None | Some("") => None,
            Some(token) if token.bytes().all(|byte| byte.is_ascii_graphic()) => Some(token.to_owned()),
            Some(_) => return Err(DownloadProblem::Token),
        };
        Ok(Self { system, url: url.to_owned(), file: file.to_owned(), checksum, token })
    }

    /// The file's name: a plain one.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// True where GitHub names a checksum, which a script then checks.
    pub fn is_checked(&self) -> bool {
        self.checksum.is_some()
    }

    /// The token that the download needs, where the host gives one: a secret.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

/// The text, where it is an address that a browser or `curl` fetches from the web, and nothing else.
pub fn web_address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let known = |byte: u8| byte.is_ascii_graphic() && !b"\"'`<>\\{}|^".contains(&byte);
    (!rest.is_empty() && !rest.starts_with('/') && rest.bytes().all(known)).then_some(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Download, DownloadProblem};
    use crate::github::RunnerApplication;

    fn sample() -> RunnerApplication {
        RunnerApplication {
            os: "linux".to_owned(),
            architecture: "x64".to_owned(),
            download_url: "https://github.com/actions/runner/releases/download/v2.164.0/a-linux-x64-2.164.0.tar.gz"
                .to_owned(),
            filename: "actions-runner-linux-x64-2.164.0.tar.gz".to_owned(),
            temp_download_token: None,
            sha256_checksum: None,
        }
    }

    #[test]
    fn the_sample_passes_and_an_empty_checksum_is_none() {
        let application = RunnerApplication { sha256_checksum: Some(String::new()), ..sample() };
        assert_eq!(Download::check(&application).unwrap().checksum, None);
        let application = RunnerApplication { sha256_checksum: Some("AB".repeat(32)), ..sample() };
        assert_eq!(Download::check(&application).unwrap().checksum, Some("ab".repeat(32)));
    }

    #[test]
    fn what_could_act_in_a_script_is_refused() {
        let text = str::to_owned;
        let table = [
            (RunnerApplication { os: text("plan9"), ..sample() }, DownloadProblem::Os),
            (RunnerApplication { download_url: text("file:///etc/passwd"), ..sample() }, DownloadProblem::Address),
            (RunnerApplication { download_url: text("javascript:alert(1)"), ..sample() }, DownloadProblem::Address),
            (RunnerApplication { download_url: text("https://x/a b"), ..sample() }, DownloadProblem::Address),
            (RunnerApplication { filename: text("../.bashrc"), ..sample() }, DownloadProblem::FileName),
            (RunnerApplication { filename: text("-rf"), ..sample() }, DownloadProblem::FileName),
            (RunnerApplication { filename: text(".runner"), ..sample() }, DownloadProblem::FileName),
            (RunnerApplication { filename: text("a$(id)"), ..sample() }, DownloadProblem::FileName),
            (RunnerApplication { filename: text(""), ..sample() }, DownloadProblem::FileName),
            (RunnerApplication { sha256_checksum: Some(text("abc")), ..sample() }, DownloadProblem::Checksum),
            (RunnerApplication { temp_download_token: Some(text("a\nb")), ..sample() }, DownloadProblem::Token),
        ];
        for (application, problem) in table {
            assert_eq!(Download::check(&application), Err(problem), "{application:?}");
        }
    }
}
