//! Data directories, users and SQL for the tests.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use db::embedded::{Options, Postgres};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// The user `nobody`, who stands for an ordinary user.
pub(crate) const NOBODY: u32 = 65534;

/// Whether the tests run as root, who can play every user.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// The users that a case is shown for: `None` is the one who runs the tests.
pub(crate) fn users() -> Vec<Option<u32>> {
    if is_root() { vec![None, Some(NOBODY)] } else { vec![None] }
}

/// A directory that everybody can enter and that goes with the value.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        Self::belonging_to(None)
    }

    /// One that an ordinary user can write to.
    pub(crate) fn belonging_to(user: Option<u32>) -> Self {
        let directory = tempfile::Builder::new().prefix("crm-").tempdir_in(fastest_place()).unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
        chown(directory.path(), user, user).unwrap();
        Self(directory)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A data directory inside, not made yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }
}

/// A place that everybody can enter: in memory where there is a gigabyte, because disks are slow to make databases.
fn fastest_place() -> &'static str {
    let memory = "/dev/shm";
    let output = Command::new("df").args(["-Pk", memory]).output().unwrap();
    let available = String::from_utf8_lossy(&output.stdout)
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3)?.parse().ok())
        .unwrap_or(0);
    if available > 1_048_576 { memory } else { "/tmp" }
}

/// Options for data that may be thrown away: the cluster is made faster.
pub(crate) fn quick(data_dir: impl Into<PathBuf>) -> Options {
    Options { durable: false, ..Options::new(data_dir) }
}

/// Starts one in this process.
pub(crate) fn start(data_dir: impl Into<PathBuf>) -> Postgres {
    Postgres::start(&quick(data_dir)).unwrap()
}

/// Runs statements and returns the first column of the last row.
pub(crate) fn sql(url: &str, statements: &str) -> String {
    try_sql(url, statements).unwrap()
}

pub(crate) fn try_sql(url: &str, statements: &str) -> Result<String, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let driver = tokio::spawn(connection);
        let messages = client.simple_query(statements).await?;
        drop(client);
        let _ = driver.await;
        let cells = messages.iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        Ok(cells.last().unwrap_or_default().to_owned())
    })
}

/// A table with one row, to be found again.
pub(crate) fn keep_a_row(url: &str) {
    sql(url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')");
}

pub(crate) fn assert_row_is_kept(url: &str) {
    assert_eq!(sql(url, "SELECT word FROM kept"), "still here");
}

/// The process id of the PostgreSQL on a data directory.
pub(crate) fn postmaster(data_dir: &Path) -> Option<u32> {
    let content = fs::read_to_string(data_dir.join("cluster/postmaster.pid")).ok()?;
    content.lines().next()?.parse().ok()
}

/// Waits until something holds.
pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < deadline, "not within 20 s: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Whether a process runs: it exists and is no zombie.
pub(crate) fn runs(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| stat.rsplit(") ").next().is_some_and(|rest| !rest.starts_with('Z')))
}

/// Sends SIGKILL.
pub(crate) fn kill(pid: u32) {
    signal("KILL", pid);
}

pub(crate) fn signal(name: &str, pid: u32) {
    let status = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status();
    assert!(status.unwrap().success());
}
