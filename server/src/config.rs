//! Environment → [`Config`].

use std::path::PathBuf;

/// Settings of a running server; every variable is described in `.env.example`.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub host: String,
    /// Port to listen on.
    pub port: u16,
    /// Where the embedded database and the secrets live.
    pub data_dir: PathBuf,
    /// Public origin, without a trailing slash: cookies, CORS and links in mails follow it.
    pub frontend_url: String,
    /// Key of the access tokens (HS256).
    pub jwt_secret: Vec<u8>,
    /// Key that refresh tokens are bound to.
    pub jwt_refresh_secret: Vec<u8>,
    /// Seals secrets at rest.
    pub encryption_key: Vec<u8>,
    /// Outgoing mail; `None`: mails are written to the log of a development server only.
    pub smtp: Option<Smtp>,
    /// Sender of mails.
    pub mail_from: String,
    /// Rate limits on (`RATE_LIMIT=off` for load work).
    pub rate_limit: bool,
    /// Limits of GraphQL documents.
    pub graphql: GraphqlLimits,
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Account, if the server wants one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<String>,
}

/// What one GraphQL document may cost.
#[derive(Debug, Clone, Copy)]
pub struct GraphqlLimits {
    /// Nesting of fields.
    pub depth: usize,
    /// Sum of the fields' costs, lists multiplied by their page size.
    pub complexity: usize,
    /// Uses of one field under different aliases.
    pub aliases: usize,
    /// Bytes of the document.
    pub document_bytes: usize,
    /// Seconds until the request is given up.
    pub seconds: u64,
}

impl Default for GraphqlLimits {
    fn default() -> Self {
        Self { depth: 15, complexity: 5_000, aliases: 15, document_bytes: 20_000, seconds: 30 }
    }
}

impl Config {
    /// Cookies carry `Secure` (and the `__Host-` prefix) when people come by https.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.frontend_url.starts_with("https://")
    }
}
