//! Environment → [`Config`].

mod environment;
mod load;
mod secrets;

use std::{net::SocketAddr, path::PathBuf};

use ipnet::IpNet;

use crate::render;

pub use environment::Environment;
pub use load::{Chosen, Problems};
pub use secrets::Secrets;

/// Settings of a running server; every variable is described in `.env.example`.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub host: String,
    /// Port to listen on; 0 takes any free one.
    pub port: u16,
    /// Where the embedded database and the secrets live.
    pub data_dir: PathBuf,
    /// A PostgreSQL elsewhere; `None`: the embedded one.
    pub database_url: Option<String>,
    /// A replica of it for reading.
    pub database_replica_url: Option<String>,
    /// Connections kept to the database, at most; as many to the replica.
    pub database_connections: usize,
    /// Where the programs of PostgreSQL are, if the usual places are not to be searched.
    pub pg_bin_dir: Option<PathBuf>,
    /// Public origin, without a trailing slash: cookies, CORS and links in mails follow it.
    pub frontend_url: String,
    /// `frontend_url` was given; without, it follows the port that is really listened on.
    pub frontend_url_given: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Key of the access tokens (HS256).
    pub jwt_secret: Vec<u8>,
    /// Key that refresh tokens are bound to.
    pub jwt_refresh_secret: Vec<u8>,
    /// Seals secrets at rest.
    pub encryption_key: Vec<u8>,
    /// The first administrator, made when there is no user.
    pub first_admin: Option<FirstAdmin>,
    /// Password of the demo accounts; `None`: a random one is made and shown.
    pub demo_password: Option<String>,
    /// Address of Digiforma for the token below; `None`: the one of the settings.
    pub digiforma_api_url: Option<String>,
    /// Token of Digiforma, used while none is set in the app.
    pub digiforma_api_token: Option<String>,
    /// How patiently Digiforma is read.
    pub digiforma_patience: DigiformaPatience,
    /// Webhooks may lead into closed networks.
    pub webhook_allow_private: bool,
    /// Outgoing mail; `None`: mails are left as files in `mails/` of the data directory.
    pub smtp: Option<Smtp>,
    /// Sender of mails.
    pub mail_from: String,
    /// Rate limits on (`RATE_LIMIT=off` for load work).
    pub rate_limit: bool,
    /// Bearer token that `/metrics` asks for; `None`: open.
    pub metrics_token: Option<String>,
    /// Limits of GraphQL documents.
    pub graphql: GraphqlLimits,
    /// How documents are rendered.
    pub render: render::Settings,
}

/// The account that a new installation starts with.
#[derive(Debug, Clone)]
pub struct FirstAdmin {
    /// E-mail, the name to sign in with.
    pub email: String,
    /// Its password.
    pub password: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Every setting at its default, with these keys.
    #[must_use]
    pub fn new(secrets: Secrets) -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 3001,
            data_dir: PathBuf::from("data"),
            database_url: None,
            database_replica_url: None,
            database_connections: 16,
            pg_bin_dir: None,
            frontend_url: "http://127.0.0.1:3001".to_owned(),
            frontend_url_given: false,
            trusted_proxies: Vec::new(),
            jwt_secret: secrets.jwt_secret,
            jwt_refresh_secret: secrets.jwt_refresh_secret,
            encryption_key: secrets.encryption_key,
            first_admin: None,
            demo_password: None,
            digiforma_api_url: None,
            digiforma_api_token: None,
            digiforma_patience: DigiformaPatience::default(),
            webhook_allow_private: false,
            smtp: None,
            mail_from: "Medical CRM <medical-crm@localhost>".to_owned(),
            rate_limit: true,
            metrics_token: None,
            graphql: GraphqlLimits::default(),
            render: render::Settings::default(),
        }
    }

    /// Cookies carry `Secure` (and the `__Host-` prefix) when people come by https.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.frontend_url.starts_with("https://")
    }

    /// Takes note of the address that is really listened on: with port 0 the system chose one.
    pub fn listening_on(&mut self, address: SocketAddr) {
        self.port = address.port();
        if !self.frontend_url_given {
            self.frontend_url = local_origin(&self.host, self.port);
        }
    }
}

/// Origin that a browser on this machine reaches the server by.
fn local_origin(host: &str, port: u16) -> String {
    match host {
        "0.0.0.0" | "::" | "[::]" => format!("http://localhost:{port}"),
        _ if host.contains(':') && !host.starts_with('[') => format!("http://[{host}]:{port}"),
        _ => format!("http://{host}:{port}"),
    }
}

/// How patiently Digiforma is read.
#[derive(Debug, Clone, Copy)]
pub struct DigiformaPatience {
    /// Rows asked for in a page.
    pub page_size: usize,
    /// Limit of one request.
    pub timeout: std::time::Duration,
    /// Requests that are made for one page before giving up.
    pub attempts: u32,
    /// The first pause before a repetition; it doubles.
    pub first_pause: std::time::Duration,
}

impl Default for DigiformaPatience {
    fn default() -> Self {
        use std::time::Duration;
        Self { page_size: 100, timeout: Duration::from_secs(45), attempts: 7, first_pause: Duration::from_secs(1) }
    }
}
