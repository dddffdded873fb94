//! Drives a real browser.
