//! Waiting for conditions, never for time.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a condition may take to come true. Generous: it is only waited for in full by a test that fails.
pub const DEADLINE: Duration = Duration::from_secs(20);

const POLL: Duration = Duration::from_millis(40);

/// Asks again and again until there is an answer.
///
/// An error of the probe is an answer that may still change: a page that is being rebuilt has elements that vanish.
///
/// # Errors
/// No answer within [`DEADLINE`]; the message holds what was waited for and the last error.
pub async fn until<T>(what: &str, probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(DEADLINE, what, probe).await
}

/// The same with another deadline, for what takes long by its nature.
///
/// # Errors
/// As [`until`].
pub async fn until_within<T>(
    deadline: Duration,
    what: &str,
    mut probe: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let answer = probe().await;
        if let Ok(Some(value)) = answer {
            return Ok(value);
        }
        if start.elapsed() >= deadline {
            let seconds = deadline.as_secs();
            match answer {
                Err(error) => bail!("waited {seconds} s for {what}: {error:#}"),
                Ok(_) => bail!("waited {seconds} s for {what}"),
            }
        }
        tokio::time::sleep(POLL).await;
    }
}
