//! Everything that can be killed.

use std::fs;
use std::process::{Command, Stdio};

use db::embedded::{Options, Postgres};

use crate::server::{Answer, Setup};
use crate::support::{
    Scratch, assert_row_is_kept, eventually, is_root, keep_a_row, kill, postmaster, runs, sql, start, try_sql, users,
};

#[test]
fn the_server_is_killed() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let mut server = Setup::new(&scratch.data(), user).spawn();
        keep_a_row(&server.url());

        // The next server starts in the same moment.
        server.kill();
        let mut server = Setup::new(&scratch.data(), user).spawn();
        let Answer::Ready { url, is_owner: true } = server.answer() else {
            panic!("it is not the owner");
        };
        assert_row_is_kept(&url);

        // The database of a killed server ends by itself.
        let pid = postmaster(&scratch.data()).unwrap();
        server.kill();
        if cfg!(target_os = "linux") {
            eventually("the database ends", || !runs(pid));
        }
        let server = Setup::new(&scratch.data(), user).spawn();
        assert_row_is_kept(&server.url());
        server.stop();
    }
}

#[test]
fn the_server_and_the_database_are_killed() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let mut server = Setup::new(&scratch.data(), user).durable().spawn();
        let url = server.url();
        keep_a_row(&url);
        // A session that is busy when it happens.
        let busy = std::thread::spawn(move || try_sql(&url, "SELECT pg_sleep(60)"));
        let pid = postmaster(&scratch.data()).unwrap();
        // Halted, the server cannot start the database again before it is killed itself.
        server.halt();
        kill(pid);
        server.kill();
        assert!(busy.join().unwrap().is_err());
        assert_eq!(postmaster(&scratch.data()), Some(pid), "it left its file behind");
        let server = Setup::new(&scratch.data(), user).durable().spawn();
        assert_row_is_kept(&server.url());
        server.stop();
    }
}

#[test]
fn the_database_is_killed_under_a_living_server() {
    let scratch = Scratch::new();
    let postgres = Postgres::start(&Options::new(scratch.data())).unwrap();
    keep_a_row(postgres.url());
    let pid = postmaster(&scratch.data()).unwrap();
    kill(pid);
    eventually("it is started again", || {
        postmaster(&scratch.data()).is_some_and(|now| now != pid) && try_sql(postgres.url(), "SELECT 1").is_ok()
    });
    assert_row_is_kept(postgres.url());
    postgres.stop();
    assert_eq!(postmaster(&scratch.data()), None);
}

/// On systems that cannot end the database with its server, the next server finds it running.
#[test]
fn a_database_without_its_server_is_taken_over() {
    let scratch = Scratch::new();
    drop(Postgres::start(&Options { detached: true, ..Options::new(scratch.data()) }).unwrap());
    let pid = postmaster(&scratch.data()).unwrap();
    let postgres = start(scratch.data());
    assert!(postgres.is_owner());
    assert_eq!(postmaster(&scratch.data()), Some(pid), "it is the same");
    keep_a_row(postgres.url());
    // The new owner looks after it.
    kill(pid);
    eventually("it is started again", || try_sql(postgres.url(), "SELECT word FROM kept").is_ok());
    postgres.stop();
    assert_eq!(postmaster(&scratch.data()), None);
}

#[test]
fn the_file_of_a_dead_database_names_somebody_else() {
    let scratch = Scratch::new();
    let postgres = start(scratch.data());
    keep_a_row(postgres.url());
    let file = scratch.data().join("cluster/postmaster.pid");
    let content = fs::read_to_string(&file).unwrap();
    let owner = fs::metadata(&file).unwrap();
    postgres.stop();
    let own = |command: &mut Command| {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        if is_root() {
            command.uid(owner.uid());
        }
        command.stdin(Stdio::null()).spawn().unwrap()
    };
    let mut somebody = own(Command::new("sleep").arg("60"));
    // Nobody has waited for this one yet.
    let mut zombie = own(&mut Command::new("true"));
    eventually("it is a zombie", || !runs(zombie.id()));
    for pid in [somebody.id(), zombie.id(), 1] {
        let rest = content.split_once('\n').unwrap().1;
        fs::write(&file, format!("{pid}\n{rest}")).unwrap();
        std::os::unix::fs::chown(&file, is_root().then(|| std::os::unix::fs::MetadataExt::uid(&owner)), None).unwrap();
        let postgres = start(scratch.data());
        assert_row_is_kept(postgres.url());
    }
    assert!(runs(somebody.id()), "somebody was left alone");
    somebody.kill().unwrap();
    somebody.wait().unwrap();
    zombie.wait().unwrap();
}

#[test]
fn the_making_of_the_database_is_interrupted() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let mut server = Setup::new(&scratch.data(), user).spawn();
        let unfinished = || {
            fs::read_dir(scratch.data()).into_iter().flatten().flatten().any(|entry| {
                entry.file_name().to_str().unwrap().starts_with("cluster.new") && entry.path().join("base").exists()
            })
        };
        eventually("the making has begun", unfinished);
        server.kill();
        assert!(!scratch.data().join("cluster").exists());
        let server = Setup::new(&scratch.data(), user).spawn();
        assert_eq!(sql(&server.url(), "SELECT 1"), "1");
        assert!(!unfinished());
        server.stop();
    }
}
