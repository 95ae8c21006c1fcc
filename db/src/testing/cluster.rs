//! The cluster that holds the test databases.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::embedded::{self, Options, Postgres};

/// Names another cluster than the embedded one.
const URL_VARIABLE: &str = "TEST_DATABASE_URL";

/// The file system in memory of Linux.
const MEMORY: &str = "/dev/shm";

/// What must be free there, in KiB: tests need a tenth of it, others the rest.
const MEMORY_NEEDED: u64 = 2 * 1024 * 1024;

/// The URL of a database from which others can be made. Starts the cluster if it is not running; blocks meanwhile.
pub(super) fn admin_url() -> Result<String, embedded::Error> {
    if let Ok(url) = env::var(URL_VARIABLE)
        && !url.is_empty()
    {
        return Ok(url);
    }
    let in_memory = in_shared_place(Path::new(MEMORY));
    if in_memory.join("cluster").exists() || is_there_memory() {
        return start(&in_memory);
    }
    // Root's target directory may be closed to the user who runs PostgreSQL.
    match start(&in_target_directory()) {
        Err(embedded::Error::NotReachable { .. }) => start(&in_shared_place(&env::temp_dir())),
        result => result,
    }
}

/// Stops the embedded cluster of this workspace's tests, and gives its memory back; true when one was running.
///
/// # Errors
/// When it does not stop.
pub fn stop_cluster() -> Result<bool, embedded::Error> {
    let in_memory = in_shared_place(Path::new(MEMORY));
    let mut was_running = false;
    for directory in [in_memory.clone(), in_target_directory(), in_shared_place(&env::temp_dir())] {
        was_running |= embedded::stop_detached(directory)?;
    }
    if in_memory.exists()
        && let Err(error) = std::fs::remove_dir_all(&in_memory)
    {
        tracing::warn!(%error, "the test cluster stays in memory");
    }
    Ok(was_running)
}

/// A cluster on disk takes many times longer to clone a database: each has hundreds of files.
fn is_there_memory() -> bool {
    let Ok(output) = Command::new("df").args(["-Pk", MEMORY]).stderr(Stdio::null()).output() else {
        return false;
    };
    // Second line: file system, size, used, available, …
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok())
        .is_some_and(|available| available >= MEMORY_NEEDED)
}

fn start(directory: &Path) -> Result<String, embedded::Error> {
    let settings = [
        // Many tests run at once, each with a pool.
        ("max_connections", "400"),
        // Templates must have no visitors, and nothing lives long enough to need cleaning.
        ("autovacuum", "off"),
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("max_wal_size", "512MB"),
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

fn in_shared_place(parent: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    target_directory().hash(&mut hasher);
    parent.join(format!("medical-crm-tests-{:016x}", hasher.finish()))
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
