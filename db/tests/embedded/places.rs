//! Data directories in all places, reachable or not.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

use crate::server::Setup;
use crate::support::{NOBODY, Scratch, assert_row_is_kept, is_root, keep_a_row, postmaster, sql, start, users};

#[test]
fn a_path_that_needs_quoting() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let data = scratch.path().join("l'été \"à\" $HOME; 50% & más");
        let first = Setup::new(&data, user).spawn();
        keep_a_row(&first.url());
        first.stop();
        let second = Setup::new(&data, user).spawn();
        assert_row_is_kept(&second.url());
        second.stop();
        assert!(data.join("cluster/PG_VERSION").exists());
    }
}

#[test]
fn a_path_that_no_socket_can_have() {
    let long = "a-very-long-name-".repeat(8);
    for (user, name) in users().into_iter().zip([long.as_str(), "with,comma"]) {
        let scratch = Scratch::belonging_to(user);
        let data = scratch.path().join(name);
        // A directory for temporary files that does not exist is passed over.
        let mut server = Setup::new(&data, user).env("TMPDIR", "/no/such/place").spawn();
        let url = server.url();
        keep_a_row(&url);
        let short = PathBuf::from(fs::read_to_string(data.join("socket-directory")).unwrap());
        let metadata = fs::metadata(&short).unwrap();
        assert_eq!(metadata.mode() & 0o777, 0o700);
        assert_eq!(metadata.uid(), fs::metadata(data.join("cluster")).unwrap().uid());

        // Others find it, and so does the next server after a crash.
        let second = Setup::new(&data, user).spawn();
        assert_eq!(second.url(), url);
        second.stop();
        server.kill();
        let server = Setup::new(&data, user).spawn();
        assert_eq!(server.url(), url);
        assert_row_is_kept(&url);
        server.stop();
        assert!(!short.exists(), "nothing stays behind");
    }
}

#[test]
fn root_drops_its_rights_for_the_owner_of_the_database() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = Scratch::belonging_to(Some(NOBODY));
    let server = Setup::new(&scratch.data(), Some(NOBODY)).spawn();
    keep_a_row(&server.url());
    server.stop();
    let postgres = start(scratch.data());
    assert_row_is_kept(postgres.url());
    let pid = postmaster(&scratch.data()).unwrap();
    assert_eq!(fs::metadata(format!("/proc/{pid}")).unwrap().uid(), NOBODY);
    postgres.stop();
    let server = Setup::new(&scratch.data(), Some(NOBODY)).spawn();
    assert_row_is_kept(&server.url());
    server.stop();
}

#[test]
fn root_is_told_which_directory_to_open() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = Scratch::new();
    let closed = scratch.path().join("closed by root");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
    let data = closed.join("deep/data");
    let sentence = Setup::new(&data, None).spawn().refusal();
    let command = format!("chmod o+x '{}'", closed.display());
    assert!(sentence.contains("the user postgres"), "{sentence}");
    assert!(sentence.contains(&command), "{sentence}");
    let typed = std::process::Command::new("sh").args(["-c", &command]).status().unwrap();
    assert!(typed.success());
    let postgres = start(&data);
    assert_eq!(sql(postgres.url(), "SELECT 1"), "1");
}

#[test]
fn a_full_disk() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = Scratch::new();
    let data = scratch.data();
    let mount = |size: &str| format!("mkdir -p '{0}' && mount -t tmpfs -o size={size} tmpfs '{0}'", data.display());
    let sentence = Setup::after(&data, &mount("5m")).spawn().refusal();
    assert!(sentence.starts_with("no space is left on the disk"), "{sentence}");
    assert!(sentence.contains(&format!("df -h {}", data.display())), "{sentence}");
    let sentence = Setup::after(&data, &mount("0,nr_inodes=2")).spawn().refusal();
    assert!(sentence.starts_with("no space is left on the disk"), "{sentence}");

    // Full later: the database was made, but cannot start.
    let fill = format!("cat /dev/zero > '{}/filler' 2> /dev/null; true", data.display());
    start(&data).stop();
    fs::rename(&data, scratch.path().join("made")).unwrap();
    let copy =
        format!("{} && cp -a '{}/made/.' '{}' && {fill}", mount("60m"), scratch.path().display(), data.display());
    let sentence = Setup::after(&data, &copy).spawn().refusal();
    assert!(sentence.starts_with("no space is left on the disk"), "{sentence}");
}

#[test]
fn nowhere_to_put_the_socket() {
    if !is_root() {
        eprintln!("only root can show this");
        return;
    }
    let scratch = tempfile::Builder::new().prefix("crm-").tempdir_in("/var").unwrap();
    fs::set_permissions(scratch.path(), Permissions::from_mode(0o755)).unwrap();
    let data = scratch.path().join("with,comma");
    let commands = "for d in /tmp /var/tmp; do mount -t tmpfs -o ro tmpfs $d; done";
    // The program itself may lie under /tmp.
    let program = std::env::current_exe().unwrap();
    if program.starts_with("/tmp") {
        eprintln!("the program lies under /tmp");
        return;
    }
    let sentence = Setup::after(&data, commands).spawn().refusal();
    assert!(sentence.contains("/tmp, /var/tmp"), "{sentence}");
    assert!(sentence.contains("TMPDIR"), "{sentence}");
}
