//! A PostgreSQL with a streaming replica, both private and on unix sockets.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use db::embedded::{Options, Postgres};
use diesel_async::SimpleAsyncConnection;

/// Both, for as long as the value lives.
pub struct Pair {
    directory: PathBuf,
    primary: Option<Postgres>,
    standby: Option<Postgres>,
    /// Address of the primary.
    pub primary_url: String,
    /// Address of the replica.
    pub standby_url: String,
}

impl Pair {
    /// A migrated database and its replica.
    pub async fn start() -> Self {
        let directory = std::env::temp_dir().join(format!("medical-crm-replica-{}", uuid::Uuid::new_v4().simple()));
        let primary = start(options(&directory.join("primary"))).await;
        let primary_url = primary.url().to_owned();
        db::migrate::run(&primary_url).await.unwrap();
        let url = primary_url.clone();
        let (from, to) = (directory.join("primary/cluster"), directory.join("standby"));
        tokio::task::spawn_blocking(move || copy(&url, &from, &to)).await.unwrap();
        let standby = start(options(&directory.join("standby"))).await;
        let standby_url = standby.url().to_owned();
        Self { directory, primary: Some(primary), standby: Some(standby), primary_url, standby_url }
    }

    /// The replica goes away.
    pub async fn stop_standby(&mut self) {
        let standby = self.standby.take().unwrap();
        tokio::task::spawn_blocking(move || standby.stop()).await.unwrap();
    }

    /// The replica comes back.
    pub async fn start_standby(&mut self) {
        self.standby = Some(start(options(&self.directory.join("standby"))).await);
    }

    /// The replica follows no longer (it still answers).
    pub async fn pause(&self) {
        let mut standby = db::pool::establish(&self.standby_url).await.unwrap();
        standby.batch_execute("SELECT pg_wal_replay_pause()").await.unwrap();
        self.until("pg_get_wal_replay_pause_state() = 'paused'").await;
    }

    /// The replica follows again.
    pub async fn resume(&self) {
        let mut standby = db::pool::establish(&self.standby_url).await.unwrap();
        standby.batch_execute("SELECT pg_wal_replay_resume()").await.unwrap();
    }

    /// Waits until the replica has everything that the primary has.
    pub async fn follow(&self) {
        let mut primary = db::pool::establish(&self.primary_url).await.unwrap();
        let written = db::replication::written(&mut primary).await.unwrap();
        self.until(&format!("pg_last_wal_replay_lsn() >= '{written}'")).await;
    }

    /// Waits until something holds on the replica.
    async fn until(&self, condition: &str) {
        let mut standby = db::pool::establish(&self.standby_url).await.unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        let check = format!("DO $$ BEGIN IF ({condition}) IS NOT TRUE THEN RAISE EXCEPTION 'not yet'; END IF; END $$");
        while standby.batch_execute(&check).await.is_err() {
            assert!(Instant::now() < deadline, "{condition}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        drop(self.standby.take());
        drop(self.primary.take());
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn options(directory: &Path) -> Options {
    let mut options = Options::new(directory);
    options.bin_dir = std::env::var_os("PG_BIN_DIR").map(PathBuf::from);
    options.durable = false;
    options
}

async fn start(options: Options) -> Postgres {
    tokio::task::spawn_blocking(move || Postgres::start(&options).unwrap()).await.unwrap()
}

/// Copies the cluster `from` of the database at `url` into the data directory `to`, as a replica that follows it.
fn copy(url: &str, from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    let cluster = to.join("cluster");
    run(Command::new(program("pg_basebackup"))
        .args(["--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf", "--no-sync", "--dbname", url])
        .arg("--pgdata")
        .arg(&cluster));
    // Root copies what belongs to the user who runs PostgreSQL.
    run(Command::new("chown").arg("-R").arg(format!("--reference={}", from.display())).arg(to));
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A program of PostgreSQL, beside the server's.
fn program(name: &str) -> PathBuf {
    let mut directories: Vec<PathBuf> = std::env::var_os("PG_BIN_DIR").map(PathBuf::from).into_iter().collect();
    directories.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_unstable();
    directories.extend(versions.into_iter().rev().map(|(_, directory)| directory));
    directories
        .into_iter()
        .map(|directory| directory.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed; it comes with PostgreSQL's server or client package"))
}
