//! Institutions that were made of a company and that nobody has edited follow the company.

use db::{
    digiforma::{self as mirror, Linkable},
    rows::{Institution, InstitutionValues},
    schema::{digiforma_companies, medical_institutions},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::DataSource;
use uuid::Uuid;

use super::institutions::values;
use crate::{
    Context, Result,
    operations::{
        digiforma::sync::Counters,
        write::{self, Alike, Changed},
    },
};

/// Institutions that are brought up to date together.
const BATCH: i64 = 200;

/// Brings the institutions up to date whose companies changed since.
pub(super) async fn run(ctx: &Context, conn: &mut AsyncPgConnection, counters: &mut Counters) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let found: Vec<(Institution, Uuid)> = medical_institutions::table
            .inner_join(digiforma_companies::table)
            .filter(medical_institutions::digiforma_id.eq(digiforma_companies::digiforma_id.nullable()))
            .filter(medical_institutions::data_source.eq(DataSource::Digiforma))
            .filter(medical_institutions::is_locked.eq(false))
            .filter(medical_institutions::deleted_at.is_null())
            .filter(digiforma_companies::removed_at.is_null())
            .filter(digiforma_companies::updated_at.gt(medical_institutions::updated_at))
            .filter(medical_institutions::id.gt(after))
            .order(medical_institutions::id)
            .limit(BATCH)
            .select((Institution::as_select(), digiforma_companies::id))
            .load(conn)
            .await?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        after = last.id;
        let companies: Vec<Uuid> = found.iter().map(|(_, company)| *company).collect();
        let companies = mirror::matched_by(conn, &companies).await?;
        let pairs = found
            .into_iter()
            .filter_map(|(institution, company)| Some((institution, companies.iter().find(|row| row.id == company)?)));
        let changed: Vec<(Institution, InstitutionValues)> =
            pairs.filter_map(|(row, company)| changed(row, company)).collect();
        store(ctx, conn, &changed, counters).await?;
    }
}

/// The institution and what it becomes, if it is otherwise.
fn changed(row: Institution, company: &Linkable) -> Option<(Institution, InstitutionValues)> {
    let new = values(company);
    let followed = InstitutionValues {
        name: new.name,
        address: new.address,
        siret: new.siret.or_else(|| row.values.siret.clone()),
        main_phone: new.main_phone.or_else(|| row.values.main_phone.clone()),
        ..row.values.clone()
    };
    (followed != row.values).then_some((row, followed))
}

async fn store(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    changed: &[(Institution, InstitutionValues)],
    counters: &mut Counters,
) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let rows: Vec<(Uuid, &InstitutionValues)> = changed.iter().map(|(row, values)| (row.id, values)).collect();
            let written = mirror::follow_companies(conn, &rows).await?;
            let followed = changed.iter().filter(|(row, _)| written.contains(&row.id));
            let told = |(row, values): &(Institution, InstitutionValues)| -> Result<Changed> {
                let changes = write::differences(Some(&row.values), values)?;
                Ok(Changed { id: row.id, institution_id: Some(row.id), changes })
            };
            let rows = followed.map(told).collect::<Result<Vec<_>>>()?;
            counters.of("institutions").updated += i64::try_from(rows.len()).unwrap_or(i64::MAX);
            let alike =
                Alike { action: "institution.updated", event: Some("institution.updated"), entity: "institution" };
            write::announce_all(conn, ctx, alike, rows).await
        })
        .await
}
