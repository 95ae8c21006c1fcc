//! What the tests of feature `full-tests` need, and how they are told where it is.
//!
//! | variable | names |
//! |---|---|
//! | `TEST_NODE_DIR` | the folder with `node_modules`: axe-core, graphql-http, graphql-inspector |
//! | `TEST_CHROMIUM`, `TEST_CHROMEDRIVER` | programs |
//! | `TEST_PYTHON_BIN` | the folder of programs of a Python environment: `schemathesis`, `python` with `factur-x` |
//! | `TEST_QPDF` | a program |

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::system::{self, Packages};
use crate::{npm, process, web, workspace};

/// Finds or installs everything and returns the variables to set.
///
/// # Errors
/// When something is missing that cannot be installed, with the line to type.
pub(crate) fn prepare() -> Result<Vec<(&'static str, PathBuf)>> {
    program(&["node"], &Packages { what: "Node.js", apt: "nodejs", dnf: "nodejs", brew: "node" })?;
    program(&["npm"], &Packages { what: "npm", apt: "npm", dnf: "npm", brew: "node" })?;
    let mut variables = browser()?;
    let qpdf = program(&["qpdf"], &Packages { what: "qpdf", apt: "qpdf", dnf: "qpdf", brew: "qpdf" })?;
    variables.extend([
        ("TEST_NODE_DIR", npm::install(npm::Packages::All)?),
        ("TEST_PYTHON_BIN", python()?),
        ("TEST_QPDF", qpdf),
    ]);
    Ok(variables)
}

/// Finds or installs the browser and its driver and returns the variables to set.
///
/// # Errors
/// When one is missing and cannot be installed, with the line to type.
pub(crate) fn browser() -> Result<Vec<(&'static str, PathBuf)>> {
    let chromium = program(
        &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        &Packages { what: "Chromium", apt: "chromium", dnf: "chromium", brew: "--cask chromium" },
    )?;
    let driver = program(
        &["chromedriver"],
        &Packages { what: "ChromeDriver", apt: "chromium-driver", dnf: "chromedriver", brew: "--cask chromedriver" },
    )?;
    Ok(vec![("TEST_CHROMIUM", chromium), ("TEST_CHROMEDRIVER", driver)])
}

fn program(names: &[&str], packages: &Packages<'_>) -> Result<PathBuf> {
    let find = || names.iter().find_map(|name| process::find(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    if system::can_install() {
        system::install(packages.what, &[packages.apt])?;
    }
    find().with_context(|| {
        let line = system::install_line(packages);
        format!(
            "{} is needed by the full tests: {line}; or leave them out with `cargo xtask test --fast`",
            packages.what
        )
    })
}

/// A Python environment under `target/` with the packages of `xtask/requirements.txt`.
fn python() -> Result<PathBuf> {
    let folder = workspace::target().join("python");
    let programs = folder.join("bin");
    let list = workspace::path("xtask/requirements.txt");
    let wanted = web::hash([fs::read(&list).context("xtask/requirements.txt")?.as_slice()]);
    let note = folder.join("installed");
    if fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    let packages = Packages { what: "Python", apt: "python3-venv", dnf: "python3", brew: "python" };
    program(&["python3"], &packages)?;
    step("Python: installing the pinned packages of xtask/requirements.txt");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let create = || process::output(Command::new("python3").args(["-m", "venv"]).arg(&folder));
    if create().is_err() {
        // Debian keeps the module apart from the language.
        if system::can_install() {
            system::install(packages.what, &[packages.apt])?;
        }
        if let Err(reason) = create() {
            bail!("Python cannot make an environment: {}: {reason:#}", system::install_line(&packages));
        }
    }
    let mut pip = Command::new(programs.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
    process::output(pip.arg(&list))?;
    fs::write(note, wanted)?;
    Ok(programs)
}
