//! Lists read whole.

use std::time::Duration;

use chrono::Utc;
use digiforma::client::{Client, ClientConfig};
use digiforma::meaning;
use digiforma::record::{Invoice, Kind, PartyKind, Record};
use digiforma::stand_in::Misbehaviour;
use serde_json::json;

use crate::common::{Site, Whole, are_unique, ids, whole};

fn check<T: Record>(site: &Site, read: &Whole<T>) {
    assert_eq!(read.records.len(), site.stand_in.count(T::KIND), "{:?}", T::KIND);
    assert!(are_unique(&ids(&read.records)));
    assert_eq!(read.faults, [], "{:?}", T::KIND);
    assert_eq!(read.repeated, 0);
}

#[tokio::test]
async fn every_list_is_read_whole() {
    let site = Site::small().await;
    for page_size in [1000, 20, 7] {
        let client = Client::new(ClientConfig { page_size, ..site.config() }).unwrap();
        check(&site, &whole(client.companies(None)).await.unwrap());
        check(&site, &whole(client.trainees(None)).await.unwrap());
        check(&site, &whole(client.customers(None)).await.unwrap());
        check(&site, &whole(client.quotations()).await.unwrap());
        check(&site, &whole(client.invoices(None)).await.unwrap());
        check(&site, &whole(client.training_sessions(None)).await.unwrap());
        check(&site, &whole(client.programs(None)).await.unwrap());
        check(&site, &whole(client.funding_agencies(None)).await.unwrap());
    }
}

#[tokio::test]
async fn rows_are_read_to_their_depths() {
    let site = Site::small().await;
    let client = site.client();
    let invoices = whole(client.invoices(None)).await.unwrap().records;
    assert!(invoices[0].number.is_none(), "drafts come first");
    assert!(invoices.iter().all(|invoice| invoice.training_session_id.is_some() && invoice.date.is_some()));
    let billed = |kind| invoices.iter().filter(|invoice| invoice.recipient.as_ref().unwrap().kind == kind).count();
    for kind in [PartyKind::Company, PartyKind::Trainee, PartyKind::FundingAgency] {
        assert!(billed(kind) > 0, "{kind:?}");
    }
    assert!(invoices.iter().all(|invoice| invoice.recipient.as_ref().unwrap().name.is_some()));
    assert!(invoices.iter().any(|invoice| invoice.customer_id.is_none()));
    assert!(invoices.iter().any(|invoice| !invoice.payments.is_empty()));
    let note = |invoice: &&Invoice| meaning::invoice_nature(invoice) == meaning::InvoiceNature::CreditNote;
    assert!(invoices.iter().filter(note).any(|note| meaning::credited_number(note).is_some()));
    let funded = invoices.iter().find(|invoice| invoice.recipient.as_ref().unwrap().kind == PartyKind::FundingAgency);
    assert_eq!(meaning::billed_company(funded.unwrap()), None);

    let customers = whole(client.customers(None)).await.unwrap().records;
    assert!(customers.iter().all(|customer| customer.buyer.is_some() && customer.training_session_id.is_some()));
    assert!(customers.iter().any(|customer| !customer.trainees.is_empty()));
    let funding = customers.iter().flat_map(|customer| &customer.fundings).next().unwrap();
    assert!(funding.amount.is_some() && funding.funding_agency_name.is_some());
    let companies = whole(client.companies(None)).await.unwrap().records;
    assert!(companies.iter().any(|company| !company.contacts.is_empty()));
    let quotations = whole(client.quotations()).await.unwrap().records;
    assert!(quotations.iter().flat_map(|quotation| &quotation.items).any(|item| item.force_total));
    let programs = whole(client.programs(None)).await.unwrap().records;
    assert!(programs.iter().any(|program| program.parent_id.is_some() && program.category.is_some()));
    let sessions = whole(client.training_sessions(None)).await.unwrap().records;
    assert!(sessions.iter().any(|session| session.program_name.is_some() && session.room_name.is_some()));
    assert!(sessions.iter().any(|session| session.start_date.is_none()));
}

#[tokio::test]
async fn raw_rows_read_alike() {
    let site = Site::small().await;
    for invoice in whole(site.client().invoices(None)).await.unwrap().records {
        let again = digiforma::record::read::<Invoice>(&invoice.raw).unwrap();
        assert_eq!(again.record, invoice);
        assert_eq!(again.problems, []);
    }
}

#[tokio::test]
async fn only_changes_are_asked_for() {
    let site = Site::small().await;
    let all = whole(site.client().companies(None)).await.unwrap().records;
    let mut moments: Vec<_> = all.iter().map(|company| company.updated_at.unwrap()).collect();
    moments.sort();
    let after = moments[moments.len() / 2];
    let changed = whole(site.client().companies(Some(after))).await.unwrap().records;
    assert_eq!(changed.len(), moments.iter().filter(|moment| **moment > after).count());
    assert!(changed.iter().all(|company| company.updated_at.unwrap() > after));
    assert!(whole(site.client().companies(Some(Utc::now()))).await.unwrap().records.is_empty());
}

#[tokio::test]
async fn amounts_are_exact_and_nonsense_is_a_fault() {
    let site = Site::small().await;
    let items = json!([
        { "id": "a", "name": "x", "quantity": 3, "unitPrice": 0.1, "vat": 20.0 },
        { "id": "b", "name": "y", "quantity": 1.0, "unitPrice": 1234567890123.45, "vat": 5.5 },
    ]);
    let row = json!({ "id": "77", "number": 999_999, "date": "2026-01-05", "items": items, "prefix": "2026",
        "recipient": null, "customer": null, "updatedAt": "yesterday", "insertedAt": "2026-01-05T11:30:00" });
    site.stand_in.put(Kind::Invoice, row);
    let read = whole(site.client().invoices(None)).await.unwrap();
    let invoice = read.records.iter().find(|invoice| invoice.id == "77").unwrap();
    let net: Vec<String> = invoice.items.iter().map(|item| meaning::line_total(item).to_string()).collect();
    assert_eq!(net, ["0.3", "1234567890123.45"]);
    assert_eq!(invoice.inserted_at.unwrap().to_rfc3339(), "2026-01-05T11:30:00+00:00");
    assert_eq!(invoice.updated_at, None);
    assert_eq!(read.faults.len(), 1);
    assert_eq!((read.faults[0].id.as_deref(), read.faults[0].path.as_str()), (Some("77"), "updatedAt"));
}

#[tokio::test]
async fn a_dropped_request_loses_no_row() {
    let site = Site::small().await;
    site.stand_in.misbehave(Misbehaviour { slow_per_row: Duration::from_millis(1), ..Misbehaviour::default() });
    let mut pages = site.client().trainees(None);
    let mut read = Vec::new();
    let mut dropped = 0;
    loop {
        let page = match tokio::time::timeout(Duration::from_millis(5), pages.next_page()).await {
            Ok(page) => page,
            Err(_) => {
                dropped += 1;
                pages.next_page().await
            }
        };
        match page.unwrap() {
            Some(page) => read.extend(ids(&page.records)),
            None => break,
        }
    }
    assert!(dropped > 5, "{dropped}");
    assert_eq!(read.len(), site.stand_in.count(Kind::Trainee));
    assert!(are_unique(&read));
}
