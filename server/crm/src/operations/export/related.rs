//! What lists tell of people and institutions: each kind in one statement for a page.

use std::collections::HashMap;

use db::{
    column,
    query::{self, Condition},
    rows::{Institution, User},
};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::cell::Cell;
use crate::{
    Result,
    auth::Viewer,
    operations::{institution, scope},
};

/// The people of these ids.
pub(super) async fn people(
    conn: &mut AsyncPgConnection,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, User>> {
    let found = query::by_ids::<User>(conn, column!(users.id), distinct(ids), Condition::TRUE).await?;
    Ok(found.into_iter().map(|user| (user.id, user)).collect())
}

/// The institutions of these ids that are there for the viewer; none when an API token does not reach institutions.
pub(super) async fn institutions(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Institution>> {
    if institution::may_read(viewer).is_err() {
        return Ok(HashMap::new());
    }
    let seen = scope::institutions(viewer);
    let found = query::by_ids::<Institution>(conn, column!(medical_institutions.id), distinct(ids), seen).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

/// Name and e-mail address of somebody.
pub(super) fn person(user: Option<&User>) -> [Cell; 2] {
    [user.map(User::full_name).into(), user.map(|user| user.email.clone()).into()]
}

/// Name and kind of an institution.
pub(super) fn place(row: Option<&Institution>) -> [Cell; 2] {
    match row {
        Some(row) => [row.values.name.clone().into(), Cell::word(row.values.kind)],
        None => [Cell::Empty, Cell::Empty],
    }
}

fn distinct(ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
