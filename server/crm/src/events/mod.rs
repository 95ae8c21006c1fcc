//! What happens, and who is told.

pub mod listener;

pub use listener::{ChangeKind, Listener, Notification};
