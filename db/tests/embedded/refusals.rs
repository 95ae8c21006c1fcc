//! What cannot work is refused with a sentence that says what to do.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use db::embedded::{Error, Options, Postgres};

use crate::server::Setup;
use crate::support::{NOBODY, Scratch, is_root, quick, start};

#[test]
fn a_directory_that_cannot_be_written() {
    // Root can write to every directory, but not to a file system that is mounted for reading.
    let scratch = Scratch::new();
    let data = scratch.data();
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, Permissions::from_mode(0o555)).unwrap();
    let mut sentences = Vec::new();
    if is_root() {
        sentences.push(Setup::new(&data, Some(NOBODY)).spawn().refusal());
        let mount = format!("mount -t tmpfs -o ro tmpfs '{}'", data.display());
        sentences.push(Setup::after(&data, &mount).spawn().refusal());
    } else {
        sentences.push(Setup::new(&data, None).spawn().refusal());
        sentences.push(Setup::new(&data.join("deeper"), None).spawn().refusal());
    }
    for sentence in sentences {
        assert!(sentence.contains("cannot be written by the user"), "{sentence}");
        assert!(sentence.contains("sudo chown -R"), "{sentence}");
        assert!(sentence.contains(data.to_str().unwrap()), "{sentence}");
    }
}

#[test]
fn the_database_of_another_user() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = Scratch::new();
    start(scratch.data()).stop();
    let sentence = Setup::new(&scratch.data(), Some(NOBODY)).spawn().refusal();
    assert!(sentence.contains("belongs to the user postgres, but this is the user nobody"), "{sentence}");
    assert!(sentence.contains("sudo chown -R nobody"), "{sentence}");
}

#[test]
fn the_database_of_another_version() {
    let scratch = Scratch::new();
    start(scratch.data()).stop();
    let version = scratch.data().join("cluster/PG_VERSION");
    let made_by = fs::read_to_string(&version).unwrap();
    fs::write(&version, "99\n").unwrap();
    let error = Postgres::start(&quick(scratch.data())).unwrap_err();
    assert!(matches!(error, Error::OtherVersion { cluster: 99, .. }), "{error:?}");
    let sentence = error.to_string();
    assert!(sentence.contains("was made by PostgreSQL 99"), "{sentence}");
    assert!(sentence.contains("postgresql") && sentence.contains("99`"), "{sentence}");
    fs::write(&version, made_by).unwrap();
    start(scratch.data());
}

#[test]
fn a_directory_that_holds_something_else() {
    let scratch = Scratch::new();
    let cluster = scratch.data().join("cluster");
    fs::create_dir_all(&cluster).unwrap();
    if is_root() {
        std::os::unix::fs::chown(&cluster, Some(NOBODY), None).unwrap();
    }
    fs::write(cluster.join("thesis.txt"), "years of work").unwrap();
    let error = Postgres::start(&quick(scratch.data())).unwrap_err();
    assert!(matches!(error, Error::NoCluster { .. }), "{error:?}");
    assert!(error.to_string().contains("Move it away with `mv "), "{error}");
    assert_eq!(fs::read_to_string(cluster.join("thesis.txt")).unwrap(), "years of work");
}

#[test]
fn programs_that_are_not_there() {
    let scratch = Scratch::new();
    let named = Options { bin_dir: Some("/no/such/place".into()), ..quick(scratch.data()) };
    let error = Postgres::start(&named).unwrap_err();
    assert!(matches!(error, Error::UnusablePrograms { .. }), "{error:?}");
    assert!(error.to_string().contains("PG_BIN_DIR names /no/such/place"), "{error}");
    if !is_root() {
        eprintln!("only root can hide the PostgreSQL of this machine");
        return;
    }
    let hide = "for d in /usr/lib/postgresql /usr/pgsql-*; do \
                [ -d $d ] && mount -t tmpfs tmpfs $d; done; true";
    let sentence = Setup::after(&scratch.data(), hide).env("PATH", "/usr/bin:/bin").spawn().refusal();
    assert!(sentence.starts_with("no PostgreSQL 15 or newer was found on this machine"), "{sentence}");
    assert!(sentence.contains("install"), "{sentence}");
    assert!(sentence.contains("PG_BIN_DIR") && sentence.contains("DATABASE_URL"), "{sentence}");
}

#[test]
fn programs_that_are_too_old() {
    let scratch = Scratch::new();
    old_programs(scratch.path());
    let named = Options { bin_dir: Some(scratch.path().into()), ..quick(scratch.data()) };
    let error = Postgres::start(&named).unwrap_err();
    assert!(matches!(error, Error::TooOld { version: 13, .. }), "{error:?}");
    assert!(error.to_string().contains("is version 13, but 15 or newer is needed"), "{error}");

    // Found first in PATH, they are passed over for better ones.
    let path = format!("{}:{}", scratch.path().display(), std::env::var("PATH").unwrap());
    let server = Setup::new(&scratch.data(), None).env("PATH", &path).spawn();
    server.url();
    server.stop();
}

fn old_programs(directory: &Path) {
    for program in ["postgres", "initdb"] {
        let path = directory.join(program);
        fs::write(&path, format!("#!/bin/sh\necho '{program} (PostgreSQL) 13.22'\n")).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn programs_that_the_unprivileged_user_cannot_run() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = Scratch::new();
    let closed = scratch.path().join("closed");
    fs::create_dir(&closed).unwrap();
    old_programs(&closed);
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
    let sentence = Setup::new(&scratch.data(), None).bin_dir(&closed).spawn().refusal();
    assert!(sentence.contains("the user postgres cannot run"), "{sentence}");
}

#[test]
fn a_user_without_a_name() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let nameless = 54_321;
    let scratch = Scratch::belonging_to(Some(nameless));
    let sentence = Setup::new(&scratch.data(), Some(nameless)).spawn().refusal();
    assert!(sentence.contains("54321 has no entry in /etc/passwd"), "{sentence}");
}

#[test]
fn a_broken_setting() {
    let scratch = Scratch::new();
    let broken = Options { settings: vec![("max_connections".to_owned(), "many".to_owned())], ..quick(scratch.data()) };
    let error = Postgres::start(&broken).unwrap_err();
    assert!(matches!(error, Error::StartFailed { .. }), "{error:?}");
    assert!(error.to_string().contains("invalid value for parameter \"max_connections\": \"many\""), "{error}");
}
