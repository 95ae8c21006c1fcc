//! What is missing before an invoice may be issued, with a sentence for people.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use db::{
    rows::{DeductionValues, FirmValues, Institution, InvoiceDeduction, InvoiceLine, InvoiceLineValues},
    schema::{invoice_deductions, invoice_lines, medical_institutions},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{
    BuyerFacts, DocumentFacts, InvoiceKind, InvoiceType, Mention, SellerFacts, VatConflict, missing_mentions,
    vat_conflicts,
};
use uuid::Uuid;

use super::store;
use crate::{
    Error, FieldError, Result,
    operations::billing::{calendar, groups},
};

/// What of a draft decides on its mentions, its lines apart.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// The draft.
    pub id: Uuid,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Which part of a quote.
    pub invoice_type: InvoiceType,
    /// For whom.
    pub institution_id: Uuid,
    /// Last day to pay.
    pub due_date: DateTime<Utc>,
    /// First day of the service.
    pub service_start: Option<NaiveDate>,
    /// Last day of the service.
    pub service_end: Option<NaiveDate>,
}

/// What is missing of each of these drafts; nothing of those that are left out.
///
/// # Errors
/// Those of the database.
pub async fn missing(conn: &mut AsyncPgConnection, drafts: &[Subject]) -> Result<HashMap<Uuid, Vec<FieldError>>> {
    if drafts.is_empty() {
        return Ok(HashMap::new());
    }
    let firm = store::firm(conn).await?;
    let ids: Vec<Uuid> = drafts.iter().map(|draft| draft.id).collect();
    let hosts: HashMap<Uuid, Institution> = medical_institutions::table
        .filter(medical_institutions::id.eq_any(drafts.iter().map(|draft| draft.institution_id)))
        .select(Institution::as_select())
        .load(conn)
        .await?
        .into_iter()
        .map(|host: Institution| (host.id, host))
        .collect();
    let mut lines: HashMap<Uuid, Vec<InvoiceLineValues>> = HashMap::new();
    let rows: Vec<InvoiceLine> = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq_any(&ids))
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    for line in rows {
        lines.entry(line.invoice_id).or_default().push(line.values);
    }
    let mut deductions: HashMap<Uuid, Vec<DeductionValues>> = HashMap::new();
    let rows: Vec<InvoiceDeduction> = invoice_deductions::table
        .filter(invoice_deductions::invoice_id.eq_any(&ids))
        .select(InvoiceDeduction::as_select())
        .load(conn)
        .await?;
    for deduction in rows {
        deductions.entry(deduction.invoice_id).or_default().push(deduction.values);
    }
    let mut missing = HashMap::with_capacity(drafts.len());
    for draft in drafts {
        let (lines, deductions) =
            (lines.remove(&draft.id).unwrap_or_default(), deductions.remove(&draft.id).unwrap_or_default());
        let host = hosts
            .get(&draft.institution_id)
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("an invoice without institution")))?;
        missing.insert(draft.id, problems(draft, &firm.values, host, &lines, &deductions)?);
    }
    Ok(missing)
}

/// What keeps a draft from being issued: mentions that are missing, and VAT that cannot stand together.
pub(super) fn problems(
    draft: &Subject,
    firm: &FirmValues,
    host: &Institution,
    lines: &[InvoiceLineValues],
    deductions: &[DeductionValues],
) -> Result<Vec<FieldError>> {
    let vat = match groups::of_document(lines, deductions) {
        Ok(vat) => vat,
        Err(Error::Invalid(problems)) => return Ok(problems),
        Err(other) => return Err(other),
    };
    let document = DocumentFacts {
        lines: lines.len(),
        vat: &vat,
        due_date: Some(calendar::day_of(draft.due_date)),
        service_start: draft.service_start,
        service_end: draft.service_end,
    };
    // A deposit comes before the service.
    let serves = draft.invoice_type != InvoiceType::Deposit && draft.kind == InvoiceKind::Invoice;
    let missing = missing_mentions(&seller(firm), &buyer(host), &document)
        .into_iter()
        .filter(|mention| serves || *mention != Mention::ServiceDate)
        .map(problem);
    let taxed: Vec<_> = vat.iter().filter(|group| !group.base.is_zero() || !group.tax.is_zero()).copied().collect();
    let conflicts = vat_conflicts(&taxed, firm.vat_regime)
        .into_iter()
        .map(|conflict| FieldError::new("lines", conflict.code(), sentence_of_conflict(conflict)));
    Ok(missing.chain(conflicts).collect())
}

fn seller(firm: &FirmValues) -> SellerFacts<'_> {
    SellerFacts {
        legal_name: firm.legal_name.as_deref(),
        legal_form: firm.legal_form.as_deref(),
        share_capital: firm.share_capital,
        street: firm.address.street.as_deref(),
        zip_code: firm.address.zip_code.as_deref(),
        city: firm.address.city.as_deref(),
        country: firm.address.country.as_deref(),
        siren: firm.siren.as_deref(),
        vat_number: firm.vat_number.as_deref(),
        rcs_city: firm.rcs_city.as_deref(),
        iban: firm.iban.as_deref(),
        vat_regime: firm.vat_regime,
    }
}

/// What the firm itself has to fill in.
#[must_use]
pub fn missing_of_firm(firm: &FirmValues) -> Vec<FieldError> {
    domain::billing::missing_of_seller(&seller(firm)).into_iter().map(problem).collect()
}

fn buyer(host: &Institution) -> BuyerFacts<'_> {
    let values = &host.values;
    BuyerFacts {
        name: Some(&values.name),
        street: Some(&values.address.street),
        zip_code: Some(&values.address.zip_code),
        city: Some(&values.address.city),
        country: Some(&values.address.country),
        siret: values.siret.as_deref(),
        vat_number: values.vat_number.as_deref(),
    }
}

/// A mention that is missing, as a problem at its field.
fn problem(mention: Mention) -> FieldError {
    let what = match mention {
        Mention::LegalName => "The firm's legal name",
        Mention::LegalForm => "The firm's legal form",
        Mention::ShareCapital => "The firm's share capital",
        Mention::SellerStreet => "The street of the firm's address",
        Mention::SellerZipCode => "The post code of the firm's address",
        Mention::SellerCity => "The town of the firm's address",
        Mention::SellerCountry => "The country of the firm's address",
        Mention::Siren => "The firm's SIREN",
        Mention::VatNumber => "The firm's VAT number",
        Mention::RcsCity => "The town of the register of commerce (RCS)",
        Mention::Iban => "The firm's IBAN",
        Mention::BuyerName => "The institution's name",
        Mention::BuyerStreet => "The street of the institution's address",
        Mention::BuyerZipCode => "The post code of the institution's address",
        Mention::BuyerCity => "The town of the institution's address",
        Mention::BuyerCountry => "The country of the institution's address",
        Mention::BuyerSiret => "The institution's SIRET",
        Mention::BuyerVatNumber => "The institution's VAT number",
        Mention::Lines => "A line",
        Mention::DueDate => "The due date",
        Mention::ServiceDate => "The date or period of the service",
    };
    FieldError::new(mention.field(), Mention::CODE, format!("{what} is missing; the law wants it on the document."))
}

fn sentence_of_conflict(conflict: VatConflict) -> String {
    match conflict {
        VatConflict::OutOfScopeMixed => "What is outside the scope of VAT stands on a document of its own.".to_owned(),
        VatConflict::SeveralReasons(category) => {
            format!("A document has one reason in the category {category}. Put the others on another one.")
        }
        VatConflict::Rounding { rate } => {
            format!("The lines' roundings at {} % add up to a euro or more. Bring lines together.", rate.normalize())
        }
        VatConflict::TaxUnderFranchise => "The firm is below the threshold of VAT and charges none.".to_owned(),
    }
}
