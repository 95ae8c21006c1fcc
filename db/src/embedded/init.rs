//! Making the cluster.
//!
//! It is made under another name and renamed when complete: an interrupted attempt leaves no half cluster.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::Stdio;

use super::binaries::Binaries;
use super::error::Error;
use super::layout::Layout;
use super::settings;
use super::sys::{self, Signal};
use super::user::RunUser;

/// What the new directory is called until it is complete.
const UNFINISHED: &str = "cluster.new";

/// The locale is the same on every machine, so that sorting and matching are too; French order comes from ICU
/// collations. The second choice is for systems without `C.UTF-8`.
const LOCALES: [&[&str]; 2] = [&["--locale=C.UTF-8"], &["--locale=C", "--lc-ctype=en_US.UTF-8"]];

/// Makes the cluster. The caller holds the owner's lock.
pub(super) fn create(layout: &Layout, binaries: &Binaries, user: &RunUser, durable: bool) -> Result<(), Error> {
    if !user.has_name() {
        return Err(Error::NamelessUser { uid: user.uid });
    }
    remove_unfinished(layout);
    let directory = layout.root.join(format!("{UNFINISHED}-{}", std::process::id()));
    let made = fill(layout, &directory, binaries, user, durable).and_then(|()| {
        let cluster = layout.cluster();
        fs::rename(&directory, &cluster).map_err(Error::file("renaming", &directory))?;
        File::open(&layout.root).and_then(|parent| parent.sync_all()).map_err(Error::file("writing", &layout.root))
    });
    if made.is_err() {
        remove_unfinished(layout);
    }
    made
}

fn fill(layout: &Layout, directory: &Path, binaries: &Binaries, user: &RunUser, durable: bool) -> Result<(), Error> {
    let mut output = String::new();
    for locale in LOCALES {
        DirBuilder::new().mode(0o700).create(directory).map_err(Error::file("making", directory))?;
        user.give(directory)?;
        let mut command = user.command(binaries.program("initdb"));
        command
            .arg("--pgdata")
            .arg(directory)
            .args(locale)
            .args(["--encoding=UTF8", "--lc-messages=C", "--auth=trust"])
            .args(["--username", settings::USER])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if !durable {
            command.arg("--no-sync");
        }
        sys::close_inherited_files(&mut command);
        sys::signal_when_parent_dies(&mut command, Signal::Interrupt);
        let result = command.output().map_err(Error::file("running", &binaries.program("initdb")))?;
        if result.status.success() {
            return configure(directory);
        }
        output = String::from_utf8_lossy(&result.stderr).trim().to_owned();
        if output.contains("No space left on device") {
            return Err(Error::NoSpace { directory: layout.root.clone() });
        }
        if !output.contains("locale") {
            break;
        }
        remove_unfinished(layout);
    }
    Err(Error::InitFailed { directory: layout.cluster(), output })
}

fn configure(directory: &Path) -> Result<(), Error> {
    let configuration = directory.join("postgresql.conf");
    append(&configuration, settings::DEFAULTS).map_err(Error::file("writing", &configuration))?;
    let access = directory.join("pg_hba.conf");
    overwrite(&access, settings::ACCESS).map_err(Error::file("writing", &access))
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Keeps the owner and the mode of the file.
fn overwrite(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).truncate(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Removes what an interrupted attempt left. What cannot be removed is in nobody's way.
fn remove_unfinished(layout: &Layout) {
    let Ok(entries) = fs::read_dir(&layout.root) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes())
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(path = %entry.path().display(), %error, "an unfinished cluster stays behind");
        }
    }
}
