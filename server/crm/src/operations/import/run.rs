//! Looking a file through, and importing it.

use db::schema::contact_persons;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DataSource, Permission};
use uuid::Uuid;

use super::{
    RowError,
    duplicates::{self, Criteria, Duplicate},
    file,
    row::Row,
};
use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{
        contact::{self, NewContact},
        institution::{self, Prepared},
        validate::Checks,
    },
};

/// How to import.
#[derive(Debug, Clone, Copy)]
pub struct Import {
    /// Rows of institutions that are there are left out; their contacts are added.
    pub skip_duplicates: bool,
    /// What is empty in institutions that are there is filled from their rows. Goes before `skip_duplicates`.
    pub merge_duplicates: bool,
    /// What institutions are compared by.
    pub criteria: Criteria,
    /// Only say what would happen.
    pub validate_only: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Rows with something in them.
    pub total: usize,
    /// Rows that were written (or would be): new institutions and merged ones.
    pub written: usize,
    /// Rows that were not, because something is wrong with them.
    pub failed: usize,
    /// Rows of institutions that are there.
    pub duplicates: usize,
    /// Duplicates that were merged.
    pub merged: usize,
    /// The new institutions.
    pub created: Vec<Uuid>,
    /// What is wrong, in the order of rows.
    pub errors: Vec<RowError>,
}

/// A file as it was looked through.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its rows.
    pub rows: Vec<LookedRow>,
}

/// One row of it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct LookedRow {
    pub number: usize,
    pub name: String,
    pub city: String,
    pub accounting_number: Option<String>,
    /// The institution that it seems to stand for.
    pub duplicate: Option<Duplicate>,
    pub errors: Vec<RowError>,
}

/// Checks that the viewer may import at all.
///
/// # Errors
/// No right.
pub fn may_import(viewer: &Viewer) -> Result<()> {
    viewer.may_write("institution", Permission::ImportInstitutions)
}

/// Looks a file through without writing anything.
///
/// # Errors
/// No right, or the file cannot be read ([`Error::Invalid`] at `file`).
pub async fn look(ctx: &Context, bytes: &[u8]) -> Result<Looked> {
    may_import(&ctx.viewer)?;
    let rows = read(ctx, bytes)?;
    let found = duplicates::find(ctx, &rows, Criteria::ALL).await?;
    let rows = rows.into_iter().zip(found).map(|(row, duplicate)| LookedRow {
        number: row.number,
        name: row.input.name,
        city: row.input.address.city,
        accounting_number: row.input.accounting_number,
        duplicate,
        errors: row.errors,
    });
    Ok(Looked { rows: rows.collect() })
}

/// Imports a file. Each row is a transaction of its own: what is wrong with one does not keep the others out, and a file
/// that is sent again finds its institutions as duplicates.
///
/// # Errors
/// No right, the file cannot be read ([`Error::Invalid`] at `file`), or the database is gone.
pub async fn run(ctx: &Context, bytes: &[u8], how: Import) -> Result<Outcome> {
    may_import(&ctx.viewer)?;
    ctx.viewer.may_write("institution", Permission::CreateInstitutions)?;
    let mut rows = read(ctx, bytes)?;
    let found = duplicates::find(ctx, &rows, how.criteria).await?;
    let mut outcome = Outcome { total: rows.len(), ..Outcome::default() };
    for (row, found) in rows.iter_mut().zip(found) {
        let duplicate = found.filter(Duplicate::is_certain);
        outcome.duplicates += usize::from(duplicate.is_some());
        match row.new.take().filter(|_| row.errors.is_empty()) {
            None => outcome.failed += 1,
            Some(new) => match write(ctx, row, new, duplicate.as_ref(), how).await {
                Ok(written) => written.count(&mut outcome),
                // Neither is a matter of the row.
                Err(error @ (Error::Unavailable | Error::Internal(_))) => return Err(error),
                Err(error) => {
                    row.refuse(error);
                    outcome.failed += 1;
                }
            },
        }
        outcome.errors.append(&mut row.errors);
    }
    Ok(outcome)
}

fn read(ctx: &Context, bytes: &[u8]) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = file::read(bytes)?.iter().map(|record| Row::read(&ctx.viewer, record)).collect();
    refuse_repetitions(&mut rows);
    Ok(rows)
}

/// An accounting number stands once in a file.
fn refuse_repetitions(rows: &mut [Row]) {
    let mut first = std::collections::HashMap::new();
    for row in rows {
        let Some(number) = row.input.accounting_number.clone() else { continue };
        if let Some(earlier) = first.get(&number) {
            let message = format!("Row {earlier} has this number too.");
            row.refuse(Error::invalid("accountingNumber", "REPEATED", message));
        } else {
            first.insert(number, row.number);
        }
    }
}

/// What became of one row.
enum Written {
    Created(Uuid),
    Merged,
    Skipped,
    Valid,
}

impl Written {
    fn count(self, outcome: &mut Outcome) {
        match self {
            Self::Created(id) => {
                outcome.written += 1;
                outcome.created.push(id);
            }
            Self::Merged => {
                outcome.written += 1;
                outcome.merged += 1;
            }
            Self::Valid => outcome.written += 1,
            Self::Skipped => {}
        }
    }
}

async fn write(ctx: &Context, row: &Row, new: Prepared, duplicate: Option<&Duplicate>, how: Import) -> Result<Written> {
    let there = duplicate.filter(|_| how.merge_duplicates || how.skip_duplicates);
    if how.validate_only {
        return Ok(if there.is_some() && !how.merge_duplicates { Written::Skipped } else { Written::Valid });
    }
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let Some(there) = there else {
                return Ok(Written::Created(institution::insert(conn, ctx, new, DataSource::Import).await?.id));
            };
            if how.merge_duplicates {
                institution::fill(conn, ctx, there.id, &new).await?;
            }
            for contact in &row.input.contacts {
                add_contact(conn, ctx, there.id, contact).await?;
            }
            Ok(if how.merge_duplicates { Written::Merged } else { Written::Skipped })
        })
        .await
}

/// Adds the contact of a row to an institution that is there, unless it has one of this address.
async fn add_contact(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, contact: &NewContact) -> Result<()> {
    ctx.viewer.may_write("contact", Permission::CreateContacts)?;
    institution::lock(conn, ctx, id, institution::Presence::Present).await?;
    let mut checks = Checks::default();
    // Who is the primary contact stays.
    let contact = NewContact { is_primary: false, ..contact.clone() };
    let checked = contact::checked_list(&mut checks, "contacts", &[contact]);
    checks.finish()?;
    for values in checked.into_iter().map(|contact| contact.into_values(id)) {
        let same = contact_persons::table
            .filter(contact_persons::institution_id.eq(id))
            .filter(contact_persons::deleted_at.is_null())
            .filter(contact_persons::email.eq(&values.email));
        if !diesel::select(diesel::dsl::exists(same)).get_result::<bool>(conn).await? {
            contact::insert(conn, ctx, values).await?;
        }
    }
    Ok(())
}
