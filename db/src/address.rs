//! The address of a database: a `postgresql://` URL, split into what the driver takes and what TLS takes.

use std::fmt;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::pool::Error;
use crate::tls::{Connector, Trust};

/// Where a database is and how to reach it.
#[derive(Clone)]
pub(crate) struct Address {
    config: Config,
    tls: Option<Connector>,
}

impl Address {
    /// Reads a URL such as `postgresql://user:password@host:5432/database?sslmode=verify-full` or, through a unix
    /// socket, `postgresql:///database?host=/directory&user=name`. The meaning of `sslmode` and `sslrootcert` is
    /// libpq's.
    pub(crate) fn parse(url: &str) -> Result<Self, Error> {
        if !url.starts_with("postgresql://") && !url.starts_with("postgres://") {
            return Err(Error::BadUrl(
                "the address of the database must look like \
                 postgresql://user:password@host:5432/database"
                    .to_owned(),
            ));
        }
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let mut mode = "prefer";
        let mut root_certificate = None;
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = value,
                Some(("sslrootcert", value)) => root_certificate = Some(decode(value)?),
                _ => rest.push(pair),
            }
        }
        let mut config: Config =
            format!("{base}?{}", rest.join("&")).parse().map_err(|error| Error::BadUrl(bad_url(&error)))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(Error::BadUrl("the address of the database names no host".to_owned()));
        }
        let over_network = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_)));
        // As in libpq, unix sockets are never encrypted: nothing leaves the machine.
        let trust =
            if over_network { Trust::of(mode, root_certificate.as_deref()).map_err(Error::BadUrl)? } else { None };
        config.ssl_mode(match (&trust, mode) {
            (None, _) => SslMode::Disable,
            (Some(_), "allow" | "prefer") => SslMode::Prefer,
            (Some(_), _) => SslMode::Require,
        });
        if config.get_application_name().is_none() {
            config.application_name("medical-crm");
        }
        // A peer that vanished without a word is given up after a minute, not after the two hours of the system.
        config.keepalives_idle(Duration::from_secs(30));
        config.tcp_user_timeout(Duration::from_secs(60));
        let tls = trust.map(|trust| Connector::new(&trust)).transpose().map_err(Error::BadUrl)?;
        Ok(Self { config, tls })
    }

    /// The driver's configuration.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// The maker of encrypted connections, where the address asks for any.
    pub(crate) fn connector(&self) -> Option<Connector> {
        self.tls.clone()
    }
}

/// Names the database for people: never the user's password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.config.get_dbname().unwrap_or("postgres");
        write!(f, "the database \"{name}\" at ")?;
        let ports = self.config.get_ports();
        for (index, host) in self.config.get_hosts().iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            match host {
                Host::Tcp(host) => {
                    let port = ports.get(index).or(ports.first()).unwrap_or(&5432);
                    write!(f, "{host}:{port}")?;
                }
                Host::Unix(directory) => write!(f, "{}", directory.display())?,
            }
        }
        Ok(())
    }
}

/// The same address as the environment variables that PostgreSQL's own programs read.
///
/// # Errors
/// [`Error::BadUrl`], as [`Address::parse`].
pub(crate) fn libpq_environment(url: &str) -> Result<Vec<(&'static str, String)>, Error> {
    let address = Address::parse(url)?;
    let config = address.config();
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .map(|host| match host {
            Host::Tcp(host) => host.clone(),
            Host::Unix(directory) => directory.to_string_lossy().into_owned(),
        })
        .collect();
    let ports: Vec<String> = config.get_ports().iter().map(ToString::to_string).collect();
    let mut variables = vec![("PGHOST", hosts.join(",")), ("PGPORT", ports.join(","))];
    variables.extend(config.get_user().map(|user| ("PGUSER", user.to_owned())));
    variables.extend(config.get_password().map(|bytes| ("PGPASSWORD", String::from_utf8_lossy(bytes).into_owned())));
    variables.extend(config.get_dbname().map(|name| ("PGDATABASE", name.to_owned())));
    variables.extend(config.get_options().map(|options| ("PGOPTIONS", options.to_owned())));
    for pair in url.split_once('?').map_or("", |(_, query)| query).split('&') {
        match pair.split_once('=') {
            Some(("sslmode", value)) => variables.push(("PGSSLMODE", value.to_owned())),
            Some(("sslrootcert", value)) => variables.push(("PGSSLROOTCERT", decode(value)?)),
            _ => {}
        }
    }
    variables.retain(|(_, value)| !value.is_empty());
    Ok(variables)
}

fn bad_url(error: &tokio_postgres::Error) -> String {
    let cause = std::error::Error::source(error).map_or_else(String::new, |cause| format!(": {cause}"));
    format!("the address of the database is no valid PostgreSQL URL{cause}")
}

/// Undoes percent-encoding.
fn decode(value: &str) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes)
        .map_err(|_| Error::BadUrl("the address of the database holds a value that is no UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        match Address::parse(url) {
            Ok(address) => panic!("accepted as {address}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn names_the_database_without_the_password() {
        let address = Address::parse("postgresql://crm:s3cret@db.example:6432/firm").unwrap();
        assert_eq!(address.to_string(), "the database \"firm\" at db.example:6432");
    }

    #[test]
    fn reads_the_directory_of_a_socket() {
        let address = Address::parse("postgresql:///firm?host=%2Ftmp%2Fa%20b%27%C3%A9&user=crm").unwrap();
        assert_eq!(address.to_string(), "the database \"firm\" at /tmp/a b'é");
        assert!(address.connector().is_none());
    }

    #[test]
    fn tells_the_programs_of_postgresql() {
        let url = "postgresql://crm:s%40fe@db.example:6432/firm?sslmode=require";
        let expected = [
            ("PGHOST", "db.example"),
            ("PGPORT", "6432"),
            ("PGUSER", "crm"),
            ("PGPASSWORD", "s@fe"),
            ("PGDATABASE", "firm"),
            ("PGSSLMODE", "require"),
        ];
        assert_eq!(libpq_environment(url).unwrap(), expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn encrypts_as_asked() {
        let plain = Address::parse("postgresql://h/firm?sslmode=disable").unwrap();
        assert!(plain.connector().is_none());
        for mode in ["require", "verify-ca", "verify-full"] {
            let url = format!("postgresql://h/firm?sslmode={mode}");
            let address = Address::parse(&url).unwrap();
            assert!(address.connector().is_some(), "{mode}");
            assert_eq!(address.config().get_ssl_mode(), SslMode::Require, "{mode}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        assert!(refusal("mysql://h/firm").contains("postgresql://user:password@host"));
        assert!(refusal("postgresql://h:x/firm").contains("no valid PostgreSQL URL"));
        assert!(refusal("postgresql:///firm").contains("names no host"));
        assert!(refusal("postgresql://h/firm?sslmode=maybe").contains("sslmode"));
        assert!(refusal("postgresql://h/firm?sslmode=verify-full&sslrootcert=/no/such").contains("/no/such"));
    }
}
