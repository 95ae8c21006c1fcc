//! What is shown of institutions besides their rows.

use std::collections::HashMap;

use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value, Values},
    rows,
};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::{
    object::{Parts, RestInstitution},
    profile::RestProfile,
};
use crate::{contact::RestContact, related};
use crm::{Context, Result, auth::Viewer, operations};

/// One institution, whole.
pub(super) async fn whole(ctx: &Context, row: rows::Institution) -> Result<RestInstitution> {
    let mut conn = ctx.db().await?;
    let mut parts = parts_of(&mut conn, &ctx.viewer, std::slice::from_ref(&row)).await?;
    let own = parts.remove(&row.id).unwrap_or_default();
    Ok(RestInstitution::new(row, own))
}

/// Institutions, whole: three statements, however many they are.
pub(crate) async fn all_whole(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: Vec<rows::Institution>,
) -> Result<Vec<RestInstitution>> {
    let mut parts = parts_of(conn, viewer, &rows).await?;
    let whole = |row: rows::Institution| {
        let own = parts.remove(&row.id).unwrap_or_default();
        RestInstitution::new(row, own)
    };
    Ok(rows.into_iter().map(whole).collect())
}

async fn parts_of(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: &[rows::Institution],
) -> Result<HashMap<Uuid, Parts>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let institution = column!(medical_profiles.institution_id);
    let profiles = query::by_ids::<rows::Profile>(conn, institution, ids.clone(), Condition::TRUE).await?;
    let contacts = match operations::contact::may_read(viewer) {
        Ok(()) => Some(active_contacts(conn, ids).await?),
        Err(_) => None,
    };
    let people = related::people(conn, rows.iter().filter_map(|row| row.values.assigned_user_id)).await?;

    let mut parts: HashMap<Uuid, Parts> = HashMap::with_capacity(rows.len());
    for row in rows {
        let assignee = row.values.assigned_user_id.and_then(|id| people.get(&id).cloned());
        let contacts = contacts.as_ref().map(|_| Vec::new());
        parts.insert(row.id, Parts { profile: None, contacts, assignee });
    }
    for profile in profiles {
        if let Some(own) = parts.get_mut(&profile.institution_id) {
            own.profile = Some(RestProfile::from(profile));
        }
    }
    for contact in contacts.into_iter().flatten() {
        if let Some(own) = parts.get_mut(&contact.values.institution_id) {
            own.contacts.get_or_insert_default().push(RestContact::from(contact));
        }
    }
    Ok(parts)
}

/// The active contacts, the primary one first, then by name.
async fn active_contacts(conn: &mut AsyncPgConnection, institutions: Vec<Uuid>) -> Result<Vec<rows::Contact>> {
    let request = PageRequest {
        condition: Condition::All(vec![
            Condition::OneOf(column!(contact_persons.institution_id), Values::Ids(institutions)),
            Condition::eq(column!(contact_persons.is_active), Value::Bool(true)),
            Condition::IsNull(column!(contact_persons.deleted_at)),
        ]),
        order: vec![
            OrderKey::new("contact_persons.is_primary", "bool").descending(true),
            OrderKey::new("contact_persons.last_name", "text"),
            OrderKey::new("contact_persons.first_name", "text"),
            OrderKey::new("contact_persons.id", "uuid"),
        ],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    Ok(query::load_at(conn, &request, 0).await?)
}
