//! Force removal of exactly what was confirmed.
//!
//! Invariant: nothing is removed but the runner whose id, name and state were on the screen when it was confirmed; what is
//! decided on was read past the browser's cache a moment before (github-api.md section 3, "Caching").

use super::RunnerStore;
use crate::fleet::Liveliness;
use crate::github::RunnerId;
use crate::github::client::Answer;

/// What was on the screen when force removal was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Which runner.
    pub id: RunnerId,
    /// The name it had.
    pub name: String,
    /// How alive it looked.
    pub liveliness: Liveliness,
}

/// How a force removal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// GitHub removed it.
    Removed,
    /// It was not there any more.
    AlreadyGone,
    /// Nothing was done: the id belongs to a runner of another name.
    OtherName(String),
    /// Nothing was done: it came to life since it was confirmed.
    CameToLife,
}

impl RunnerStore {
    /// Reads the runner once more, and removes it if it is still what was confirmed.
    ///
    /// # Errors
    /// Any [`crate::github::ApiError`] of the two requests but `NotFound`.
    pub async fn force_remove_confirmed(self, confirmed: Confirmed) -> Answer<Removal> {
        let runner = match self.read_runner(confirmed.id).await {
            Ok(runner) => runner,
            Err(error) if error.is_not_found() => return Ok(Removal::AlreadyGone),
            Err(error) => return Err(error),
        };
        if runner.name != confirmed.name {
            return Ok(Removal::OtherName(runner.name));
        }
        if Liveliness::of(&runner) > confirmed.liveliness {
            return Ok(Removal::CameToLife);
        }
        match self.force_remove(confirmed.id).await {
            Ok(_) => Ok(Removal::Removed),
            Err(error) if error.is_not_found() => Ok(Removal::AlreadyGone),
            Err(error) => Err(error),
        }
    }
}
