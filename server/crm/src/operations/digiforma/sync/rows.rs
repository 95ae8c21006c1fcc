//! Records of Digiforma as rows of the mirror.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::digiforma::{
    CompanyRecord, ContactRecord, CustomerRecord, DirectoryRecord, InvoiceRecord, ProgramRecord, QuoteRecord,
    TrainingSessionRecord,
};
use digiforma::{
    meaning::{self, DocumentState, QuotationState},
    record::{
        Company, Contact, CrmStatus, Customer, FundingAgency, Invoice, Party, PartyKind, Program, Quotation, Trainee,
        TrainingSession,
    },
};
use domain::{DigiformaContactKind, DigiformaInvoiceStatus, DigiformaQuoteStatus, matching};
use serde_json::{Map, Value, json};

use crate::operations::billing::calendar::{day_of, instant_of};

/// States of deals, by the customer's id upstream.
pub(super) type Deals = HashMap<String, CrmStatus>;

/// The row as it was received, without characters that the database has no place for.
fn stored(raw: &Value) -> String {
    let text = raw.to_string();
    if text.contains("\\u0000") { without_nulls(raw).to_string() } else { text }
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(values) => Value::Array(values.iter().map(without_nulls).collect()),
        Value::Object(fields) => Value::Object(
            fields.iter().map(|(name, value)| (name.replace('\0', ""), without_nulls(value))).collect::<Map<_, _>>(),
        ),
        other => other.clone(),
    }
}

fn text(value: Option<&str>) -> Option<String> {
    value.map(|value| value.replace('\0', "")).filter(|value| !value.trim().is_empty())
}

/// The first of the names that is there; else what people know the record by.
fn named(names: &[Option<&str>], id: &str) -> String {
    names.iter().find_map(|name| text(*name)).unwrap_or_else(|| format!("Digiforma {id}"))
}

pub(super) fn company(record: &Company) -> CompanyRecord {
    let name = named(&[record.name.as_deref(), record.legal_name.as_deref(), record.code.as_deref()], &record.id);
    let country = record.country.as_deref().or(record.country_code.as_deref());
    let parts = [
        ("street", record.road_address.as_deref()),
        ("city", record.city.as_deref()),
        ("zipCode", record.city_code.as_deref()),
        ("country", country),
    ];
    let address: Map<String, Value> =
        parts.into_iter().filter_map(|(part, value)| Some((part.to_owned(), json!(text(value)?)))).collect();
    CompanyRecord {
        digiforma_id: record.id.clone(),
        match_name: matching::normalised_name(&name),
        name,
        email: text(record.email.as_deref()),
        phone: text(record.phone.as_deref()),
        address: (!address.is_empty()).then(|| Value::Object(address).to_string()),
        siret: text(record.siret.as_deref()),
        accounting_number: text(record.accounting_number.as_deref()),
        website: text(record.website.as_deref()),
        metadata: stored(&record.raw),
    }
}

pub(super) fn contact(company: &str, record: &Contact) -> ContactRecord {
    ContactRecord {
        kind: DigiformaContactKind::Contact.name(),
        digiforma_id: record.id.clone(),
        company_digiforma_id: Some(company.to_owned()),
        first_name: text(record.firstname.as_deref()).unwrap_or_default(),
        last_name: text(record.lastname.as_deref()).unwrap_or_default(),
        email: text(record.email.as_deref()),
        phone: text(record.phone.as_deref()),
        role: text(record.position.as_deref()).or_else(|| text(record.title.as_deref())),
        metadata: stored(&record.raw),
    }
}

pub(super) fn trainee(record: &Trainee) -> ContactRecord {
    ContactRecord {
        kind: DigiformaContactKind::Trainee.name(),
        digiforma_id: record.id.clone(),
        company_digiforma_id: record.company_id.clone(),
        first_name: text(record.firstname.as_deref()).unwrap_or_default(),
        last_name: text(record.lastname.as_deref()).unwrap_or_default(),
        email: text(record.email.as_deref()),
        phone: text(record.phone.as_deref()),
        role: text(record.position.as_deref()).or_else(|| text(record.profession.as_deref())),
        metadata: stored(&record.raw),
    }
}

pub(super) fn program(record: &Program) -> ProgramRecord {
    ProgramRecord {
        digiforma_id: record.id.clone(),
        name: named(&[record.name.as_deref(), record.code.as_deref()], &record.id),
        code: text(record.code.as_deref()),
        parent_digiforma_id: record.parent_id.clone(),
        metadata: stored(&record.raw),
    }
}

pub(super) fn training_session(record: &TrainingSession) -> TrainingSessionRecord {
    let names = [record.custom_name.as_deref(), record.name.as_deref(), record.program_name.as_deref()];
    TrainingSessionRecord {
        digiforma_id: record.id.clone(),
        name: named(&names, &record.id),
        code: text(record.code.as_deref()),
        program_digiforma_id: record.program_id.clone(),
        pipeline_state: text(record.pipeline_state.as_deref()),
        start_date: record.start_date,
        end_date: record.end_date,
        metadata: stored(&record.raw),
    }
}

pub(super) fn customer(record: &Customer) -> CustomerRecord {
    let buyer = |kind| record.buyer.as_ref().filter(|buyer| buyer.kind == kind).map(|buyer| buyer.id.clone());
    CustomerRecord {
        digiforma_id: record.id.clone(),
        company_digiforma_id: buyer(PartyKind::Company),
        trainee_digiforma_id: buyer(PartyKind::Trainee),
        training_session_digiforma_id: record.training_session_id.clone(),
        crm_status: record.crm_status.as_ref().map(|status| status.as_str().to_owned()),
        metadata: stored(&record.raw),
    }
}

pub(super) fn funding_agency(record: &FundingAgency) -> DirectoryRecord {
    DirectoryRecord { kind: "funding_agency", digiforma_id: record.id.clone(), metadata: stored(&record.raw) }
}

/// # Errors
/// A quotation that no day can be found for.
pub(super) fn quote(record: &Quotation, deals: &Deals) -> Result<QuoteRecord, String> {
    let totals = meaning::quotation_totals(record);
    let day = record.date.or(record.inserted_at.map(day_of)).ok_or("It has no date.")?;
    let deal = record.customer_id.as_ref().and_then(|id| deals.get(id));
    let status = match meaning::quotation_state(record, deal) {
        _ if record.number.is_none() && record.number_text.is_none() => DigiformaQuoteStatus::Draft,
        QuotationState::Open => DigiformaQuoteStatus::Sent,
        QuotationState::Accepted => DigiformaQuoteStatus::Accepted,
        QuotationState::Refused | QuotationState::Cancelled => DigiformaQuoteStatus::Rejected,
    };
    Ok(QuoteRecord {
        digiforma_id: record.id.clone(),
        company_digiforma_id: company_of(record.recipient.as_ref(), record.buyer.as_ref()),
        customer_digiforma_id: record.customer_id.clone(),
        recipient_name: name_of(record.recipient.as_ref(), record.buyer.as_ref()),
        quote_number: meaning::quotation_number_shown(record).and_then(|number| text(Some(&number))),
        status: status.name(),
        net_amount: totals.net,
        total_amount: totals.gross,
        created_date: instant_of(day),
        accepted_date: record.accepted_at.map(instant_of),
        metadata: stored(&record.raw),
    })
}

/// # Errors
/// An invoice that no day can be found for.
pub(super) fn invoice(record: &Invoice, today: NaiveDate) -> Result<InvoiceRecord, String> {
    let totals = meaning::invoice_totals(record);
    let day = record.date.or(record.inserted_at.map(day_of)).ok_or("It has no date.")?;
    let state = meaning::invoice_state(record, today);
    let status = match state {
        DocumentState::Draft => DigiformaInvoiceStatus::Draft,
        DocumentState::Open => DigiformaInvoiceStatus::Sent,
        DocumentState::PartlyPaid => DigiformaInvoiceStatus::PartiallyPaid,
        DocumentState::Overdue => DigiformaInvoiceStatus::Overdue,
        DocumentState::Paid => DigiformaInvoiceStatus::Paid,
    };
    let last_payment = record.payments.iter().filter_map(|payment| payment.date).max();
    Ok(InvoiceRecord {
        digiforma_id: record.id.clone(),
        company_digiforma_id: company_of(record.recipient.as_ref(), record.buyer.as_ref()),
        customer_digiforma_id: record.customer_id.clone(),
        recipient_name: name_of(record.recipient.as_ref(), record.buyer.as_ref()),
        invoice_number: meaning::number_shown(record).and_then(|number| text(Some(&number))),
        status: status.name(),
        net_amount: totals.net,
        total_amount: totals.gross,
        paid_amount: meaning::paid(record),
        issue_date: instant_of(day),
        due_date: meaning::due_date(record).map(instant_of),
        paid_date: last_payment.filter(|_| state == DocumentState::Paid).map(instant_of),
        metadata: stored(&record.raw),
    })
}

/// The company that a document is of: the one that is billed, else the one that bought (an agency pays for it).
fn company_of(recipient: Option<&Party>, buyer: Option<&Party>) -> Option<String> {
    let company =
        |party: Option<&Party>| party.filter(|party| party.kind == PartyKind::Company).map(|party| party.id.clone());
    company(recipient).or_else(|| company(buyer))
}

fn name_of(recipient: Option<&Party>, buyer: Option<&Party>) -> Option<String> {
    let name = |party: Option<&Party>| party.and_then(|party| text(party.name.as_deref()));
    name(recipient).or_else(|| name(buyer))
}

#[cfg(test)]
mod tests {
    use digiforma::record::read;

    use super::*;

    fn invoice_of(row: &Value) -> InvoiceRecord {
        invoice(&read::<Invoice>(row).unwrap().record, "2026-03-01".parse().unwrap()).unwrap()
    }

    #[test]
    fn a_document_is_of_who_is_billed_or_else_of_who_bought() {
        let billed = json!({
            "id": "1", "date": "2026-02-01", "customer": { "id": "9", "entity": { "__typename": "Company", "id": "5" } },
            "recipient": { "__typename": "Company", "id": "6", "name": "CH Cholet" },
        });
        assert_eq!(invoice_of(&billed).company_digiforma_id.as_deref(), Some("6"));
        let by_agency = json!({
            "id": "1", "date": "2026-02-01", "customer": { "id": "9", "entity": { "__typename": "Company", "id": "5" } },
            "recipient": { "__typename": "FundingAgency", "id": "6", "name": "OPCO" },
        });
        let row = invoice_of(&by_agency);
        assert_eq!(row.company_digiforma_id.as_deref(), Some("5"));
        assert_eq!(row.recipient_name.as_deref(), Some("OPCO"));
        let nobody = invoice_of(&json!({ "id": "1", "date": "2026-02-01", "customer": null }));
        assert_eq!((nobody.company_digiforma_id, nobody.status), (None, "draft"));
    }

    #[test]
    fn characters_without_a_place_are_left_out() {
        let row = company(&read::<Company>(&json!({ "id": "7", "name": "A\u{0}B", "note": "\u{0}" })).unwrap().record);
        assert_eq!(row.name, "AB");
        assert!(!row.metadata.contains("\\u0000"), "{}", row.metadata);
        let backslash = json!({ "id": "8", "note": "\\u0000 as text" });
        let row = company(&read::<Company>(&backslash).unwrap().record);
        assert_eq!(serde_json::from_str::<Value>(&row.metadata).unwrap(), backslash);
    }

    #[test]
    fn a_company_without_a_name_is_known_by_its_number() {
        assert_eq!(company(&read::<Company>(&json!({ "id": "7" })).unwrap().record).name, "Digiforma 7");
    }
}
