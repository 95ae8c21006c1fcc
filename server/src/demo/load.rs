//! Writes the demo company into a database: a few multi-row statements in one transaction.

use std::collections::{HashMap, HashSet};

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use db::schema::{audit_events, contact_persons, medical_institutions, medical_profiles, tasks, teams, users};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use domain::UserRole;
use uuid::Uuid;

use super::chance::key_of;
use super::firm::{ACCOUNTS, EAST, Staff, TEAMS, WEST};
use super::institutions::{InstitutionRow, ProfileRow};
use super::{
    Establishment, billing, contacts, establishments, history, institutions, moment, segments, tasks as demo_tasks,
};

/// How many rows were new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Teams.
    pub teams: usize,
    /// People of the firm.
    pub users: usize,
    /// Institutions.
    pub institutions: usize,
    /// Contacts.
    pub contacts: usize,
    /// Tasks.
    pub tasks: usize,
    /// Items of the catalog.
    pub catalog_items: usize,
    /// Quotes.
    pub quotes: usize,
    /// Invoices and credit notes.
    pub invoices: usize,
    /// Payments.
    pub payments: usize,
    /// Entries of revenue.
    pub revenue_entries: usize,
    /// Segments.
    pub segments: usize,
}

/// Adds what is missing of the demo company, in one transaction.
///
/// `password_hash` is the Argon2id hash that new accounts get; `today` is the day around which new tasks, audits and
/// invoices lie. Rows that exist are not touched.
///
/// # Errors
/// What the database says; then nothing was written.
pub async fn load(conn: &mut AsyncPgConnection, password_hash: &str, today: NaiveDate) -> anyhow::Result<Loaded> {
    let houses = establishments()?;
    conn.transaction(async |conn| -> anyhow::Result<Loaded> {
        // Nobody needs to hear of each row: there is no page open on a company that is being made.
        conn.batch_execute("SET LOCAL app.bulk_load = 'on'").await?;
        let teams = insert_teams(conn).await?;
        let users = insert_users(conn, password_hash, today).await?;
        let staff = staff(conn).await?;
        Ok(Loaded { teams, users, ..insert_business(conn, &houses, &staff, today).await? })
    })
    .await
}

async fn insert_teams(conn: &mut AsyncPgConnection) -> QueryResult<usize> {
    let rows: Vec<_> = TEAMS
        .iter()
        .map(|(name, description)| {
            (teams::id.eq(key_of("team", name)), teams::name.eq(name), teams::description.eq(description))
        })
        .collect();
    diesel::insert_into(teams::table).values(rows).on_conflict_do_nothing().execute(conn).await
}

/// The keys of the teams, which people may have made, and named so, themselves.
async fn team_ids(conn: &mut AsyncPgConnection) -> QueryResult<HashMap<&'static str, Uuid>> {
    let names = TEAMS.map(|(name, _)| name);
    let found: Vec<(Uuid, String)> = teams::table
        .filter(teams::id.eq_any(names.map(|name| key_of("team", name))).or(teams::name.eq_any(names)))
        .filter(teams::deleted_at.is_null())
        .select((teams::id, teams::name))
        .load(conn)
        .await?;
    let of = |name: &str| {
        let own = key_of("team", name);
        found.iter().find(|(id, _)| *id == own).or_else(|| found.iter().find(|(_, n)| n == name)).map(|(id, _)| *id)
    };
    Ok(names.into_iter().filter_map(|name| Some((name, of(name)?))).collect())
}

/// A row of `users`.
#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
struct UserRow<'a> {
    id: Uuid,
    email: &'a str,
    password_hash: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    role: UserRole,
    team_id: Option<Uuid>,
    avatar_seed: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

async fn insert_users(conn: &mut AsyncPgConnection, password_hash: &str, today: NaiveDate) -> QueryResult<usize> {
    let teams = team_ids(conn).await?;
    let since = moment(today, -920, 8);
    let rows: Vec<_> = ACCOUNTS
        .iter()
        .map(|account| UserRow {
            id: account.id(),
            email: account.email,
            password_hash,
            first_name: account.first_name,
            last_name: account.last_name,
            role: account.role,
            team_id: account.team.and_then(|team| teams.get(team).copied()),
            avatar_seed: format!("{} {}", account.first_name, account.last_name),
            created_at: since,
            updated_at: since,
        })
        .collect();
    diesel::insert_into(users::table).values(rows).on_conflict_do_nothing().execute(conn).await
}

/// The accounts as they stand: under their own key, or as somebody who had the e-mail address before.
async fn staff(conn: &mut AsyncPgConnection) -> anyhow::Result<Staff> {
    let found: Vec<(Uuid, String)> = users::table
        .filter(
            users::id
                .eq_any(ACCOUNTS.map(|account| account.id()))
                .or(users::email.eq_any(ACCOUNTS.map(|account| account.email))),
        )
        .select((users::id, users::email))
        .load(conn)
        .await?;
    let mut staff = Staff { manager: Uuid::nil(), west: Vec::new(), east: Vec::new() };
    for account in &ACCOUNTS {
        let (id, _) = found
            .iter()
            .find(|(id, _)| *id == account.id())
            .or_else(|| found.iter().find(|(_, email)| email == account.email))
            .with_context(|| format!("the demo account {} could not be made", account.email))?;
        match (account.role, account.team) {
            (UserRole::Manager, _) => staff.manager = *id,
            (UserRole::Auditor, Some(WEST)) => staff.west.push(*id),
            (UserRole::Auditor, Some(EAST)) => staff.east.push(*id),
            _ => {}
        }
    }
    Ok(staff)
}

/// Institutions and what belongs to them.
async fn insert_business(
    conn: &mut AsyncPgConnection,
    houses: &[Establishment],
    staff: &Staff,
    today: NaiveDate,
) -> anyhow::Result<Loaded> {
    let (rows, profiles): (Vec<InstitutionRow>, Vec<ProfileRow>) =
        houses.iter().map(|house| institutions::rows(house, staff, today)).unzip();
    let institutions =
        diesel::insert_into(medical_institutions::table).values(&rows).on_conflict_do_nothing().execute(conn).await?;
    // An institution is left out when somebody else has its accounting number: so are then the rows below it.
    let present: HashSet<Uuid> = medical_institutions::table
        .filter(medical_institutions::id.eq_any(rows.iter().map(|row| row.id)))
        .select(medical_institutions::id)
        .load(conn)
        .await?
        .into_iter()
        .collect();
    let pairs = || houses.iter().zip(&rows).filter(|(_, row)| present.contains(&row.id));

    let profiles: Vec<_> = profiles.into_iter().filter(|row| present.contains(&row.institution_id)).collect();
    diesel::insert_into(medical_profiles::table).values(profiles).on_conflict_do_nothing().execute(conn).await?;

    let people: Vec<_> = pairs().flat_map(|(house, row)| contacts::rows(house, row.id, today)).collect();
    let contacts =
        diesel::insert_into(contact_persons::table).values(&people).on_conflict_do_nothing().execute(conn).await?;

    let known: HashSet<Uuid> = contact_persons::table
        .filter(contact_persons::id.eq_any(people.iter().map(|row| row.id)))
        .select(contact_persons::id)
        .load(conn)
        .await?
        .into_iter()
        .collect();
    let mut work: Vec<_> = pairs().flat_map(|(house, row)| demo_tasks::at(house, row, staff, today)).collect();
    for task in &mut work {
        task.values.contact_id = task.values.contact_id.filter(|id| known.contains(id));
    }
    work.extend(demo_tasks::in_the_office(staff, today));
    let new: Vec<Uuid> = diesel::insert_into(tasks::table)
        .values(&work)
        .on_conflict_do_nothing()
        .returning(tasks::id)
        .get_results(conn)
        .await?;
    let names = names(conn).await?;
    let events = history::of_tasks(&work, &new.iter().copied().collect(), &names);
    // A statement takes 65 535 values.
    for some in events.chunks(5_000) {
        diesel::insert_into(audit_events::table).values(some).execute(conn).await?;
    }
    let clients: Vec<_> = pairs().map(|(house, row)| (house, row.id)).collect();
    let books = billing::load(conn, &clients, staff.manager, &names, today).await?;
    let segments = segments::load(conn, staff.manager).await?;
    Ok(Loaded { institutions, contacts, tasks: new.len(), segments, ..books })
}

/// The names of the people of the firm.
async fn names(conn: &mut AsyncPgConnection) -> QueryResult<HashMap<Uuid, String>> {
    let people: Vec<(Uuid, String, String)> =
        users::table.select((users::id, users::first_name, users::last_name)).load(conn).await?;
    Ok(people.into_iter().map(|(id, first, last)| (id, format!("{first} {last}"))).collect())
}
