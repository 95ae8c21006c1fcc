//! Reads and checks the settings; every problem is found at once and named by its variable.

use std::{
    env, fmt, fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    str::FromStr,
};

use ipnet::IpNet;
use sha2::{Digest, Sha256};

use super::{Config, Environment, FirstAdmin, GraphqlLimits, Secrets, Smtp, local_origin};

/// Settings given on the command line, which win over the environment.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// `--host`
    pub host: Option<String>,
    /// `--port`
    pub port: Option<u16>,
    /// `--data-dir`
    pub data_dir: Option<PathBuf>,
}

/// What is wrong with the settings, one sentence each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl Config {
    /// Settings from the command line and the environment. Without `DATABASE_URL` the secrets are kept in the data
    /// directory, which is made when it is not there.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn load(environment: &Environment, chosen: &Chosen) -> Result<Self, Problems> {
        let mut reader = Reader { environment, problems: Vec::new() };
        let data_dir = match chosen.data_dir.clone().or_else(|| reader.text("DATA_DIR").map(PathBuf::from)) {
            Some(directory) => std::path::absolute(&directory).unwrap_or(directory),
            None => default_data_dir(),
        };
        let database_url = reader.database_url("DATABASE_URL", "Remove it to use the embedded PostgreSQL.");
        let database_replica_url = reader.database_url("DATABASE_REPLICA_URL", "Remove it to read from the primary.");
        let secrets = reader.secrets(database_url.is_some(), &data_dir);
        let mut config = Self::new(secrets);
        config.host = chosen.host.clone().or_else(|| reader.text("HOST")).unwrap_or(config.host);
        config.port = chosen.port.or_else(|| reader.port("PORT")).unwrap_or(config.port);
        config.data_dir = data_dir;
        config.database_url = database_url;
        config.database_replica_url = database_replica_url;
        config.database_connections = reader.database_connections().unwrap_or(config.database_connections);
        config.pg_bin_dir = reader.text("PG_BIN_DIR").map(PathBuf::from);
        config.frontend_url = local_origin(&config.host, config.port);
        if let Some(url) = reader.frontend_url() {
            config.frontend_url = url;
            config.frontend_url_given = true;
        }
        config.trusted_proxies = reader.trusted_proxies();
        config.first_admin = reader.first_admin();
        config.demo_password = reader.text("DEMO_PASSWORD");
        config.digiforma_api_url = reader.http_url("DIGIFORMA_API_URL");
        config.digiforma_api_token = reader.text("DIGIFORMA_API_TOKEN");
        config.webhook_allow_private = reader.switch("WEBHOOK_ALLOW_PRIVATE", config.webhook_allow_private);
        config.smtp = reader.smtp();
        config.mail_from = reader.mail_from().unwrap_or(config.mail_from);
        config.rate_limit = reader.switch("RATE_LIMIT", config.rate_limit);
        config.metrics_token = reader.text("METRICS_TOKEN");
        config.graphql = reader.graphql_limits();
        if reader.problems.is_empty() { Ok(config) } else { Err(Problems(reader.problems)) }
    }
}

/// Reads variables and remembers what is wrong with them.
struct Reader<'a> {
    environment: &'a Environment,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> Option<String> {
        self.environment.get(name).map(str::to_owned)
    }

    fn problem(&mut self, sentence: impl Into<String>) {
        self.problems.push(sentence.into());
    }

    fn parsed<T: FromStr>(&mut self, name: &str, wanted: &str) -> Option<T> {
        let text = self.environment.get(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.problem(format!("{name} is `{text}`, which is not {wanted}."));
        }
        value
    }

    fn port(&mut self, name: &str) -> Option<u16> {
        self.parsed(name, "a port number between 0 and 65535")
    }

    fn switch(&mut self, name: &str, default: bool) -> bool {
        match self.environment.get(name).map(str::to_ascii_lowercase).as_deref() {
            None => default,
            Some("on" | "true" | "1" | "yes") => true,
            Some("off" | "false" | "0" | "no") => false,
            Some(other) => {
                self.problem(format!("{name} is `{other}`; it must be `on` or `off`."));
                default
            }
        }
    }

    fn database_url(&mut self, variable: &str, without: &str) -> Option<String> {
        let url = self.text(variable)?;
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            self.problem(format!("{variable} must look like postgres://user:password@host:5432/database. {without}"));
        }
        Some(url)
    }

    fn database_connections(&mut self) -> Option<usize> {
        let wanted = "a number of connections between 1 and 500";
        let count = self.parsed("DATABASE_CONNECTIONS", wanted)?;
        if !(1..=500).contains(&count) {
            self.problem(format!("DATABASE_CONNECTIONS is `{count}`, which is not {wanted}."));
        }
        Some(count)
    }

    fn limit<T>(&mut self, name: &str, default: T, allowed: RangeInclusive<T>) -> T
    where
        T: FromStr + PartialOrd + fmt::Display,
    {
        let wanted = format!("a number between {} and {}", allowed.start(), allowed.end());
        let value = self.parsed(name, &wanted).unwrap_or(default);
        if !allowed.contains(&value) {
            self.problem(format!("{name} is `{value}`, which is not {wanted}."));
        }
        value
    }

    fn graphql_limits(&mut self) -> GraphqlLimits {
        let default = GraphqlLimits::default();
        GraphqlLimits {
            depth: self.limit("GRAPHQL_MAX_DEPTH", default.depth, 1..=50),
            complexity: self.limit("GRAPHQL_MAX_COMPLEXITY", default.complexity, 1..=1_000_000),
            aliases: self.limit("GRAPHQL_MAX_ALIASES", default.aliases, 1..=1_000),
            // A request's body has a million bytes at most.
            document_bytes: self.limit("GRAPHQL_MAX_DOCUMENT_BYTES", default.document_bytes, 1..=1_000_000),
            seconds: self.limit("GRAPHQL_TIMEOUT_SECONDS", default.seconds, 1..=600),
        }
    }

    /// Keys: from the environment; with the embedded database those that are missing come from the data directory.
    fn secrets(&mut self, own_database: bool, data_dir: &Path) -> Secrets {
        let mut given = Secrets::default();
        for (name, key) in given.named_mut() {
            let Some(text) = self.environment.get(name) else { continue };
            match Secrets::weakness(text.as_bytes()) {
                Some(weakness) => {
                    self.problems.push(format!("{name} {weakness}. Make a new one with `openssl rand -hex 32`."));
                }
                None => *key = text.as_bytes().to_vec(),
            }
        }
        if !given.jwt_secret.is_empty() && given.jwt_secret == given.jwt_refresh_secret {
            self.problem("JWT_SECRET and JWT_REFRESH_SECRET are the same; each needs its own value.");
        }
        if own_database {
            for (name, key) in given.named_mut() {
                if key.is_empty() && self.environment.get(name).is_none() {
                    self.problems.push(format!(
                        "{name} is not set. With DATABASE_URL the secrets are yours to keep: \
                         put {name}=$(openssl rand -hex 32) into the environment or the `.env` file."
                    ));
                }
            }
        } else if self.problems.is_empty() && given.named_mut().iter().any(|(_, key)| key.is_empty()) {
            match Secrets::kept_in(data_dir) {
                Ok(kept) => given.complete_with(kept),
                Err(sentence) => self.problem(sentence),
            }
        }
        given
    }

    fn frontend_url(&mut self) -> Option<String> {
        let given = self.text("FRONTEND_URL")?;
        let url = given.trim_end_matches('/').to_owned();
        let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
        let is_origin = !authority.is_empty()
            && !authority.contains(['/', '?', '#', '@'])
            && url.parse::<axum::http::Uri>().is_ok_and(|uri| uri.host().is_some());
        if !is_origin {
            self.problem(format!(
                "FRONTEND_URL is `{given}`; it must be an origin without a path, such as https://crm.example.com."
            ));
        }
        Some(url.to_ascii_lowercase())
    }

    fn http_url(&mut self, variable: &str) -> Option<String> {
        let url = self.text(variable)?;
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            self.problem(format!("{variable} is `{url}`; it must begin with https:// (or http://)."));
        }
        Some(url)
    }

    fn trusted_proxies(&mut self) -> Vec<IpNet> {
        let text = self.text("TRUSTED_PROXIES").unwrap_or_default();
        let mut networks = Vec::new();
        for entry in text.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            match entry.parse::<IpNet>().or_else(|_| entry.parse().map(|address: std::net::IpAddr| address.into())) {
                Ok(network) => networks.push(network),
                Err(_) => self.problem(format!(
                    "TRUSTED_PROXIES holds `{entry}`, which is neither an address (10.0.0.7) nor a network (10.0.0.0/8)."
                )),
            }
        }
        networks
    }

    fn first_admin(&mut self) -> Option<FirstAdmin> {
        match (self.text("ADMIN_EMAIL"), self.text("ADMIN_PASSWORD")) {
            (Some(email), Some(password)) => {
                if !email.contains('@') {
                    self.problem(format!("ADMIN_EMAIL is `{email}`, which is not an e-mail address."));
                }
                Some(FirstAdmin { email, password })
            }
            (Some(_), None) => {
                self.problem("ADMIN_EMAIL is set but ADMIN_PASSWORD is not; the first administrator needs both.");
                None
            }
            (None, Some(_)) => {
                self.problem("ADMIN_PASSWORD is set but ADMIN_EMAIL is not; the first administrator needs both.");
                None
            }
            (None, None) => None,
        }
    }

    fn smtp(&mut self) -> Option<Smtp> {
        let port = self.port("SMTP_PORT");
        let host = self.text("SMTP_HOST");
        if host.is_none() && ["SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD"].iter().any(|n| self.text(n).is_some()) {
            self.problem("SMTP_HOST is not set, but other SMTP_ variables are; name the mail server or remove them.");
        }
        if self.text("SMTP_USER").is_some() != self.text("SMTP_PASSWORD").is_some() {
            self.problem("SMTP_USER and SMTP_PASSWORD belong together; set both or none.");
        }
        Some(Smtp {
            host: host?,
            port: port.unwrap_or(587),
            user: self.text("SMTP_USER"),
            password: self.text("SMTP_PASSWORD"),
        })
    }

    fn mail_from(&mut self) -> Option<String> {
        let sender: lettre::message::Mailbox =
            self.parsed("MAIL_FROM", "a sender such as `Medical CRM <crm@example.com>`")?;
        Some(sender.to_string())
    }
}

/// `./data` of the working directory: what belongs to a clone stays in it. A root whose working directory other users
/// cannot enter (`/root/…`) gets a directory under `/var/lib`, because PostgreSQL never runs as root.
fn default_data_dir() -> PathBuf {
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    if runs_as_root() && !others_may_enter(&here) {
        let digest = Sha256::digest(here.as_os_str().as_encoded_bytes());
        let hash: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let name = here.file_name().map_or_else(|| "root".into(), |name| name.to_string_lossy());
        return PathBuf::from(format!("/var/lib/medical-crm/{name}-{hash}"));
    }
    here.join("data")
}

#[cfg(target_os = "linux")]
fn runs_as_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn runs_as_root() -> bool {
    false
}

#[cfg(unix)]
fn others_may_enter(directory: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    directory.ancestors().all(|part| fs::metadata(part).is_ok_and(|data| data.permissions().mode() & 0o001 != 0))
}

#[cfg(not(unix))]
fn others_may_enter(_directory: &Path) -> bool {
    true
}
