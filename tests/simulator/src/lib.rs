//! A GitHub that runs on this machine.
