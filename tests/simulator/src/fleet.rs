//! The runners of one scope: kept in list order, found by id.
//!
//! Invariant: `order` and `by_id` always hold the same ids, each once. A page is serialised from references: listing
//! never clones the fleet, so 100,000 runners cost no more per page than 100.

pub mod generate;
pub mod hostile;

use std::collections::HashMap;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::dialect::Dialect;

/// A label of a runner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The label's id: not unique, 0 in some real answers.
    #[serde(default)]
    pub id: u64,
    /// The label's text.
    pub name: String,
    /// Who gave it.
    #[serde(rename = "type", default)]
    pub kind: LabelKind,
}

/// Who gave a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelKind {
    /// The runner itself: `self-hosted`, the operating system, the architecture.
    ReadOnly,
    /// An administrator.
    #[default]
    Custom,
}

/// One registered runner.
#[derive(Clone, Debug)]
pub struct Runner {
    /// The runner's id, unique over all scopes.
    pub id: u64,
    /// The runner's name, unique in its scope.
    pub name: String,
    /// The operating system as this host spells it.
    pub os: String,
    /// `online` or `offline`, or whatever the control plane wrote.
    pub status: String,
    /// The runner is running a job.
    pub busy: bool,
    /// The labels, the read-only ones first.
    pub labels: Vec<Label>,
    /// The runner group (hosts with groups only).
    pub group_id: u64,
    /// The runner takes one job only.
    pub ephemeral: bool,
    /// The runner's version; `null` before its first connection.
    pub version: Option<String>,
    /// Fields the control plane added or overrode; `null` stays `null`.
    pub extra: Map<String, Value>,
    /// The credential of the machine that registered it: such runners are left alone by `--live`.
    pub client_id: Option<String>,
}

/// A runner as one dialect writes it.
pub struct View<'a>(pub &'a Runner, pub Dialect);

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(runner, dialect) = self;
        let plain = |key: &str| !runner.extra.contains_key(key);
        let mut map = serializer.serialize_map(None)?;
        if plain("id") {
            map.serialize_entry("id", &runner.id)?;
        }
        if dialect.has_new_runner_fields() && plain("runner_group_id") {
            map.serialize_entry("runner_group_id", &runner.group_id)?;
        }
        if plain("name") {
            map.serialize_entry("name", &runner.name)?;
        }
        if plain("os") {
            map.serialize_entry("os", &runner.os)?;
        }
        if plain("status") {
            map.serialize_entry("status", &runner.status)?;
        }
        if plain("busy") {
            map.serialize_entry("busy", &runner.busy)?;
        }
        if dialect.has_new_runner_fields() && plain("ephemeral") {
            map.serialize_entry("ephemeral", &runner.ephemeral)?;
        }
        if plain("labels") {
            map.serialize_entry("labels", &runner.labels)?;
        }
        if dialect.has_new_runner_fields() && plain("version") {
            map.serialize_entry("version", &runner.version)?;
        }
        for (key, value) in &runner.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Where a runner is put into the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Before all others: every page shifts by one.
    Front,
    /// After all others, as the newest are.
    #[default]
    End,
}

/// The runners of one scope.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    order: Vec<u64>,
    by_id: HashMap<u64, Runner>,
}

impl Fleet {
    /// How many runners there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// No runner at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The ids in list order.
    pub fn ids(&self) -> &[u64] {
        &self.order
    }

    /// The runner with this id.
    pub fn get(&self, id: u64) -> Option<&Runner> {
        self.by_id.get(&id)
    }

    /// The runner with this id, to change it.
    pub fn get_mut(&mut self, id: u64) -> Option<&mut Runner> {
        self.by_id.get_mut(&id)
    }

    /// The id of the runner of that name; names are not case sensitive.
    pub fn id_of(&self, name: &str) -> Option<u64> {
        self.iter().find(|runner| runner.name.eq_ignore_ascii_case(name)).map(|runner| runner.id)
    }

    /// The runners in list order.
    pub fn iter(&self) -> impl Iterator<Item = &Runner> {
        self.order.iter().filter_map(|id| self.by_id.get(id))
    }

    /// The runners from the `skip`th on, at most `take`.
    pub fn slice(&self, skip: usize, take: usize) -> Vec<&Runner> {
        let end = skip.saturating_add(take).min(self.order.len());
        let ids = self.order.get(skip.min(end)..end).unwrap_or_default();
        ids.iter().filter_map(|id| self.by_id.get(id)).collect()
    }

    /// Adds a runner. One with the same id is replaced where it stands.
    pub fn insert(&mut self, runner: Runner, place: Place) {
        let id = runner.id;
        if self.by_id.insert(id, runner).is_none() {
            match place {
                Place::Front => self.order.insert(0, id),
                Place::End => self.order.push(id),
            }
        }
    }

    /// Takes a runner away.
    pub fn remove(&mut self, id: u64) -> Option<Runner> {
        let runner = self.by_id.remove(&id)?;
        self.order.retain(|&other| other != id);
        Some(runner)
    }

    /// Takes all runners away.
    pub fn clear(&mut self) {
        self.order.clear();
        self.by_id.clear();
    }
}
