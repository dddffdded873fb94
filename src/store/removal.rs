//! Force removal of exactly what was confirmed.
//!
//! Invariant: what is decided on was read past the browser's cache a moment before (github-api.md section 3, "Caching").

use super::RunnerStore;
use crate::fleet::removal::{Confirmed, Removal};
use crate::github::client::Answer;

impl RunnerStore {
    /// Reads the runner once more, and removes it if it is still what was confirmed. The fleet is read anew afterwards.
    ///
    /// # Errors
    /// Any [`crate::github::ApiError`] of the two requests but `NotFound`.
    pub async fn force_remove_confirmed(self, confirmed: Confirmed) -> Answer<Removal> {
        let answer = self.force_remove_one_of_many(confirmed).await;
        if matches!(answer, Ok(Removal::Removed(_) | Removal::AlreadyGone)) {
            self.refresh();
        }
        answer
    }

    /// [`RunnerStore::force_remove_confirmed`] for one of many: it leaves the table, and the fleet is not read anew for it.
    ///
    /// # Errors
    /// As there.
    pub async fn force_remove_one_of_many(self, confirmed: Confirmed) -> Answer<Removal> {
        let runner = match self.read_runner(confirmed.id).await {
            Ok(runner) => runner,
            Err(error) if error.is_not_found() => return Ok(Removal::AlreadyGone),
            Err(error) => return Err(error),
        };
        if let Some(objection) = confirmed.objection(&runner) {
            return Ok(objection);
        }
        match self.force_remove(confirmed.id).await {
            Ok(receipt) => Ok(Removal::Removed(receipt)),
            Err(error) if error.is_not_found() => Ok(Removal::AlreadyGone),
            Err(error) => Err(error),
        }
    }
}
