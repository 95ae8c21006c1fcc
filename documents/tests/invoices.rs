//! Invoices as programs read them, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where something is not as it should be")]

mod support;

use documents::{Document, Kind, RenderProblem, RenderRequest, render};
use en16931_formats::zugferd::{self, Limits};
use support::{cases, day, decimal, document, line};

fn xml(document: Document) -> String {
    let pdf = render(&RenderRequest::new(document)).unwrap();
    let extracted = zugferd::extract(&pdf, &Limits::default()).unwrap();
    String::from_utf8(extracted.xml.clone()).unwrap().lines().map(str::trim).collect()
}

fn broken(document: Document) -> Vec<String> {
    match render(&RenderRequest::new(document)) {
        Err(RenderProblem::Invalid(rules)) => rules.into_iter().map(|rule| rule.rule).collect(),
        other => panic!("no rule is broken: {:?}", other.map(|pdf| pdf.len())),
    }
}

fn case(name: &str) -> Document {
    cases().into_iter().find(|(known, _)| *known == name).unwrap().1
}

fn plain() -> Document {
    document(Kind::Invoice, vec![line("Audit", "1", "100.00", None, "20")], Vec::new())
}

#[test]
fn a_public_buyer_finds_its_references() {
    let xml = xml(case("public"));
    for part in [
        "<ram:BuyerReference>SERVICE-QUALITE</ram:BuyerReference>",
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>4500123456</ram:IssuerAssignedID>",
        "<ram:ContractReferencedDocument><ram:IssuerAssignedID>2026-AOO-0042</ram:IssuerAssignedID>",
        "<ram:GlobalID schemeID=\"0009\">55210055400013</ram:GlobalID>",
        "majoré de 8 points",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn a_final_invoice_takes_its_deposits_off() {
    let xml = xml(case("final"));
    for part in [
        "<ram:ID>S4</ram:ID>",
        "<ram:AllowanceTotalAmount>1350.00</ram:AllowanceTotalAmount>",
        "<ram:TaxBasisTotalAmount>4350.00</ram:TaxBasisTotalAmount>",
        "<ram:GrandTotalAmount>4980.00</ram:GrandTotalAmount>",
        "<ram:Reason>Acompte INV2026110001 du 2\u{a0}novembre\u{a0}2026</ram:Reason>",
        "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>INV2026100003</ram:IssuerAssignedID>",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn a_credit_note_cites_its_invoice_and_asks_for_no_payment() {
    let text = xml(case("credit-note"));
    assert!(text.contains("<ram:TypeCode>381</ram:TypeCode>"), "{text}");
    assert!(text.contains("<ram:IssuerAssignedID>INV2026100007</ram:IssuerAssignedID>"), "{text}");
    assert!(!text.contains("IBANID") && !text.contains(">-"), "{text}");
    let mut alone = case("credit-note");
    alone.references.credited_invoice = None;
    assert!(broken(alone).contains(&"BR-FR-CO-05".to_owned()));
}

#[test]
fn the_frame_follows_what_is_sold_and_paid() {
    assert!(xml(plain()).contains("<ram:ID>S1</ram:ID>"));
    assert!(xml(case("paid")).contains("<ram:ID>S2</ram:ID>"));
    let mut goods = plain();
    goods.terms.nature = documents::OperationNature::Goods;
    goods.terms.vat_on_debits = true;
    let xml = xml(goods);
    assert!(
        xml.contains("<ram:ID>B1</ram:ID>") && xml.contains("<ram:DueDateTypeCode>5</ram:DueDateTypeCode>"),
        "{xml}"
    );
}

#[test]
fn what_breaks_a_rule_is_refused_by_its_name() {
    type Change = fn(&mut Document);
    let changes: [(&str, Change); 14] = [
        ("BR-FR-01", |d| d.number = Some("A".repeat(36))),
        ("BR-FR-02", |d| d.number = Some("FA 1".to_owned())),
        ("BR-FR-02", |d| d.number = None),
        ("BR-FR-03", |d| d.issue_date = day("1999-12-31")),
        ("BR-FR-09", |d| d.buyer.siret = Some("5521005540001".to_owned())),
        ("BR-FR-10", |d| d.seller.siren = "12".to_owned()),
        ("BR-FR-12", |d| (d.buyer.siret, d.buyer.email) = (None, None)),
        ("BR-FR-16", |d| d.lines[0].vat_rate = decimal("19")),
        ("BR-FR-21", |d| d.buyer.electronic_address = Some("999999999".to_owned())),
        ("BR-FR-CO-07", |d| d.due_date = Some(day("2026-11-22"))),
        ("BR-FR-DEC-01", |d| d.totals.gross = decimal("120.001")),
        ("BR-CO-15", |d| d.totals.gross = decimal("121")),
        ("BR-16", |d| d.lines.clear()),
        ("BR-11", |d| d.buyer.address.country = "Atlantide".to_owned()),
    ];
    for (rule, change) in changes {
        let mut document = plain();
        change(&mut document);
        let broken = broken(document);
        assert!(broken.iter().any(|name| name == rule), "{rule}: {broken:?}");
    }
}

#[test]
fn drafts_and_quotes_have_no_data_inside() {
    let mut draft = plain();
    (draft.is_draft, draft.number) = (true, None);
    for document in
        [draft, documents::sample(Kind::Quote), documents::sample(Kind::Order), documents::sample(Kind::Reminder)]
    {
        let pdf = render(&RenderRequest::new(document)).unwrap();
        assert!(zugferd::extract(&pdf, &Limits::default()).is_err());
        assert!(String::from_utf8_lossy(&pdf).contains("<pdfaid:part>3</pdfaid:part>"));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let request = RenderRequest::new(case("mixed"));
    assert!(render(&request).unwrap() == render(&request).unwrap());
}
