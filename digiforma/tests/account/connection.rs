//! The first request, and refusals.

use digiforma::client::{Client, ClientConfig, Error};
use digiforma::stand_in::{Misbehaviour, Refusal};

use crate::common::{Site, whole};

#[tokio::test]
async fn a_good_connection_tells_of_the_account() {
    let site = Site::small().await;
    let account = site.client().test().await.unwrap();
    assert!(account.tells_schema);
    assert_eq!(account.missing_fields, Vec::<String>::new());
    assert_eq!(site.stand_in.requests(), 1);
}

#[tokio::test]
async fn a_wrong_token_is_refused_either_way() {
    let site = Site::small().await;
    let client = Client::new(ClientConfig { token: "other".to_owned(), ..site.config() }).unwrap();
    for refusal in [Refusal::Status200, Refusal::Status401] {
        site.stand_in.misbehave(Misbehaviour { refusal, ..Misbehaviour::default() });
        assert!(matches!(client.test().await, Err(Error::Unauthorized(_))), "{refusal:?}");
        let read = whole(client.invoices(None)).await;
        let Err(Error::Unauthorized(said)) = read else { panic!("{read:?}") };
        assert!(said.contains("authorization token"), "{said}");
        assert_eq!(site.stand_in.requests(), 2, "a refusal is not repeated");
    }
}

#[tokio::test]
async fn a_token_can_expire_while_reading() {
    let site = Site::small().await;
    for refusal in [Refusal::Status200, Refusal::Status401] {
        let misbehaviour = Misbehaviour { refusal, token_expires_after: Some(2), ..Misbehaviour::default() };
        site.stand_in.misbehave(misbehaviour);
        let mut pages = site.client().companies(None);
        assert!(pages.next_page().await.unwrap().is_some());
        assert!(pages.next_page().await.unwrap().is_some());
        assert!(matches!(pages.next_page().await, Err(Error::Unauthorized(_))));
        // With a token again, reading goes on where it stood.
        site.stand_in.misbehave(Misbehaviour::default());
        assert_eq!(pages.next_page().await.unwrap().unwrap().number, 2);
    }
}

#[tokio::test]
async fn an_account_that_hides_its_schema_can_be_read() {
    let site = Site::small().await;
    site.stand_in.misbehave(Misbehaviour { hides_schema: true, ..Misbehaviour::default() });
    let client = site.client();
    assert!(!client.test().await.unwrap().tells_schema);
    let quotations = whole(client.quotations()).await.unwrap();
    assert!(!quotations.records.is_empty());
    assert_eq!(quotations.faults, []);
    assert!(quotations.records.iter().flat_map(|quotation| &quotation.items).all(|item| !item.force_total));
    assert!(digiforma::doctor::check(&client).await.is_err());
}

#[tokio::test]
async fn wrong_addresses_are_recognised() {
    let site = Site::small().await;
    let at = |endpoint: String| Client::new(ClientConfig { endpoint, attempts: 2, ..site.config() }).unwrap();
    let elsewhere = at(site.endpoint.replace("/graphql", "/nothing")).test().await;
    assert!(matches!(elsewhere, Err(Error::NotJson { status: 404, .. })), "{elsewhere:?}");
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let nobody = at(format!("http://127.0.0.1:{port}/")).test().await;
    assert!(matches!(nobody, Err(Error::Network(_))), "{nobody:?}");
}
