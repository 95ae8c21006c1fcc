//! What inner layers tell the request log.

use std::sync::OnceLock;

use axum::extract::MatchedPath;
use uuid::Uuid;

/// Filled on the way in, read when the answer is ready. Reached as `Extension<Arc<Notes>>`.
#[derive(Debug, Default)]
pub struct Notes {
    route: OnceLock<MatchedPath>,
    user: OnceLock<Uuid>,
    operation: OnceLock<String>,
}

impl Notes {
    /// The route's pattern (`/api/institutions/{id}`).
    pub fn set_route(&self, pattern: MatchedPath) {
        let _ = self.route.set(pattern);
    }

    /// The signed-in user.
    pub fn set_user(&self, user: Uuid) {
        let _ = self.user.set(user);
    }

    /// The name of the GraphQL operation.
    pub fn set_operation(&self, name: &str) {
        let _ = self.operation.set(name.chars().take(100).collect());
    }

    /// See [`Notes::set_route`].
    #[must_use]
    pub fn route(&self) -> Option<&str> {
        self.route.get().map(MatchedPath::as_str)
    }

    /// See [`Notes::set_user`].
    #[must_use]
    pub fn user(&self) -> Option<Uuid> {
        self.user.get().copied()
    }

    /// See [`Notes::set_operation`].
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.operation.get().map(String::as_str)
    }
}
