//! What may be installed on this machine, and how: Debian's packages when we are root, else the line to type.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::Result;

use crate::process;
use crate::progress::step;

/// The package names of one need, by package manager.
pub(crate) struct Packages<'a> {
    /// What they are for, in a sentence: "PostgreSQL", "Chromium for the browser tests".
    pub(crate) what: &'a str,
    /// Debian, Ubuntu.
    pub(crate) apt: &'a str,
    /// Fedora, RHEL.
    pub(crate) dnf: &'a str,
    /// macOS.
    pub(crate) brew: &'a str,
}

/// Are we root?
pub(crate) fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// May packages be installed without asking: Debian or a relative of it, as root.
pub(crate) fn can_install() -> bool {
    Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some() && is_root()
}

/// Refreshes the list of Debian's packages, once a run.
///
/// # Errors
/// When apt-get fails.
pub(crate) fn refresh_package_lists() -> Result<()> {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.get().is_none() {
        process::run(apt().args(["update", "-qq"]))?;
        DONE.get_or_init(|| ());
    }
    Ok(())
}

/// Installs Debian packages. Call it only where [`can_install`].
///
/// # Errors
/// When apt-get fails.
pub(crate) fn install(what: &str, names: &[&str]) -> Result<()> {
    step(format!("{what}: installing with apt-get install {}", names.join(" ")));
    refresh_package_lists()?;
    process::run(apt().args(["install", "-qq", "-y", "--no-install-recommends"]).args(names))
}

/// The command that a person types to install something, for the machine at hand.
pub(crate) fn install_line(packages: &Packages<'_>) -> String {
    let Packages { what, apt, dnf, brew } = packages;
    if process::find("apt-get").is_some() {
        format!("install {what} with: sudo apt-get install -y {apt}")
    } else if process::find("dnf").is_some() {
        format!("install {what} with: sudo dnf install -y {dnf}")
    } else if process::find("brew").is_some() {
        format!("install {what} with: brew install {brew}")
    } else {
        format!("install {what} (Debian: apt-get install {apt}; Fedora: dnf install {dnf}; macOS: brew install {brew})")
    }
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]);
    command
}
