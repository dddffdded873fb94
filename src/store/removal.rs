//! Force removal of exactly what was confirmed.
//!
//! Invariant: what is decided on was read past the browser's cache a moment before (github-api.md section 3, "Caching").

use super::RunnerStore;
use crate::fleet::removal::{Removal, RemovalTarget};
use crate::github::client::ApiResult;
use crate::github::{ApiError, ErrorKind, Operation, ResponseMeta};

impl RunnerStore {
    /// Reads the runner once more, and removes it if it is still what was confirmed. The fleet is read anew afterwards.
    ///
    /// # Errors
    /// As [`RunnerStore::force_remove_one_of_many`].
    pub async fn force_remove_confirmed(
        self,
        confirmed: RemovalTarget,
        is_wanted: impl Fn() -> bool,
    ) -> ApiResult<Removal> {
        let answer = self.force_remove_one_of_many(confirmed, is_wanted).await;
        if matches!(answer, Ok(Removal::Removed(_) | Removal::RemovedUnanswered | Removal::AlreadyGone(_))) {
            self.refresh();
        }
        answer
    }

    /// [`RunnerStore::force_remove_confirmed`] for one of many: it leaves the table, and the fleet is not read anew for it.
    ///
    /// # Errors
    /// Any [`ApiError`]; `Cancelled` where it is not wanted any more (`is_wanted`) once the runner was read: nothing was
    /// removed then.
    pub async fn force_remove_one_of_many(
        self,
        confirmed: RemovalTarget,
        is_wanted: impl Fn() -> bool,
    ) -> ApiResult<Removal> {
        let read = self.read_with_meta(confirmed.id).await;
        if !is_wanted() {
            return Err(ApiError::without_answer(Operation::GetRunner, ErrorKind::Cancelled));
        }
        let (runner, meta) = match read {
            Ok(read) => read,
            Err(error) if error.is_runner_not_found() => return Ok(Removal::AlreadyGone(meta_of(error))),
            Err(error) => return Err(error),
        };
        if let Some(conflict) = confirmed.conflict(&runner) {
            return Ok(Removal::Skipped(conflict, meta));
        }
        match self.force_remove(confirmed.id).await {
            Ok(Some(meta)) => Ok(Removal::Removed(meta)),
            Ok(None) => Ok(Removal::RemovedUnanswered),
            Err(error) if error.is_runner_not_found() => Ok(Removal::AlreadyGone(meta_of(error))),
            Err(error) => Err(error),
        }
    }
}

/// What the answer that says that a runner is gone says about itself.
fn meta_of(not_found: ApiError) -> ResponseMeta {
    ResponseMeta { request_id: not_found.request_id, rate_limit: None }
}
