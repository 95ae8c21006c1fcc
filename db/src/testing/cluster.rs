//! The cluster that holds the test databases.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::embedded::{self, Options, Postgres};

/// Names another cluster than the embedded one.
const URL_VARIABLE: &str = "TEST_DATABASE_URL";

/// The URL of a database from which others can be made. Starts the cluster if it is not running; blocks meanwhile.
pub(super) fn admin_url() -> Result<String, embedded::Error> {
    if let Ok(url) = env::var(URL_VARIABLE)
        && !url.is_empty()
    {
        return Ok(url);
    }
    // Root's target directory may be closed to the user who runs PostgreSQL.
    match start(&in_target_directory()) {
        Err(embedded::Error::NotReachable { .. }) => start(&in_temporary_directory()),
        result => result,
    }
}

/// Stops the embedded cluster of this workspace's tests; true when one was running.
///
/// # Errors
/// When it does not stop.
pub fn stop_cluster() -> Result<bool, embedded::Error> {
    let first = embedded::stop_detached(in_target_directory())?;
    let second = embedded::stop_detached(in_temporary_directory())?;
    Ok(first || second)
}

fn start(directory: &Path) -> Result<String, embedded::Error> {
    let settings = [
        // Many tests run at once, each with a pool.
        ("max_connections", "400"),
        // Templates must have no visitors, and nothing lives long enough to need cleaning.
        ("autovacuum", "off"),
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("max_wal_size", "4GB"),
        ("checkpoint_timeout", "1h"),
    ];
    let options = Options {
        bin_dir: env::var_os("PG_BIN_DIR").map(PathBuf::from),
        database: "postgres".to_owned(),
        durable: false,
        detached: true,
        settings: settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        ..Options::new(directory)
    };
    Postgres::start(&options).map(|postgres| postgres.url().to_owned())
}

fn in_target_directory() -> PathBuf {
    target_directory().join("test-postgres")
}

fn in_temporary_directory() -> PathBuf {
    let mut hasher = DefaultHasher::new();
    target_directory().hash(&mut hasher);
    env::temp_dir().join(format!("medical-crm-tests-{:016x}", hasher.finish()))
}

/// Cargo's target directory, which this very program lies in. Cargo marks it as a cache.
fn target_directory() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    program
        .ancestors()
        .find(|directory| directory.join("CACHEDIR.TAG").is_file())
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target"), Path::to_owned)
}

/// The same cluster, another database.
pub(super) fn with_database(url: &str, database: &str) -> String {
    let (base, query) = match url.split_once('?') {
        Some((base, query)) => (base, format!("?{query}")),
        None => (url, String::new()),
    };
    let (scheme, rest) = base.split_once("://").unwrap_or(("postgresql", base));
    let authority = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{authority}/{database}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_the_database_in_a_url() {
        for (url, expected) in [
            ("postgresql:///postgres?host=%2Ftmp", "postgresql:///t1?host=%2Ftmp"),
            ("postgres://u:p@h:5433/a?sslmode=disable", "postgres://u:p@h:5433/t1?sslmode=disable"),
            ("postgres://u@h", "postgres://u@h/t1"),
        ] {
            assert_eq!(with_database(url, "t1"), expected);
        }
    }
}
