//! The primary rate limit of the cloud: 5000 points an hour for each token.
//!
//! Invariant: a 304 and `GET /rate_limit` cost nothing, everything else that is authenticated costs one point.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::answer::Answer;

const HOUR_MS: i64 = 3_600_000;

/// One token's hour.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Points per hour.
    pub limit: u64,
    /// Points used up.
    pub used: u64,
    /// When the hour ends, in server milliseconds.
    pub reset_ms: i64,
}

impl Window {
    /// What is left.
    pub fn remaining(self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    /// `{limit, remaining, reset, used}`, as `GET /rate_limit` shows a resource.
    pub fn json(self) -> Value {
        json!({ "limit": self.limit, "remaining": self.remaining(), "reset": self.reset_ms.div_euclid(1000), "used": self.used })
    }
}

/// The hours of all tokens, by the token's name.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The limit of a new hour.
    pub limit: u64,
    windows: HashMap<String, Window>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { limit: 5000, windows: HashMap::new() }
    }
}

impl Limits {
    /// The current hour of a token; it starts with the token's first request.
    pub fn window(&mut self, name: &str, now_ms: i64) -> &mut Window {
        let fresh = Window { limit: self.limit, used: 0, reset_ms: now_ms + HOUR_MS };
        let window = self.windows.entry(name.to_owned()).or_insert(fresh);
        if window.reset_ms <= now_ms {
            *window = fresh;
        }
        window
    }
}

/// Adds the five headers.
pub fn decorate(answer: &mut Answer, window: Window) {
    answer.set("x-ratelimit-limit", &window.limit.to_string());
    answer.set("x-ratelimit-remaining", &window.remaining().to_string());
    answer.set("x-ratelimit-used", &window.used.to_string());
    answer.set("x-ratelimit-reset", &window.reset_ms.div_euclid(1000).to_string());
    answer.set("x-ratelimit-resource", "core");
}
