//! Every misbehaviour of an upstream, and what the client makes of it.

use std::time::{Duration, Instant};

use digiforma::client::{Client, ClientConfig, Error};
use digiforma::record::Kind;
use digiforma::stand_in::Misbehaviour;

use crate::common::{Site, are_unique, ids, whole};

async fn with(misbehaviour: Misbehaviour) -> Site {
    let site = Site::small().await;
    site.stand_in.misbehave(misbehaviour);
    site
}

/// Reads a list through trouble that passes.
async fn reads_all(misbehaviour: Misbehaviour) -> usize {
    let site = with(misbehaviour).await;
    let read = whole(site.client().invoices(None)).await.unwrap();
    assert_eq!(read.records.len(), site.stand_in.count(Kind::Invoice));
    assert!(are_unique(&ids(&read.records)));
    assert_eq!(read.faults, []);
    read.repeated
}

#[tokio::test]
async fn trouble_that_passes_is_sat_out() {
    reads_all(Misbehaviour { html_502_every: Some(3), ..Misbehaviour::default() }).await;
    reads_all(Misbehaviour { rate_limited_every: Some(2), ..Misbehaviour::default() }).await;
    reads_all(Misbehaviour { cut_every: Some(3), ..Misbehaviour::default() }).await;
    reads_all(Misbehaviour { caps_size_at: Some(6), ..Misbehaviour::default() }).await;
    let all = Misbehaviour {
        html_502_every: Some(5),
        rate_limited_every: Some(7),
        cut_every: Some(4),
        caps_size_at: Some(15),
        ..Misbehaviour::default()
    };
    reads_all(all).await;
}

#[tokio::test]
async fn trouble_that_stays_has_a_name() {
    let site = with(Misbehaviour { html_502_every: Some(1), ..Misbehaviour::default() }).await;
    let error = whole(site.client().invoices(None)).await.unwrap_err();
    let expected = Error::NotJson { status: 502, html: true, beginning: "502 Bad Gateway".to_owned() };
    assert_eq!(error, expected);
    assert_eq!(site.stand_in.requests(), 7, "as many attempts as are allowed");

    site.stand_in.misbehave(Misbehaviour { always_rate_limited: true, ..Misbehaviour::default() });
    assert_eq!(whole(site.client().invoices(None)).await.unwrap_err(), Error::RateLimited);
    assert_eq!(site.client().test().await.unwrap_err(), Error::RateLimited);

    site.stand_in.misbehave(Misbehaviour { cut_every: Some(1), ..Misbehaviour::default() });
    let error = whole(site.client().invoices(None)).await.unwrap_err();
    assert!(matches!(error, Error::Network(_)), "{error:?}");

    site.stand_in.misbehave(Misbehaviour { slow_per_row: Duration::from_secs(1), ..Misbehaviour::default() });
    let hasty = ClientConfig { timeout: Duration::from_secs(1), attempts: 3, ..site.config() };
    let error = whole(Client::new(hasty).unwrap().invoices(None)).await.unwrap_err();
    assert_eq!(error, Error::Timeout);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let site =
        with(Misbehaviour { rate_limited_every: Some(2), retry_after: Some(1), ..Misbehaviour::default() }).await;
    let patient = ClientConfig { page_size: 1000, longest_pause: Duration::from_secs(3), ..site.config() };
    let start = Instant::now();
    whole(Client::new(patient).unwrap().companies(None)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn slow_servers_are_asked_for_less() {
    let site = with(Misbehaviour { slow_per_row: Duration::from_millis(20), ..Misbehaviour::default() }).await;
    let hasty = ClientConfig { page_size: 64, timeout: Duration::from_millis(800), ..site.config() };
    let read = whole(Client::new(hasty).unwrap().companies(None)).await.unwrap();
    assert_eq!(read.records.len(), site.stand_in.count(Kind::Company));
    assert!(read.sizes.iter().all(|size| *size <= 32), "{:?}", read.sizes);
}

#[tokio::test]
async fn partial_data_is_kept() {
    let site = with(Misbehaviour { partial_data_every: Some(2), ..Misbehaviour::default() }).await;
    let read = whole(site.client().companies(None)).await.unwrap();
    assert_eq!(read.records.len(), site.stand_in.count(Kind::Company));
    let pages = read.sizes.len();
    assert_eq!(read.faults.len(), pages / 2);
    for fault in &read.faults {
        assert_eq!(
            (fault.path.as_str(), fault.message.as_str()),
            ("updatedAt", "Cannot return null for non-nullable field")
        );
        let row = read.records.iter().find(|company| Some(&company.id) == fault.id.as_ref()).unwrap();
        assert_eq!(row.updated_at, None);
    }
}

#[tokio::test]
async fn one_row_that_cannot_be_given_costs_no_other() {
    let site = Site::small().await;
    let all = ids(&whole(site.client().companies(None)).await.unwrap().records);
    let poisoned = all[37].clone();
    site.stand_in
        .misbehave(Misbehaviour { poisoned_row: Some((Kind::Company, poisoned.clone())), ..Misbehaviour::default() });
    let read = whole(site.client().companies(None)).await.unwrap();
    let expected: Vec<String> = all.into_iter().filter(|id| *id != poisoned).collect();
    assert_eq!(ids(&read.records), expected);
    assert_eq!(read.faults.len(), 1, "{:?}", read.faults);
    assert!(site.stand_in.requests() < 60, "{}", site.stand_in.requests());
}

#[tokio::test]
async fn an_ignored_pagination_is_said() {
    let site = with(Misbehaviour { ignores_pagination: true, ..Misbehaviour::default() }).await;
    let mut pages = site.client().companies(None);
    assert_eq!(pages.next_page().await.unwrap().unwrap().records.len(), site.stand_in.count(Kind::Company));
    let error = pages.next_page().await.unwrap_err();
    assert_eq!(error, Error::PagingIgnored { list: Kind::Company, page: 1 });
    assert_eq!(error.to_string(), "page 1 of companies repeats the page before it: the server ignores paging");
}

#[tokio::test]
async fn rows_that_come_twice_are_given_once() {
    let repeated = reads_all(Misbehaviour { duplicates_across_pages: true, ..Misbehaviour::default() }).await;
    assert!(repeated > 5, "{repeated}");
    let both = Misbehaviour {
        duplicates_across_pages: true,
        html_502_every: Some(3),
        cut_every: Some(5),
        ..Misbehaviour::default()
    };
    reads_all(both).await;
}

#[tokio::test]
async fn a_list_that_moves_ends_and_repeats_nothing() {
    let moving = Misbehaviour { move_between_pages: true, ..Misbehaviour::default() };
    let site = with(moving).await;
    let read = whole(site.client().trainees(None)).await.unwrap();
    assert!(are_unique(&ids(&read.records)));
    assert!(read.repeated > 0, "a moved list shows in rows that come twice");

    let site = with(Misbehaviour { delete_between_pages: true, ..Misbehaviour::default() }).await;
    let before = site.stand_in.count(Kind::Trainee);
    let read = whole(site.client().trainees(None)).await.unwrap();
    assert!(are_unique(&ids(&read.records)));
    let after = site.stand_in.count(Kind::Trainee);
    assert!(after < before && read.records.len() < before, "deletions make pages skip rows");
    // Reading once more finds what the first reading skipped.
    site.stand_in.misbehave(Misbehaviour::default());
    assert_eq!(whole(site.client().trainees(None)).await.unwrap().records.len(), after);
}
