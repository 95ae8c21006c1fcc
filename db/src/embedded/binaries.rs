//! Finding the programs of PostgreSQL on this machine.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::error::Error;
use super::user::RunUser;

/// The oldest major version that is supported.
pub(super) const MINIMUM: u32 = 15;

/// The programs of one PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binaries {
    directory: PathBuf,
    /// The major version.
    pub(super) version: u32,
}

impl Binaries {
    /// Finds the programs: in the directory that was named, else in PATH, by `pg_config`, or where the systems and
    /// their packagers put them. A cluster that exists must be run by the version that made it: that one is preferred.
    pub(super) fn find(named: Option<&Path>, cluster: Option<(&Path, u32)>, user: &RunUser) -> Result<Self, Error> {
        let wanted = cluster.map(|(_, version)| version);
        let found = match named {
            Some(directory) => vec![Self::probe(directory, user).map_err(|reason| Error::UnusablePrograms {
                bin_dir: directory.to_owned(),
                user: user.name(),
                reason,
            })?],
            None => usable(candidates(), wanted, user),
        };
        let suits = |binaries: &&Self| match wanted {
            Some(version) => binaries.version == version,
            None => binaries.version >= MINIMUM,
        };
        if let Some(binaries) = found.iter().find(suits) {
            return Ok(binaries.clone());
        }
        let Some(best) = found.into_iter().max_by_key(|binaries| binaries.version) else {
            return Err(Error::NotInstalled { install: install_command(wanted) });
        };
        Err(match cluster {
            Some((directory, version)) => Error::OtherVersion {
                directory: directory.to_owned(),
                cluster: version,
                bin_dir: best.directory,
                programs: best.version,
                install: install_command(Some(version)),
            },
            None => Error::TooOld { bin_dir: best.directory, version: best.version, install: install_command(None) },
        })
    }

    /// The path of a program.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Asks the programs in a directory for their version, as the user who will run them. The error is the reason.
    fn probe(directory: &Path, user: &RunUser) -> Result<Self, String> {
        let mut version = 0;
        for program in ["initdb", "postgres"] {
            let output = user
                .command(directory.join(program))
                .arg("--version")
                .stderr(Stdio::piped())
                .output()
                .map_err(|error| format!("{program}: {error}"))?;
            let text = String::from_utf8_lossy(&output.stdout);
            version = major_version(&text).ok_or_else(|| {
                let said = String::from_utf8_lossy(&output.stderr);
                format!("{program} --version says {:?}", format!("{text}{said}").trim())
            })?;
        }
        Ok(Self { directory: directory.to_owned(), version })
    }
}

/// The usable ones, in order, until one suits.
fn usable(candidates: Vec<PathBuf>, wanted: Option<u32>, user: &RunUser) -> Vec<Binaries> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for directory in candidates {
        let complete = ["postgres", "initdb"].iter().all(|program| directory.join(program).is_file());
        if !complete || !seen.insert(directory.clone()) {
            continue;
        }
        let Ok(binaries) = Binaries::probe(&directory, user) else {
            continue;
        };
        let suits = wanted.map_or(binaries.version >= MINIMUM, |version| binaries.version == version);
        found.push(binaries);
        if suits {
            break;
        }
    }
    found
}

/// Where the programs may be, best first.
pub(super) fn candidates() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut directories: Vec<PathBuf> = env::split_paths(&path).filter(|directory| directory.is_absolute()).collect();
    directories.extend(pg_config());
    for (parent, prefix, suffix) in [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/opt/homebrew/opt", "postgresql", "bin"),
        ("/usr/local/opt", "postgresql", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
        ("/usr/libexec", "postgresql", ""),
        ("/usr/local/pgsql", "bin", ""),
    ] {
        directories.extend(newest_first(Path::new(parent), prefix, suffix));
    }
    directories
}

/// The directory that the program `pg_config` names.
fn pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let directory = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    directory.is_absolute().then_some(directory)
}

/// The directories `parent/prefix*/suffix`, the one with the greatest number in its name first.
fn newest_first(parent: &Path, prefix: &str, suffix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let rest = name.strip_prefix(prefix)?;
            let digits = rest.trim_start_matches(['@', '-']);
            let number = digits.split('.').next()?.parse().unwrap_or(0);
            Some((number, entry.path().join(suffix)))
        })
        .collect();
    versions.sort_by(|left, right| right.cmp(left));
    versions.into_iter().map(|(_, directory)| directory).collect()
}

/// The major version in an answer such as `postgres (PostgreSQL) 15.14 (Debian 15.14-0)`.
fn major_version(answer: &str) -> Option<u32> {
    let after = answer.split("(PostgreSQL)").nth(1)?.trim_start();
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The command that installs PostgreSQL on this system, a given version where one is wanted.
fn install_command(version: Option<u32>) -> String {
    let exists = |path: &str| Path::new(path).exists();
    let version = |before: &str| version.map_or_else(String::new, |number| format!("{before}{number}"));
    if cfg!(target_os = "macos") {
        let number = version("@");
        return format!("brew install postgresql{}", if number.is_empty() { "@17" } else { &number });
    }
    let sudo = if super::sys::current_user() == 0 { "" } else { "sudo " };
    if exists("/usr/bin/apt-get") {
        format!("{sudo}apt-get install -y postgresql{}", version("-"))
    } else if exists("/usr/bin/dnf") {
        format!("{sudo}dnf install -y postgresql{0}-server postgresql{0}-contrib", version(""))
    } else if exists("/sbin/apk") {
        format!("{sudo}apk add postgresql{0} postgresql{0}-contrib", version(""))
    } else if exists("/usr/bin/zypper") {
        format!("{sudo}zypper install -y postgresql{0}-server postgresql{0}-contrib", version(""))
    } else if exists("/usr/bin/pacman") {
        format!("{sudo}pacman -S postgresql")
    } else {
        format!("{sudo}apt-get install -y postgresql{}", version("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        let answer = "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n";
        assert_eq!(major_version(answer), Some(15));
        assert_eq!(major_version("initdb (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_version("command not found"), None);
    }

    #[test]
    fn puts_the_newest_first() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["postgresql@9.6", "postgresql@16", "postgresql", "postgresql@17", "redis"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let found = newest_first(parent.path(), "postgresql", "bin");
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(parent.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["postgresql@17/bin", "postgresql@16/bin", "postgresql@9.6/bin", "postgresql/bin"]);
    }
}
