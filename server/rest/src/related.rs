//! What is shown of a row besides itself: each kind of relation in one statement for all rows.

use std::collections::HashMap;

use db::{
    column,
    query::{self, Condition},
    rows,
};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::institution::{RestInstitutionRow, RestPerson};
use crm::{
    Result,
    auth::Viewer,
    operations::{institution, scope},
};

/// The users of these ids.
///
/// # Errors
/// Those of the database.
pub async fn people(
    conn: &mut AsyncPgConnection,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, RestPerson>> {
    let ids = distinct(ids);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = query::by_ids::<rows::User>(conn, column!(users.id), ids, Condition::TRUE).await?;
    Ok(people.into_iter().map(|user| (user.id, user.into())).collect())
}

/// Those of these institutions that are there for the viewer, with who is in charge of each; none when the viewer's
/// API token does not reach institutions.
///
/// # Errors
/// Those of the database.
pub async fn institutions(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, RestInstitutionRow>> {
    let ids = distinct(ids);
    if ids.is_empty() || institution::may_read(viewer).is_err() {
        return Ok(HashMap::new());
    }
    let present = Condition::IsNull(column!(medical_institutions.deleted_at)).and(scope::institutions(viewer));
    let rows = query::by_ids::<rows::Institution>(conn, column!(medical_institutions.id), ids, present).await?;
    let people = people(conn, rows.iter().filter_map(|row| row.values.assigned_user_id)).await?;
    let shown = |row: rows::Institution| {
        let assignee = row.values.assigned_user_id.and_then(|id| people.get(&id).cloned());
        (row.id, RestInstitutionRow::new(row, assignee))
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn distinct(ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
