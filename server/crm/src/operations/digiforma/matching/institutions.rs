//! Institutions made of companies that are none of those that are there.

use std::collections::HashMap;

use chrono::Utc;
use db::{
    digiforma::Linkable,
    rows::{Address, InstitutionBilling, InstitutionValues},
    schema::{medical_institutions, medical_profiles},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    CommercialStatus, DataSource, DigiformaMatchType, InstitutionType, identifiers, matching::normalised_name,
};
use serde_json::json;
use uuid::Uuid;

use super::{Proposal, checked_siret};
use crate::{
    Context, Result,
    operations::{
        digiforma::sync::Counters,
        write::{self, Alike, Changed},
    },
};

/// What is not known of an address, as the original writes it.
const NO_STREET: &str = "Adresse non renseignée";
const NO_CITY: &str = "Non renseignée";
const NO_ZIP_CODE: &str = "00000";
const NO_COUNTRY: &str = "FR";

/// Makes an institution of each company, and links them. Companies of one SIRET, or of one name in one town, become one.
pub(super) async fn make(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    companies: &[&Linkable],
    counters: &mut Counters,
) -> Result<Vec<Proposal>> {
    if companies.is_empty() {
        return Ok(Vec::new());
    }
    let mut made: Vec<(Uuid, InstitutionValues)> = Vec::new();
    let mut by_key: HashMap<String, Uuid> = HashMap::new();
    let mut proposals = Vec::new();
    for company in companies {
        let key = checked_siret(company).unwrap_or_else(|| {
            let city = company.city.as_deref().map(domain::matching::folded).unwrap_or_default();
            format!("{} {city}", normalised_name(&company.name))
        });
        let criterion = if by_key.contains_key(&key) { "name" } else { "created" };
        let institution_id = *by_key.entry(key).or_insert_with(|| {
            let id = Uuid::now_v7();
            made.push((id, values(company)));
            id
        });
        proposals.push(Proposal {
            company_id: company.id,
            institution_id,
            kind: DigiformaMatchType::Auto,
            score: 100,
            criterion,
        });
    }
    without_taken_numbers(conn, &mut made).await?;
    insert(ctx, conn, &made).await?;
    counters.of("institutions").created += i64::try_from(made.len()).unwrap_or(i64::MAX);
    Ok(proposals)
}

/// What the sync writes of a company into an institution that nobody has edited.
pub(super) fn values(company: &Linkable) -> InstitutionValues {
    let part = |text: Option<&str>, most: usize, otherwise: &str| {
        let text = text.map(str::trim).filter(|text| !text.is_empty()).unwrap_or(otherwise);
        text.chars().take(most).collect::<String>()
    };
    InstitutionValues {
        name: part(Some(&company.name), 255, "Digiforma"),
        kind: InstitutionType::Clinic,
        address: Address {
            street: part(company.street.as_deref(), 255, NO_STREET),
            city: part(company.city.as_deref(), 255, NO_CITY),
            state: String::new(),
            zip_code: part(company.zip_code.as_deref(), 20, NO_ZIP_CODE),
            country: part(company.country.as_deref(), 100, NO_COUNTRY),
        },
        accounting_number: company.accounting_number.as_deref().map(|number| part(Some(number), 50, number)),
        digiforma_id: Some(company.digiforma_id.clone()),
        finess: None,
        siret: checked_siret(company),
        vat_number: None,
        group_name: None,
        commercial_status: CommercialStatus::Prospect,
        main_phone: company.phone.as_deref().and_then(|phone| identifiers::phone::parse(phone).ok()),
        assigned_user_id: None,
        tags: vec!["digiforma".to_owned(), "formation".to_owned()],
        is_active: true,
        billing: InstitutionBilling::default(),
    }
}

/// Accounting numbers are unique: one that another institution of this batch has already is left out.
async fn without_taken_numbers(conn: &mut AsyncPgConnection, made: &mut [(Uuid, InstitutionValues)]) -> Result<()> {
    let asked: Vec<String> = made.iter().filter_map(|(_, values)| values.accounting_number.clone()).collect();
    let mut taken: Vec<String> = medical_institutions::table
        .filter(medical_institutions::deleted_at.is_null())
        .filter(medical_institutions::accounting_number.eq_any(&asked))
        .select(medical_institutions::accounting_number.assume_not_null())
        .load(conn)
        .await?;
    for (_, values) in made {
        match &values.accounting_number {
            Some(number) if taken.contains(number) => values.accounting_number = None,
            Some(number) => taken.push(number.clone()),
            None => {}
        }
    }
    Ok(())
}

async fn insert(ctx: &Context, conn: &mut AsyncPgConnection, made: &[(Uuid, InstitutionValues)]) -> Result<()> {
    let stamp = json!({ "digiforma": Utc::now() });
    let rows: Vec<_> = made
        .iter()
        .map(|(id, values)| {
            (
                medical_institutions::id.eq(id),
                values,
                medical_institutions::data_source.eq(DataSource::Digiforma),
                medical_institutions::is_locked.eq(false),
                medical_institutions::external_data.eq(json!({ "digiforma": { "companyId": values.digiforma_id } })),
                medical_institutions::last_sync_at.eq(stamp.clone()),
            )
        })
        .collect();
    diesel::insert_into(medical_institutions::table).values(rows).execute(conn).await?;
    let profiles: Vec<_> = made.iter().map(|(id, _)| medical_profiles::institution_id.eq(id)).collect();
    diesel::insert_into(medical_profiles::table).values(profiles).execute(conn).await?;
    let changed = |(id, values): &(Uuid, InstitutionValues)| -> Result<Changed> {
        Ok(Changed { id: *id, institution_id: Some(*id), changes: write::differences(None, values)? })
    };
    let rows = made.iter().map(changed).collect::<Result<_>>()?;
    let alike = Alike { action: "institution.created", event: Some("institution.created"), entity: "institution" };
    write::announce_all(conn, ctx, alike, rows).await
}
