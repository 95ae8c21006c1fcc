//! The processes of a cluster: is PostgreSQL running on it, and what did a dead one leave behind?

use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use super::error::Error;
use super::layout::Layout;
use super::{socket, sys};

/// How long orphaned processes of a killed PostgreSQL get to end.
const ORPHANS_END: Duration = Duration::from_secs(10);

/// What PostgreSQL writes about itself into `postmaster.pid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postmaster {
    /// The process.
    pub(super) pid: u32,
    /// The port: a part of the socket's name.
    pub(super) port: u16,
    /// The directory of its socket.
    pub(super) socket_directory: PathBuf,
}

impl Postmaster {
    /// Reads the file; `None` when there is none or it is not complete yet.
    fn read(cluster: &Path) -> Option<Self> {
        Self::parse(&fs::read(file(cluster)).ok()?)
    }

    /// Lines: process id, data directory, start time, port, socket directory, …
    fn parse(content: &[u8]) -> Option<Self> {
        let mut lines = content.split(|&byte| byte == b'\n');
        let mut number = |index| std::str::from_utf8(lines.nth(index)?).ok()?.trim().parse().ok();
        let pid = number(0)?;
        let port = number(2).and_then(|port: u32| u16::try_from(port).ok())?;
        let directory = lines.next().filter(|line| !line.is_empty())?;
        Some(Self { pid, port, socket_directory: std::ffi::OsString::from_vec(directory.to_vec()).into() })
    }

    /// The PostgreSQL that is running on this cluster, as far as its file says.
    pub(super) fn running(layout: &Layout) -> Option<Self> {
        let cluster = layout.cluster();
        Self::read(&cluster).filter(|postmaster| works_on(postmaster.pid, &cluster))
    }

    /// Whether it is still there.
    pub(super) fn is_alive(&self, cluster: &Path) -> bool {
        works_on(self.pid, cluster)
    }
}

/// Clears what a dead PostgreSQL left, so that a new one can start. The caller holds the owner's lock and found no
/// running PostgreSQL.
///
/// The files of a dead one may name a process that exists: a zombie that nobody has reaped, or somebody else who got
/// the same number. PostgreSQL then refuses to start, so the files are removed here; but never while a process of the
/// cluster lives, because the files are what keeps two PostgreSQLs from writing to one cluster.
pub(super) fn clear_remains(layout: &Layout, socket_directory: &Path) -> Result<(), Error> {
    let cluster = layout.cluster();
    let mut remains = vec![file(&cluster)];
    remains.extend(socket::files(socket_directory));
    remains.retain(|path| path.exists());
    if remains.is_empty() {
        return Ok(());
    }
    let deadline = Instant::now() + ORPHANS_END;
    loop {
        let pids = processes(&cluster);
        if pids.is_empty() {
            break;
        }
        if Instant::now() > deadline {
            return Err(Error::Unresponsive { directory: cluster, log: layout.log(), pids });
        }
        thread::sleep(Duration::from_millis(50));
    }
    for path in remains {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::file("removing", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn file(cluster: &Path) -> PathBuf {
    cluster.join("postmaster.pid")
}

/// All processes that work on the cluster: the postmaster and its children have it as working directory.
#[cfg(target_os = "linux")]
fn processes(cluster: &Path) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| works_on(*pid, cluster))
        .collect()
}

/// Whether a process works on the cluster. A zombie works on nothing.
#[cfg(target_os = "linux")]
fn works_on(pid: u32, cluster: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // An initdb of the cluster's parent, or a shell in the directory, is no PostgreSQL.
    let is_postgres = fs::read_to_string(format!("/proc/{pid}/comm"))
        .is_ok_and(|name| name.starts_with("postgres") || name.starts_with("postmaster"));
    let identity = |path: &Path| {
        let metadata = fs::metadata(path).ok()?;
        Some((metadata.dev(), metadata.ino()))
    };
    let directory = identity(Path::new(&format!("/proc/{pid}/cwd")));
    is_postgres && sys::exists(pid) && directory.is_some() && directory == identity(cluster)
}

/// All processes that are known to work on the cluster: without /proc only the postmaster can be found.
#[cfg(not(target_os = "linux"))]
fn processes(cluster: &Path) -> Vec<u32> {
    Postmaster::read(cluster)
        .map(|postmaster| postmaster.pid)
        .filter(|pid| works_on(*pid, cluster))
        .into_iter()
        .collect()
}

/// Whether a process is a PostgreSQL; without /proc its directory cannot be asked for.
#[cfg(not(target_os = "linux"))]
fn works_on(pid: u32, _cluster: &Path) -> bool {
    sys::exists(pid)
        && std::process::Command::new("ps")
            .args(["-o", "stat=", "-o", "comm=", "-p", &pid.to_string()])
            .output()
            .is_ok_and(|output| {
                let line = String::from_utf8_lossy(&output.stdout);
                line.contains("postgres") && !line.trim_start().starts_with('Z')
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_file_of_a_postmaster() {
        let content = b"4711\n/data/cluster\n1764000000\n5432\n/data/a b\n\n 1234 5\nready   \n";
        let postmaster = Postmaster::parse(content).unwrap();
        assert_eq!(postmaster.pid, 4711);
        assert_eq!(postmaster.port, 5432);
        assert_eq!(postmaster.socket_directory, Path::new("/data/a b"));
    }

    #[test]
    fn takes_an_incomplete_file_for_none() {
        assert_eq!(Postmaster::parse(b""), None);
        assert_eq!(Postmaster::parse(b"4711\n/data/cluster\n"), None);
        assert_eq!(Postmaster::parse(b"4711\n/data/cluster\n1764000000\n5432\n"), None);
    }
}
