//! Fleets as companies have them, from a seed.
//!
//! Invariant: the n-th runner of a scope depends on the seed, the scope and the dialect only.

use serde_json::Map;

use super::{Fleet, Label, LabelKind, Place, Runner};
use crate::dialect::{Dialect, Os};
use crate::rng::Rng;

/// A kind of machine: `(name, digits, system, architecture label, custom labels, weight, group)`.
struct Kind {
    prefix: &'static str,
    digits: usize,
    os: Os,
    arch: &'static str,
    labels: &'static [&'static str],
    weight: usize,
    group: u64,
}

const KINDS: &[Kind] = &[
    Kind {
        prefix: "linux-x64-build-",
        digits: 3,
        os: Os::Linux,
        arch: "X64",
        labels: &["build", "docker"],
        weight: 34,
        group: 1,
    },
    Kind {
        prefix: "linux-x64-large-",
        digits: 3,
        os: Os::Linux,
        arch: "X64",
        labels: &["large", "32-core", "docker"],
        weight: 14,
        group: 3,
    },
    Kind {
        prefix: "linux-arm64-",
        digits: 3,
        os: Os::Linux,
        arch: "ARM64",
        labels: &["graviton"],
        weight: 14,
        group: 1,
    },
    Kind {
        prefix: "gpu-a100-",
        digits: 2,
        os: Os::Linux,
        arch: "X64",
        labels: &["gpu", "cuda-12", "a100"],
        weight: 8,
        group: 2,
    },
    Kind {
        prefix: "mac-mini-",
        digits: 2,
        os: Os::Mac,
        arch: "ARM64",
        labels: &["xcode-16", "m2"],
        weight: 10,
        group: 1,
    },
    Kind { prefix: "mac-pro-", digits: 2, os: Os::Mac, arch: "X64", labels: &["xcode-15"], weight: 3, group: 1 },
    Kind {
        prefix: "win-2022-",
        digits: 3,
        os: Os::Windows,
        arch: "X64",
        labels: &["vs2022", "signing"],
        weight: 13,
        group: 1,
    },
    Kind {
        prefix: "raspberry-",
        digits: 2,
        os: Os::Linux,
        arch: "ARM",
        labels: &["hardware-lab"],
        weight: 4,
        group: 1,
    },
];

const VERSIONS: &[&str] = &["2.336.0", "2.336.0", "2.336.0", "2.335.1", "2.334.0", "2.321.0"];

/// `count` runners with ids rising from `first_id`, in steps that leave gaps.
pub fn fleet(seed: u64, scope: &str, dialect: Dialect, count: usize, first_id: u64, steps: bool) -> Fleet {
    let mut rng = Rng::new(seed, scope);
    let mut used = vec![0_usize; KINDS.len()];
    let mut fleet = Fleet::default();
    let mut id = first_id;
    for _ in 0..count {
        let Some((kind, number)) = choose(&mut rng, &mut used) else { break };
        fleet.insert(runner(&mut rng, kind, number, id, dialect), Place::End);
        id += if steps { 1 + rng.next_u64() % 3 } else { 1 };
    }
    fleet
}

fn choose(rng: &mut Rng, used: &mut [usize]) -> Option<(&'static Kind, usize)> {
    let total = KINDS.iter().map(|kind| kind.weight).sum();
    let mut ticket = rng.below(total);
    for (kind, used) in KINDS.iter().zip(used) {
        if ticket < kind.weight {
            *used += 1;
            return Some((kind, *used));
        }
        ticket -= kind.weight;
    }
    None
}

fn runner(rng: &mut Rng, kind: &Kind, number: usize, id: u64, dialect: Dialect) -> Runner {
    // About 15 % are offline; of those that are online, about 10 % of the fleet are busy.
    let online = !rng.chance(15);
    let busy = online && rng.chance(12);
    let never_connected = !online && rng.chance(10);
    let os = if never_connected { Os::Unknown } else { kind.os };
    let mut labels = default_labels(kind.os, kind.arch, dialect);
    let wanted = 1 + rng.below(kind.labels.len());
    labels.extend(kind.labels.iter().take(wanted).map(|name| custom_label(name, dialect)));
    if rng.chance(6) {
        labels.push(custom_label("canary", dialect));
    }
    Runner {
        id,
        name: format!("{}{:0width$}", kind.prefix, number, width = kind.digits),
        os: dialect.os_name(os, rng.chance(25)).to_owned(),
        status: if online { "online" } else { "offline" }.to_owned(),
        busy,
        labels,
        group_id: kind.group,
        ephemeral: rng.chance(5),
        version: (!never_connected).then(|| rng.pick(VERSIONS).map(|&version| version.to_owned())).flatten(),
        extra: Map::new(),
        client_id: None,
    }
}

/// The labels every runner has unless it was configured with `--no-default-labels`.
pub fn default_labels(os: Os, arch: &str, dialect: Dialect) -> Vec<Label> {
    let os_label = match os {
        Os::Linux | Os::Unknown => "Linux",
        Os::Mac => "macOS",
        Os::Windows => "Windows",
    };
    ["self-hosted", os_label, arch]
        .iter()
        .zip([5, 7, 11])
        .map(|(name, id)| Label { id: label_id(id, dialect), name: (*name).to_owned(), kind: LabelKind::ReadOnly })
        .collect()
}

/// A label an administrator gave.
pub fn custom_label(name: &str, dialect: Dialect) -> Label {
    let id = 20 + crate::rng::hash(name.to_lowercase().as_bytes(), 0) % 9_000;
    Label { id: label_id(id, dialect), name: name.to_owned(), kind: LabelKind::Custom }
}

fn label_id(id: u64, dialect: Dialect) -> u64 {
    if dialect.hides_label_ids() { 0 } else { id }
}
