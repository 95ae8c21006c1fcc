//! Several servers on one data directory.

use crate::server::{Answer, Setup};
use crate::support::{Scratch, assert_row_is_kept, eventually, keep_a_row, postmaster, try_sql, users};

#[test]
fn the_second_joins_and_never_stops_it() {
    for user in users() {
        let scratch = Scratch::belonging_to(user);
        let first = Setup::new(&scratch.data(), user).spawn();
        let url = first.url();
        keep_a_row(&url);
        let second = Setup::new(&scratch.data(), user).spawn();
        assert_eq!(second.answer(), Answer::Ready { url: url.clone(), is_owner: false });
        second.stop();
        assert_row_is_kept(&url);

        // Killed, it does no harm either.
        let mut third = Setup::new(&scratch.data(), user).spawn();
        third.url();
        third.kill();
        assert_row_is_kept(&url);
        first.stop();
        assert!(try_sql(&url, "SELECT 1").is_err());
        assert_eq!(postmaster(&scratch.data()), None);
    }
}

#[test]
fn of_those_that_start_at_once_one_makes_the_database() {
    let scratch = Scratch::new();
    let servers: Vec<_> = (0..4).map(|_| Setup::new(&scratch.data(), None).spawn()).collect();
    let answers: Vec<_> = servers.iter().map(|server| server.answer()).collect();
    let owners = answers.iter().filter(|answer| matches!(answer, Answer::Ready { is_owner: true, .. }));
    assert_eq!(owners.count(), 1, "{answers:?}");
    let joined = answers.iter().filter(|answer| matches!(answer, Answer::Ready { is_owner: false, .. }));
    assert_eq!(joined.count(), 3, "{answers:?}");
    drop(servers);
    eventually("all are gone", || postmaster(&scratch.data()).is_none());
}
