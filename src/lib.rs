//! Runner Console.

/// Starts the console.
pub fn start() {}
