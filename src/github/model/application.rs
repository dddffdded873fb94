//! Runner applications: the archives that can be downloaded for a scope, and the systems they are for.
//!
//! Invariant: words that are not known today are kept as they came and offered nowhere.

use serde::Deserialize;

/// An operating system a runner application exists for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Os {
    /// Linux (`linux`).
    Linux,
    /// macOS (`osx`).
    MacOs,
    /// Windows (`win`).
    Windows,
}

impl Os {
    /// Every system, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Linux, Self::MacOs, Self::Windows];

    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::MacOs => "macOS",
            Self::Windows => "Windows",
        }
    }

    /// The system meant by any of the spellings that GitHub's answers use, for applications and for runners.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "linux" => Some(Self::Linux),
            "osx" | "macos" | "darwin" => Some(Self::MacOs),
            "win" | "windows" => Some(Self::Windows),
            _ => None,
        }
    }
}

/// A processor architecture a runner application exists for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Architecture {
    /// 64-bit x86 (`x64`).
    X64,
    /// 32-bit ARM (`arm`).
    Arm,
    /// 64-bit ARM (`arm64`).
    Arm64,
}

impl Architecture {
    /// Every architecture, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::X64, Self::Arm64, Self::Arm];

    /// Its name in GitHub's words.
    pub fn name(self) -> &'static str {
        match self {
            Self::X64 => "x64",
            Self::Arm => "ARM",
            Self::Arm64 => "ARM64",
        }
    }

    /// The architecture meant by a word of GitHub's answers.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "x64" => Some(Self::X64),
            "arm" => Some(Self::Arm),
            "arm64" => Some(Self::Arm64),
            _ => None,
        }
    }
}

/// One archive of the runner application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RunnerApplication {
    /// `osx`, `linux`, `win`, or a word not known today.
    pub os: String,
    /// `x64`, `arm`, `arm64`, or a word not known today.
    pub architecture: String,
    /// Where the machine downloads it from. The console itself never requests it.
    pub download_url: String,
    /// The file's name.
    pub filename: String,
    /// A short-lived token that the download itself needs, on hosts that send one.
    pub temp_download_token: Option<String>,
    /// The archive's SHA-256 in hexadecimal, where the host knows it.
    pub sha256_checksum: Option<String>,
}

impl RunnerApplication {
    /// The system it is for, where it is a known one.
    pub fn system(&self) -> Option<Os> {
        Os::from_word(&self.os)
    }

    /// The architecture it is for, where it is a known one.
    pub fn architecture(&self) -> Option<Architecture> {
        Architecture::from_word(&self.architecture)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Architecture, Os, RunnerApplication};

    #[test]
    fn the_sample_without_checksum_and_token_is_read() {
        let json =
            r#"{"os":"osx","architecture":"x64","download_url":"https://example.com/a.tar.gz","filename":"a.tar.gz"}"#;
        let application: RunnerApplication = serde_json::from_str(json).unwrap();
        assert_eq!(application.system(), Some(Os::MacOs));
        assert_eq!(application.architecture(), Some(Architecture::X64));
        assert_eq!((application.sha256_checksum, application.temp_download_token), (None, None));
    }

    #[test]
    fn spellings_of_all_hosts_are_known() {
        for (word, system) in [
            ("Linux", Os::Linux),
            ("macOS", Os::MacOs),
            ("macos", Os::MacOs),
            ("win", Os::Windows),
            ("Windows", Os::Windows),
        ] {
            assert_eq!(Os::from_word(word), Some(system), "{word}");
        }
        assert_eq!(Os::from_word("unknown"), None);
        assert_eq!(Architecture::from_word("ARM64"), Some(Architecture::Arm64));
    }
}
