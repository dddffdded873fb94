//! The form of `Add runner` as it is typed: raw, nothing is checked yet.

use crate::github::Os;

/// A text box of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `--name`; the machine's host name where empty. For several machines a pattern: see [`super::numbered`].
    Name,
    /// How many machines; one where empty.
    Machines,
    /// `--labels`, separated by commas.
    Labels,
    /// `--runnergroup`; repositories have none.
    Group,
    /// `--work`; `_work` where empty.
    Work,
    /// `--windowslogonaccount`: whom Windows runs the service as.
    Account,
    /// The last part of `--url` where the enterprise was given by its id.
    EnterpriseSlug,
}

impl Field {
    /// Every text box, in the order of the screen.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Machines, Self::Labels, Self::Group, Self::Work, Self::Account, Self::EnterpriseSlug];
}

/// A check box of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    /// `--no-default-labels`
    NoDefaultLabels,
    /// `--ephemeral`
    Ephemeral,
    /// `--replace`
    ReplaceExisting,
    /// `--disableupdate`
    DisableUpdates,
    /// `--runasservice` on Windows, `svc.sh` after the configuration elsewhere.
    RunAsService,
    /// `--unattended`; a script always has it.
    Unattended,
    /// The token goes to the runner as a variable of its environment, which no other user of the machine can list.
    TokenInEnvironment,
}

impl Switch {
    /// Every check box, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Ephemeral,
        Self::ReplaceExisting,
        Self::DisableUpdates,
        Self::NoDefaultLabels,
        Self::RunAsService,
        Self::Unattended,
        Self::TokenInEnvironment,
    ];

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// Everything the form holds but the architecture, which decides only what is downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The machine's operating system.
    pub system: Os,
    texts: [String; Field::ALL.len()],
    switches: u8,
}

impl Default for Form {
    /// Linux, all empty, all off.
    fn default() -> Self {
        Self { system: Os::Linux, texts: <[String; Field::ALL.len()]>::default(), switches: 0 }
    }
}

impl Form {
    /// An empty form for a system.
    pub fn on(system: Os) -> Self {
        Self { system, ..Self::default() }
    }

    /// What a text box holds.
    pub fn text(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Types into a text box.
    pub fn set_text(&mut self, field: Field, text: String) {
        self.texts[field as usize] = text;
    }

    /// Whether a check box is on.
    pub fn is_on(&self, switch: Switch) -> bool {
        self.switches & switch.bit() != 0
    }

    /// Whether there is an account to choose: for a service of Windows.
    pub fn has_account(&self) -> bool {
        self.system == Os::Windows && self.is_on(Switch::RunAsService)
    }

    /// Turns a check box on or off.
    pub fn turn(&mut self, switch: Switch, on: bool) {
        if on {
            self.switches |= switch.bit();
        } else {
            self.switches &= !switch.bit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Form, Switch};

    #[test]
    fn boxes_do_not_share_their_places() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            let mut form = Form::default();
            form.set_text(field, index.to_string());
            let filled: Vec<Field> = Field::ALL.into_iter().filter(|field| !form.text(*field).is_empty()).collect();
            assert_eq!(filled, [field]);
        }
        for switch in Switch::ALL {
            let mut form = Form::default();
            form.turn(switch, true);
            let on: Vec<Switch> = Switch::ALL.into_iter().filter(|switch| form.is_on(*switch)).collect();
            assert_eq!(on, [switch]);
            form.turn(switch, false);
            assert_eq!(form, Form::default());
        }
    }
}
