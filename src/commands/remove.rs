//! The way back: taking a runner away on its own machine.

use super::configuration::command_line::program;
use super::quote;
use crate::github::Os;

/// The command that removes a runner on its machine, run from the runner's folder.
///
/// Without `--unattended`, which is no option of `remove` (github-api.md section 4).
pub fn remove_command(system: Os, token: &str) -> String {
    let mut line = String::from(program(system));
    line.push_str(" remove --token ");
    line.push_str(&quote::for_system(system, token));
    line
}

/// What has to be run before [`remove_command`] where the runner is a service; Windows does it by itself.
pub fn uninstall_service_command(system: Os) -> Option<&'static str> {
    match system {
        Os::Linux => Some("sudo ./svc.sh stop && sudo ./svc.sh uninstall"),
        Os::MacOs => Some("./svc.sh stop && ./svc.sh uninstall"),
        Os::Windows => None,
    }
}

#[cfg(test)]
mod tests {
    use super::remove_command;
    use crate::github::Os;

    #[test]
    fn the_documentation_s_own_commands() {
        assert_eq!(remove_command(Os::Linux, "AABF3"), "./config.sh remove --token AABF3");
        assert_eq!(remove_command(Os::MacOs, "AABF3"), "./config.sh remove --token AABF3");
        assert_eq!(remove_command(Os::Windows, "AABF3"), "./config.cmd remove --token AABF3");
        assert_eq!(remove_command(Os::Linux, "a b"), "./config.sh remove --token 'a b'");
    }
}
