//! The whole company in one file, and back: `pg_dump` and `pg_restore` of the PostgreSQL that runs the database.
//!
//! A dump is consistent, whatever is written meanwhile. A restore is one transaction: it leaves either what was in the
//! file or what was there before.

mod contents;
mod error;
mod programs;
mod state;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::Stdio,
};

pub use error::Error;

use crate::{address, migrate};
use programs::Programs;

/// What a restore starts with: the schema `public` as a new database has it.
const EMPTY_SCHEMA: &str = "BEGIN;\nSET lock_timeout = '20s';\nDROP SCHEMA public CASCADE;\n\
     CREATE SCHEMA public AUTHORIZATION pg_database_owner;\nGRANT USAGE ON SCHEMA public TO PUBLIC;\n";

/// Writes a dump of the database at `url` to `target`, readable by its owner alone. The file appears when it is
/// complete. `bin_dir` names the programs of PostgreSQL; searched for when absent.
///
/// # Errors
/// See [`Error`].
pub async fn dump(url: &str, bin_dir: Option<&Path>, target: &Path, overwrite: bool) -> Result<u64, Error> {
    if !overwrite && target.exists() {
        return Err(Error::Exists(target.to_owned()));
    }
    let server = state::major_version(url).await?;
    let programs = Programs::find(bin_dir, server)?;
    let environment = address::libpq_environment(url)?;
    let target = target.to_owned();
    blocking(move || write_dump(&programs, &environment, &target)).await
}

fn write_dump(programs: &Programs, environment: &[(&str, String)], target: &Path) -> Result<u64, Error> {
    let draft = draft_of(target);
    let file = private_file(&draft).map_err(Error::file("writing", &draft))?;
    let written = (|| {
        let output = programs
            .command("pg_dump", environment)
            .args(["--format=custom", "--no-owner", "--no-privileges", "--no-password"])
            .stdout(file.try_clone().map_err(Error::file("writing", &draft))?)
            .stderr(Stdio::piped())
            .output()
            .map_err(Error::program("pg_dump"))?;
        if !output.status.success() {
            return Err(Error::said("pg_dump", &output.stderr));
        }
        file.sync_all().map_err(Error::file("writing", &draft))?;
        let bytes = file.metadata().map_err(Error::file("writing", &draft))?.len();
        fs::rename(&draft, target).map_err(Error::file("writing", target))?;
        Ok(bytes)
    })();
    if written.is_err() {
        // The error that matters is the one above.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Puts the dump in `source` in the place of everything in the database at `url`, then applies the migrations that are
/// newer than the dump. Without `replace`, a database that holds people or institutions is left alone.
///
/// # Errors
/// See [`Error`]; the database is then as before (unless it says that only a migration failed).
pub async fn restore(url: &str, bin_dir: Option<&Path>, source: &Path, replace: bool) -> Result<Vec<String>, Error> {
    check_kind(source)?;
    let programs = Programs::find(bin_dir, state::major_version(url).await?)?;
    let (same_programs, file) = (programs.clone(), source.to_owned());
    blocking(move || contents::check(&same_programs, &file)).await?;
    state::check(url, replace).await?;
    let environment = address::libpq_environment(url)?;
    let file = source.to_owned();
    blocking(move || read_dump(&programs, &environment, &file)).await?;
    Ok(migrate::run(url).await?)
}

/// A file that is no dump at all is told without asking a program.
fn check_kind(source: &Path) -> Result<(), Error> {
    let mut magic = [0; 5];
    let read = File::open(source).map_err(Error::file("reading", source))?.read_exact(&mut magic);
    match read {
        Ok(()) if &magic == b"PGDMP" => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(Error::file("reading", source)(error)),
        _ => Err(Error::NoDump(source.to_owned())),
    }
}

/// The dump as SQL flows into one transaction, which is committed only when all of it came.
fn read_dump(programs: &Programs, environment: &[(&str, String)], source: &Path) -> Result<(), Error> {
    let mut database = programs
        .command("psql", environment)
        .args(["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Error::program("psql"))?;
    let mut reader = programs
        .command("pg_restore", &[])
        .args(["--no-owner", "--no-privileges", "--file=-"])
        .arg(source)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Error::program("pg_restore"))?;
    let (Some(mut sink), Some(mut sql)) = (database.stdin.take(), reader.stdout.take()) else {
        return Err(Error::program("psql")(io::ErrorKind::BrokenPipe.into()));
    };
    let copied = sink.write_all(EMPTY_SCHEMA.as_bytes()).and_then(|()| io::copy(&mut sql, &mut sink));
    drop(sql);
    let read = reader.wait_with_output().map_err(Error::program("pg_restore"))?;
    let complete = copied.is_ok() && read.status.success();
    // Without the last word, the end of the connection undoes everything.
    let committed = complete && sink.write_all(b"\nCOMMIT;\n").is_ok();
    drop(sink);
    let done = database.wait_with_output().map_err(Error::program("psql"))?;
    if !done.status.success() {
        return Err(Error::said("psql", &done.stderr));
    }
    if !committed {
        return Err(Error::said("pg_restore", &read.stderr));
    }
    Ok(())
}

/// `firm.dump` → `.firm.dump.part`, in the same directory.
fn draft_of(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".part");
    target.with_file_name(name)
}

fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(Error::program("the programs of PostgreSQL")(io::Error::other(error))),
    }
}
