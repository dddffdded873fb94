//! The table of scenes: every screen and state that a person can meet.
//!
//! To add one: a line in one of the files below; `cargo verify gallery -- NAME` examines it and puts its pictures into `target/gallery/`.

mod bulk;
mod entrance;
mod explaining;
mod finding;
mod overlays;
mod preferences;
mod runners;

use super::scene::Scene;

/// All of them, in the order of a walk through the console.
pub fn all() -> Vec<Scene> {
    [
        entrance::scenes(),
        runners::scenes(),
        finding::scenes(),
        bulk::scenes(),
        overlays::scenes(),
        explaining::scenes(),
        preferences::scenes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_scene_has_a_name_of_its_own_that_a_file_can_have() {
        let scenes = all();
        let names: BTreeSet<&str> = scenes.iter().map(|scene| scene.name).collect();
        assert_eq!(names.len(), scenes.len());
        let plain = |name: &str| name.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-');
        assert!(names.iter().all(|name| plain(name)), "{names:?}");
    }
}
