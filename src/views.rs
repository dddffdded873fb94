//! The screens. Each takes what it needs as props and asks the store; none sends a request of its own.

pub mod add_runner;
pub mod applications;
pub mod one_time_token;
pub mod remove_runner;
pub mod trouble;

pub use add_runner::AddRunner;
pub use applications::Applications;
pub use remove_runner::RemoveRunner;
