//! Links between rows of the mirror and to institutions, where something else changed than the row itself.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::rows::InstitutionValues;

/// How many rows were linked otherwise than before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Linked {
    /// Companies, by their mappings.
    pub companies: usize,
    /// Quotes, invoices, customers and people, by their companies.
    pub others: usize,
}

/// A company's institution is that of its mapping, as soon as the mapping is more than a suggestion.
const COMPANIES: &str = "
    UPDATE digiforma_companies AS companies SET institution_id = mapped.institution_id
    FROM digiforma_companies AS same
    LEFT JOIN digiforma_institution_mappings AS mapped ON mapped.digiforma_company_id = same.id
        AND (mapped.match_type <> 'fuzzy' OR mapped.confirmed_at IS NOT NULL)
    WHERE same.id = companies.id AND ($1 IS NULL OR companies.id = ANY ($1))
        AND companies.institution_id IS DISTINCT FROM mapped.institution_id";

/// Companies that came into the mirror after what names them.
const BY_COMPANY: [&str; 4] = [
    "UPDATE digiforma_contacts AS linked SET digiforma_company_id = companies.id
     FROM digiforma_companies AS companies
     WHERE companies.digiforma_id = linked.company_digiforma_id AND ($1 IS NULL OR companies.id = ANY ($1))
         AND linked.digiforma_company_id IS DISTINCT FROM companies.id",
    "UPDATE digiforma_customers AS linked SET digiforma_company_id = companies.id
     FROM digiforma_companies AS companies
     WHERE companies.digiforma_id = linked.company_digiforma_id AND ($1 IS NULL OR companies.id = ANY ($1))
         AND linked.digiforma_company_id IS DISTINCT FROM companies.id",
    "UPDATE digiforma_quotes AS linked
     SET digiforma_company_id = companies.id, institution_id = companies.institution_id
     FROM digiforma_companies AS companies
     WHERE companies.digiforma_id = linked.company_digiforma_id AND ($1 IS NULL OR companies.id = ANY ($1))
         AND (linked.digiforma_company_id, linked.institution_id)
             IS DISTINCT FROM (companies.id, companies.institution_id)",
    "UPDATE digiforma_invoices AS linked
     SET digiforma_company_id = companies.id, institution_id = companies.institution_id
     FROM digiforma_companies AS companies
     WHERE companies.digiforma_id = linked.company_digiforma_id AND ($1 IS NULL OR companies.id = ANY ($1))
         AND (linked.digiforma_company_id, linked.institution_id)
             IS DISTINCT FROM (companies.id, companies.institution_id)",
];

/// People are the contacts of their institution who have the same address.
const PEOPLE: &str = "
    UPDATE digiforma_contacts AS people SET contact_person_id = found.contact_person_id
    FROM digiforma_contacts AS same
    LEFT JOIN digiforma_companies AS companies ON companies.id = same.digiforma_company_id
    LEFT JOIN LATERAL (
        SELECT contact_persons.id AS contact_person_id FROM contact_persons
        WHERE contact_persons.institution_id = companies.institution_id
            AND contact_persons.email = lower(btrim(same.email)) AND contact_persons.deleted_at IS NULL
        ORDER BY contact_persons.id LIMIT 1
    ) AS found ON true
    WHERE same.id = people.id AND ($1 IS NULL OR same.digiforma_company_id = ANY ($1))
        AND people.contact_person_id IS DISTINCT FROM found.contact_person_id";

/// Brings the links of some companies up to date, and of all that hangs on them; `None`: of all.
///
/// # Errors
/// What the database says.
pub async fn relink(conn: &mut AsyncPgConnection, companies: Option<&[Uuid]>) -> QueryResult<Linked> {
    let mut linked = Linked { companies: run(conn, COMPANIES, companies).await?, ..Linked::default() };
    for statement in BY_COMPANY {
        linked.others += run(conn, statement, companies).await?;
    }
    linked.others += run(conn, PEOPLE, companies).await?;
    Ok(linked)
}

async fn run(conn: &mut AsyncPgConnection, statement: &'static str, companies: Option<&[Uuid]>) -> QueryResult<usize> {
    sql_query(statement).bind::<Nullable<Array<SqlUuid>>, _>(companies).execute(conn).await
}

const FOLLOW: &str = "
    UPDATE medical_institutions AS institutions
    SET name = followed.name, address_street = followed.street, address_city = followed.city,
        address_zip_code = followed.zip_code, address_country = followed.country, siret = followed.siret,
        main_phone = followed.main_phone,
        last_sync_at = institutions.last_sync_at || jsonb_build_object('digiforma', now())
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        AS followed (id, name, street, city, zip_code, country, siret, main_phone)
    WHERE institutions.id = followed.id AND NOT institutions.is_locked
    RETURNING institutions.id";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Writes what institutions take over from their companies; gives those that were written: one that a person edits at this
/// moment is not.
///
/// # Errors
/// What the database says.
pub async fn follow_companies(
    conn: &mut AsyncPgConnection,
    institutions: &[(Uuid, &InstitutionValues)],
) -> QueryResult<Vec<Uuid>> {
    let text = |part: fn(&InstitutionValues) -> &String| {
        institutions.iter().map(|(_, values)| part(values)).collect::<Vec<_>>()
    };
    let optional = |part: fn(&InstitutionValues) -> &Option<String>| {
        institutions.iter().map(|(_, values)| part(values)).collect::<Vec<_>>()
    };
    let written: Vec<Id> = sql_query(FOLLOW)
        .bind::<Array<SqlUuid>, _>(institutions.iter().map(|(id, _)| *id).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(text(|values| &values.name))
        .bind::<Array<Text>, _>(text(|values| &values.address.street))
        .bind::<Array<Text>, _>(text(|values| &values.address.city))
        .bind::<Array<Text>, _>(text(|values| &values.address.zip_code))
        .bind::<Array<Text>, _>(text(|values| &values.address.country))
        .bind::<Array<Nullable<Text>>, _>(optional(|values| &values.siret))
        .bind::<Array<Nullable<Text>>, _>(optional(|values| &values.main_phone))
        .load(conn)
        .await?;
    Ok(written.into_iter().map(|row| row.id).collect())
}
