//! The command of one configuration as text, for a shell of its system.

use super::{Configuration, Names, Questions, TokenDelivery};
use crate::commands::quote;
use crate::github::Os;

/// Where the runner reads its token if no option has it (github-api.md section 4).
pub(in crate::commands) const TOKEN_VARIABLE: &str = "ACTIONS_RUNNER_INPUT_TOKEN";

/// The same for the password of the account that Windows runs the service as.
const PASSWORD_VARIABLE: &str = "ACTIONS_RUNNER_INPUT_WINDOWSLOGONPASSWORD";

impl Configuration {
    /// The configuration command as the documentation shows it, with the options chosen. Of several machines with names
    /// from a pattern: the first one's.
    pub fn command(&self, token: &str) -> String {
        self.line(token, self.questions, self.name().as_deref())
    }

    /// The same command, asking nothing whatever was chosen: for a script.
    pub(in crate::commands) fn unattended_command(&self, token: &str) -> String {
        self.line(token, Questions::Unattended, self.name().as_deref())
    }

    /// The same, with this word of the shell for the name.
    pub(in crate::commands) fn unattended_command_named(&self, token: &str, name: &str) -> String {
        self.line(token, Questions::Unattended, Some(name))
    }

    /// The program with its options, without the token: that is in the environment.
    pub(in crate::commands) fn unattended_call(&self) -> String {
        self.call(None, Questions::Unattended, self.name().as_deref())
    }

    /// The name as a word of the shell.
    fn name(&self) -> Option<String> {
        let name = match &self.names {
            Names::OfHosts(_) => return None,
            Names::One(name) => quote::for_system(self.system, name),
            Names::Numbered(names) => quote::for_system(self.system, &names.name(0)),
        };
        Some(name)
    }

    fn line(&self, token: &str, questions: Questions, name: Option<&str>) -> String {
        let on_line = (self.token == TokenDelivery::OnLine).then_some(token);
        let call = self.call(on_line, questions, name);
        match self.system {
            Os::Linux | Os::MacOs if on_line.is_some() => call,
            Os::Linux | Os::MacOs => posix_with_token(token, &call),
            Os::Windows => self.within_environment(on_line.is_none().then_some(token), questions, call),
        }
    }

    fn call(&self, token: Option<&str>, questions: Questions, name: Option<&str>) -> String {
        let quoted = |value: &str| quote::for_system(self.system, value);
        let mut line = String::from(program(self.system));
        let mut add = |option: &str, word: &str| {
            for part in [" ", option, " ", word] {
                line.push_str(part);
            }
        };
        add("--url", &quoted(&self.url));
        if let Some(token) = token {
            add("--token", &quoted(token));
        }
        if let Some(name) = name {
            add("--name", name);
        }
        for (option, value) in &self.values {
            add(option, &quoted(value));
        }
        let unattended = (questions == Questions::Unattended).then_some("--unattended");
        for flag in self.flags.iter().copied().chain(unattended) {
            line.push(' ');
            line.push_str(flag);
        }
        line
    }

    /// For PowerShell: what is set for the call is gone after it, also where somebody breaks it off.
    fn within_environment(&self, token: Option<&str>, questions: Questions, call: String) -> String {
        // Asked for on the machine: a password has no business on a page. Where questions are asked, the runner does.
        let password = (questions == Questions::Unattended).then(|| self.account_with_password()).flatten();
        if token.is_none() && password.is_none() {
            return call;
        }
        let (mut set, mut unset) = (String::new(), String::new());
        let mut add = |variable: &str, expression: &str| {
            set.push_str(&["$env:", variable, " = ", expression, "; "].concat());
            unset.push_str(&["$env:", variable, " = $null; "].concat());
        };
        if let Some(token) = token {
            add(TOKEN_VARIABLE, &quote::powershell_text(token));
        }
        if let Some(account) = password {
            let read = ["(Read-Host -AsSecureString -Prompt ", &quote::powershell_text(account), ")"].concat();
            add(PASSWORD_VARIABLE, &["[Net.NetworkCredential]::new('', ", &read, ").Password"].concat());
        }
        ["& { try { ", &set, &call, " } finally { ", unset.trim_end_matches("; "), " } }"].concat()
    }

    /// The account, where Windows wants its password: its own have none.
    fn account_with_password(&self) -> Option<&str> {
        let (_, account) = self.values.iter().find(|(option, _)| *option == "--windowslogonaccount")?;
        let domain = account.split_once('\\').map_or("", |(domain, _)| domain);
        (!domain.eq_ignore_ascii_case("NT AUTHORITY")).then_some(account)
    }
}

/// A command of a POSIX shell with the token in its environment.
pub(in crate::commands) fn posix_with_token(token: &str, command: &str) -> String {
    [TOKEN_VARIABLE, "=", &quote::posix(token), " ", command].concat()
}

/// The runner's configuration program, as it is called from its own folder.
pub(in crate::commands) fn program(system: Os) -> &'static str {
    match system {
        Os::Linux | Os::MacOs => "./config.sh",
        Os::Windows => "./config.cmd",
    }
}
