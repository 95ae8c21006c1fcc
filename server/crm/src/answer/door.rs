//! Through which interface a request comes: decides the form of errors and the limits.

/// The interface that a path belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// GraphQL: `/graphql`, `/digiforma/graphql`.
    Graphql,
    /// REST: `/api`.
    Rest,
    /// Pages and files for a browser, health, metrics.
    Web,
}

impl Door {
    /// The door of a path.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path {
            "/graphql" | "/digiforma/graphql" => Self::Graphql,
            "/api" => Self::Rest,
            _ if path.starts_with("/api/") => Self::Rest,
            _ => Self::Web,
        }
    }

    /// Bytes that a request body may have.
    #[must_use]
    pub fn body_limit(self) -> usize {
        match self {
            Self::Graphql => 1_000_000,
            Self::Rest => 10_000_000,
            Self::Web => 64_000,
        }
    }

    /// The name that audit events keep.
    #[must_use]
    pub fn origin(self) -> &'static str {
        match self {
            Self::Graphql => "graphql",
            Self::Rest => "rest",
            Self::Web => "web",
        }
    }
}
