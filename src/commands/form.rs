//! The form of `Add runner` as it is typed: raw, nothing is checked yet.

use crate::github::System;

/// A text box of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `--name`; the machine's host name where empty.
    Name,
    /// `--labels`, separated by commas.
    Labels,
    /// `--runnergroup`; repositories have none.
    Group,
    /// `--work`; `_work` where empty.
    Work,
    /// The last part of `--url` where the enterprise was given by its id.
    EnterpriseSlug,
}

impl Field {
    /// Every text box, in the order of the screen.
    pub const ALL: [Self; 5] = [Self::Name, Self::Labels, Self::Group, Self::Work, Self::EnterpriseSlug];
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
}

impl Switch {
    /// Every check box, in the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::Ephemeral,
        Self::ReplaceExisting,
        Self::DisableUpdates,
        Self::NoDefaultLabels,
        Self::RunAsService,
        Self::Unattended,
    ];

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// Everything the form holds but the architecture, which decides only what is downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The machine's operating system.
    pub system: System,
    texts: [String; Field::ALL.len()],
    switches: u8,
}

impl Default for Form {
    /// Linux, all empty, all off.
    fn default() -> Self {
        Self { system: System::Linux, texts: <[String; Field::ALL.len()]>::default(), switches: 0 }
    }
}

impl Form {
    /// An empty form for a system.
    pub fn on(system: System) -> Self {
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
