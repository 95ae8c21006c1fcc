//! Which institutions a company of Digiforma may be: by its numbers and address, or by its name.
//!
//! Each statement asks for a batch of companies; indexes find the institutions, the rules choose among them.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

/// A company without an institution.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Linkable {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub digiforma_id: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub siret: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub accounting_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub street: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub city: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub zip_code: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub country: Option<String>,
    /// Whether a person undid a link of it.
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub was_refused: bool,
}

/// An institution that a company may be.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Candidate {
    #[diesel(sql_type = SqlUuid)]
    pub company_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub institution_id: Uuid,
    /// What was found equal: `digiforma_id`, `accounting_number`, `siret`, `email`; or `name`, when it is alike.
    #[diesel(sql_type = Text)]
    pub criterion: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub city: String,
    #[diesel(sql_type = Text)]
    pub zip_code: String,
}

/// What a company is matched by.
macro_rules! companies {
    () => {
        "SELECT id, digiforma_id, name, email, phone, siret, accounting_number, address ->> 'street' AS street,
            address ->> 'city' AS city, address ->> 'zipCode' AS zip_code, address ->> 'country' AS country,
            EXISTS (SELECT FROM digiforma_refused_matches AS refused WHERE refused.digiforma_company_id = companies.id)
                AS was_refused
        FROM digiforma_companies AS companies "
    };
}

/// Which companies are to be matched: they have no institution, are still there, and are finished in Digiforma.
macro_rules! are_linkable {
    () => {
        "WHERE institution_id IS NULL AND removed_at IS NULL AND coalesce(metadata ->> 'draft', 'false') <> 'true' "
    };
}

const LINKABLE: &str = concat!(companies!(), are_linkable!(), "AND ($1 IS NULL OR id > $1) ORDER BY id LIMIT $2");

const LINKABLE_ONE: &str = concat!(companies!(), are_linkable!(), "AND id = $1");

const SOME: &str = concat!(companies!(), "WHERE id = ANY ($1)");

const BY_NUMBER: &str = "
    WITH wanted AS (
        SELECT companies.id, companies.digiforma_id, companies.accounting_number, asked.siret,
            lower(btrim(companies.email)) AS email
        FROM unnest($1::uuid[], $2::text[]) AS asked (id, siret)
        JOIN digiforma_companies AS companies ON companies.id = asked.id
    ), found AS (
        SELECT wanted.id AS company_id, institutions.id AS institution_id, 'digiforma_id' AS criterion
        FROM wanted JOIN medical_institutions AS institutions ON institutions.digiforma_id = wanted.digiforma_id
        UNION
        SELECT wanted.id, institutions.id, 'accounting_number'
        FROM wanted JOIN medical_institutions AS institutions
            ON institutions.accounting_number = wanted.accounting_number
        UNION
        SELECT wanted.id, institutions.id, 'siret'
        FROM wanted JOIN medical_institutions AS institutions ON institutions.siret = wanted.siret
        UNION
        SELECT wanted.id, contacts.institution_id, 'email'
        FROM wanted JOIN contact_persons AS contacts ON contacts.email = wanted.email AND contacts.deleted_at IS NULL
    )
    SELECT found.company_id, found.institution_id, found.criterion, institutions.name,
        institutions.address_city AS city, institutions.address_zip_code AS zip_code
    FROM found
    JOIN medical_institutions AS institutions
        ON institutions.id = found.institution_id AND institutions.deleted_at IS NULL
    WHERE NOT EXISTS (
        SELECT FROM digiforma_refused_matches AS refused
        WHERE refused.digiforma_company_id = found.company_id AND refused.institution_id = found.institution_id
    )
    ORDER BY found.company_id, found.institution_id";

const BY_NAME: &str = "
    SELECT companies.id AS company_id, found.id AS institution_id, 'name' AS criterion, found.name,
        found.address_city AS city, found.address_zip_code AS zip_code
    FROM unnest($1::uuid[]) AS asked (id)
    JOIN digiforma_companies AS companies ON companies.id = asked.id
    CROSS JOIN LATERAL (
        SELECT institutions.id, institutions.name, institutions.address_city, institutions.address_zip_code
        FROM medical_institutions AS institutions
        WHERE companies.match_name <% institutions.search_text AND institutions.deleted_at IS NULL
            AND ($3 OR NOT EXISTS (
                SELECT FROM digiforma_refused_matches AS refused
                WHERE refused.digiforma_company_id = companies.id AND refused.institution_id = institutions.id
            ))
        ORDER BY
            (fold(companies.address ->> 'city') IS NOT DISTINCT FROM fold(institutions.address_city)) DESC,
            similarity(fold(companies.name), fold(institutions.name)) DESC, institutions.id
        LIMIT $2
    ) AS found
    WHERE companies.match_name <> ''
    ORDER BY companies.id, found.id";

/// Companies that have no institution, `most` of them behind the one of id `after`.
///
/// # Errors
/// What the database says.
pub async fn linkable(conn: &mut AsyncPgConnection, after: Option<Uuid>, most: i64) -> QueryResult<Vec<Linkable>> {
    sql_query(LINKABLE).bind::<Nullable<SqlUuid>, _>(after).bind::<BigInt, _>(most).load(conn).await
}

/// The company of this id, if it has no institution and is to be matched.
///
/// # Errors
/// What the database says.
pub async fn linkable_one(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Option<Linkable>> {
    sql_query(LINKABLE_ONE).bind::<SqlUuid, _>(id).get_result(conn).await.optional()
}

/// What these companies are matched by, whether they have institutions or not.
///
/// # Errors
/// What the database says.
pub async fn matched_by(conn: &mut AsyncPgConnection, ids: &[Uuid]) -> QueryResult<Vec<Linkable>> {
    sql_query(SOME).bind::<Array<SqlUuid>, _>(ids).load(conn).await
}

/// Institutions that have a number or an address of these companies, each with its checked SIRET if it has one. Pairs
/// that a person parted are left out.
///
/// # Errors
/// What the database says.
pub async fn by_number(
    conn: &mut AsyncPgConnection,
    companies: &[(Uuid, Option<String>)],
) -> QueryResult<Vec<Candidate>> {
    let (ids, sirets): (Vec<Uuid>, Vec<Option<&str>>) =
        companies.iter().map(|(id, siret)| (*id, siret.as_deref())).unzip();
    sql_query(BY_NUMBER).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Nullable<Text>>, _>(sirets).load(conn).await
}

/// Institutions whose names hold something like the telling words of these companies' names: at most `most` for each.
/// Pairs that a person parted are left out, unless `refused_too`.
///
/// # Errors
/// What the database says.
pub async fn by_name(
    conn: &mut AsyncPgConnection,
    companies: &[Uuid],
    most: i64,
    refused_too: bool,
) -> QueryResult<Vec<Candidate>> {
    sql_query(BY_NAME)
        .bind::<Array<SqlUuid>, _>(companies)
        .bind::<BigInt, _>(most)
        .bind::<diesel::sql_types::Bool, _>(refused_too)
        .load(conn)
        .await
}
