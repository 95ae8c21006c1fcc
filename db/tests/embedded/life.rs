//! An ordinary life: made, started, stopped, started again.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::time::Instant;

use db::embedded::{self, Options, Postgres};

use crate::server::Setup;
use crate::support::{Scratch, assert_row_is_kept, eventually, keep_a_row, postmaster, quick, runs, sql, start, users};

#[test]
fn what_is_written_is_there_after_the_next_start() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let begin = Instant::now();
        let first = Setup::new(&scratch.data(), user).durable().spawn();
        let url = first.url();
        eprintln!("first start as {user:?}: {:?}", begin.elapsed());
        keep_a_row(&url);
        let begin = Instant::now();
        first.stop();
        eprintln!("stop: {:?}", begin.elapsed());
        let begin = Instant::now();
        let second = Setup::new(&scratch.data(), user).durable().spawn();
        let url = second.url();
        eprintln!("next start: {:?}", begin.elapsed());
        assert_row_is_kept(&url);
        second.stop();
    }
}

#[test]
fn it_is_private_and_durable() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let server = Setup::new(&scratch.data(), user).durable().spawn();
        let url = server.url();
        for (setting, expected) in [
            ("listen_addresses", ""),
            ("unix_socket_permissions", "0700"),
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("full_page_writes", "on"),
            ("jit", "off"),
            ("max_connections", "60"),
            ("server_encoding", "UTF8"),
            ("lc_collate", "C.UTF-8"),
        ] {
            assert_eq!(sql(&url, &format!("SHOW {setting}")), expected, "{setting}");
        }
        assert_eq!(sql(&url, "SELECT current_database()"), "medical_crm");
        // French order, whatever the machine speaks.
        let words =
            "SELECT string_agg(w, ' ' ORDER BY w COLLATE \"fr-x-icu\") FROM unnest('{zone,été,elle}'::text[]) w";
        assert_eq!(sql(&url, words), "elle été zone");

        let pid = postmaster(&scratch.data()).unwrap();
        let process = fs::metadata(format!("/proc/{pid}")).unwrap();
        assert_ne!(process.uid(), 0, "it does not run as root");
        for directory in ["cluster", "socket"] {
            let metadata = fs::metadata(scratch.data().join(directory)).unwrap();
            assert_eq!(metadata.mode() & 0o777, 0o700, "{directory}");
            assert_eq!(metadata.uid(), process.uid(), "{directory}");
        }
        // Ctrl-C in the terminal of the server must not reach it.
        let group = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        assert_eq!(group.split(' ').nth(4), Some(pid.to_string().as_str()));
        server.stop();
    }
}

#[test]
fn it_ends_cleanly_with_the_value() {
    let scratch = Scratch::new();
    let postgres = start(scratch.data());
    assert!(postgres.is_owner());
    let pid = postmaster(&scratch.data()).unwrap();
    drop(postgres);
    assert!(!runs(pid));
    assert_eq!(postmaster(&scratch.data()), None);
    let log = fs::read_to_string(scratch.data().join("postgres.log")).unwrap();
    assert!(log.trim_end().ends_with("database system is shut down"), "{log}");
}

#[test]
fn it_does_not_end_with_the_thread_that_started_it() {
    let scratch = Scratch::new();
    let data = scratch.data();
    let postgres = std::thread::spawn(move || start(data)).join().unwrap();
    keep_a_row(postgres.url());
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_row_is_kept(postgres.url());
}

#[tokio::test]
async fn it_can_be_started_and_dropped_in_asynchronous_code() {
    let scratch = Scratch::new();
    let postgres = start(scratch.data());
    let pool = db::pool::connect(postgres.url(), 2).unwrap();
    db::pool::ping(&pool).await.unwrap();
    drop(postgres);
    let error = db::pool::ping(&pool).await.unwrap_err();
    assert!(error.is_temporary(), "{error:?}");
    // The database comes back, and the same pool finds it.
    let _postgres = start(scratch.data());
    db::pool::ping(&pool).await.unwrap();
}

#[test]
fn a_detached_one_outlives_its_starter_and_holds_none_of_its_files() {
    let scratch = Scratch::new();
    let (reader, writer) = std::io::pipe().unwrap();
    // Inherited on purpose, as a careless parent would have it.
    let careless = std::os::fd::AsRawFd::as_raw_fd(&writer);
    let options = Options { detached: true, ..quick(scratch.data()) };
    let postgres = Postgres::start(&options).unwrap();
    let url = postgres.url().to_owned();
    drop(postgres);
    keep_a_row(&url);
    let pid = postmaster(&scratch.data()).unwrap();
    let pipe = fs::read_link(format!("/proc/self/fd/{careless}")).unwrap();
    for file in fs::read_dir(format!("/proc/{pid}/fd")).unwrap() {
        assert_ne!(fs::read_link(file.unwrap().path()).unwrap(), pipe);
    }
    drop((reader, writer));
    let again = Postgres::start(&options).unwrap();
    assert_eq!(again.url(), url);
    assert!(embedded::stop_detached(scratch.data()).unwrap());
    eventually("it is gone", || !runs(pid));
    assert!(!embedded::stop_detached(scratch.data()).unwrap());
}
