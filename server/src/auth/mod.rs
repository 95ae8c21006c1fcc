//! Passwords, sessions, tokens, and the [`Viewer`]: who asks and what they may do.

mod viewer;

pub use viewer::{Access, Viewer};

use crate::config::Config;

/// Keys and caches of sign-in.
pub struct Auth {}

impl Auth {
    /// Keys from the configuration, empty caches.
    #[must_use]
    pub fn new(_config: &Config) -> Self {
        Self {}
    }
}
