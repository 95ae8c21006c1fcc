//! Packages of npm: files that the server ships, and programs that its tests run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::workspace;
use crate::{process, web};

/// Which of the packages in `web/npm/package.json`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packages {
    /// Those whose files the server ships.
    Shipped,
    /// The tests' too.
    All,
}

/// The folder that the packages are installed in (it holds `node_modules`).
pub(crate) fn folder() -> PathBuf {
    workspace::target().join("npm")
}

/// Installs the packages as the lock file says, unless they are there already.
///
/// # Errors
/// When npm is missing or fails, in one sentence.
pub(crate) fn install(packages: Packages) -> Result<PathBuf> {
    let source = workspace::path("web/npm");
    let folder = folder();
    let lock = fs::read(source.join("package-lock.json")).context("web/npm/package-lock.json")?;
    let installed = Installed { lock: web::hash([lock.as_slice()]), folder: &folder };
    if installed.covers(packages) {
        return Ok(folder);
    }
    if process::find("npm").is_none() {
        bail!("npm is not installed (it comes with Node.js; Debian: sudo apt-get install npm)");
    }
    step("npm: installing the pinned packages");
    fs::create_dir_all(&folder)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(source.join(file), folder.join(file)).with_context(|| format!("web/npm/{file}"))?;
    }
    let mut npm = Command::new("npm");
    npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    if packages == Packages::Shipped {
        npm.arg("--omit=dev");
    }
    process::output(&mut npm).context("npm could not fetch its packages")?;
    installed.note(packages)?;
    Ok(folder)
}

/// The note beside `node_modules` that tells what was installed.
struct Installed<'a> {
    lock: String,
    folder: &'a Path,
}

impl Installed<'_> {
    fn covers(&self, wanted: Packages) -> bool {
        let note = fs::read_to_string(self.folder.join("installed")).unwrap_or_default();
        note == self.text(Packages::All) || note == self.text(wanted)
    }

    fn note(&self, packages: Packages) -> Result<()> {
        Ok(fs::write(self.folder.join("installed"), self.text(packages))?)
    }

    fn text(&self, packages: Packages) -> String {
        let which = match packages {
            Packages::Shipped => "shipped",
            Packages::All => "all",
        };
        format!("{which} {}", self.lock)
    }
}
