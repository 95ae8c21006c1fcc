//! Institutions by name, with their medical profiles.

use std::collections::HashMap;

use db::{
    column,
    query::{self, Column, Condition, OrderKey, Value},
    rows::{Contact, Institution, Profile},
};
use diesel_async::AsyncPgConnection;
use futures_util::{FutureExt as _, future::BoxFuture};
use uuid::Uuid;

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{
    Result,
    auth::Viewer,
    operations::{contact, scope},
};

/// The list of institutions.
pub struct InstitutionExport;

impl Exported for InstitutionExport {
    type Rows = Institution;

    const NAME: &'static str = "institutions";
    const ENTITIES: &'static [&'static str] = &["institution"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "type",
        "street",
        "city",
        "state",
        "zipCode",
        "country",
        "fullAddress",
        "assignedUser",
        "assignedUserEmail",
        "tags",
        "isActive",
        "bedCapacity",
        "surgicalRooms",
        "specialties",
        "departments",
        "equipmentTypes",
        "certifications",
        "complianceStatus",
        "lastAuditDate",
        "complianceExpirationDate",
        "contactCount",
        "primaryContact",
        "createdAt",
        "updatedAt",
    ];

    fn order() -> Vec<OrderKey> {
        vec![OrderKey::new("medical_institutions.name", "text"), OrderKey::new("medical_institutions.id", "uuid")]
    }

    fn made() -> Column {
        column!(medical_institutions.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        Condition::IsNull(column!(medical_institutions.deleted_at)).and(scope::institutions(viewer))
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Institution>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
            let people = related::people(conn, rows.iter().filter_map(|row| row.values.assigned_user_id)).await?;
            let of = column!(medical_profiles.institution_id);
            let profiles = query::by_ids::<Profile>(conn, of, ids.clone(), Condition::TRUE).await?;
            let profiles: HashMap<Uuid, Profile> =
                profiles.into_iter().map(|profile| (profile.institution_id, profile)).collect();
            let contacts = contacts(conn, viewer, ids).await?;
            Ok(rows.into_iter().map(|row| cells(row, &people, &profiles, contacts.as_ref())).collect())
        }
        .boxed()
    }
}

/// Contacts of institutions: how many, and the name of the primary one.
struct Contacts {
    counts: HashMap<Uuid, i64>,
    primary: HashMap<Uuid, String>,
}

/// `None` when an API token does not reach contacts.
async fn contacts(conn: &mut AsyncPgConnection, viewer: &Viewer, ids: Vec<Uuid>) -> Result<Option<Contacts>> {
    if contact::may_read(viewer).is_err() {
        return Ok(None);
    }
    let there = Condition::IsNull(column!(contact_persons.deleted_at));
    let counts = query::count_by_parent::<Contact>(conn, &ids, "contact_persons.institution_id", &there).await?;
    let primary = there.and(Condition::eq(column!(contact_persons.is_primary), Value::Bool(true)));
    let primary = query::by_ids::<Contact>(conn, column!(contact_persons.institution_id), ids, primary).await?;
    let name =
        |row: Contact| (row.values.institution_id, format!("{} {}", row.values.first_name, row.values.last_name));
    Ok(Some(Contacts { counts, primary: primary.into_iter().map(name).collect() }))
}

fn cells(
    row: Institution,
    people: &HashMap<Uuid, db::rows::User>,
    profiles: &HashMap<Uuid, Profile>,
    contacts: Option<&Contacts>,
) -> Row {
    let values = row.values;
    let full = values.address.full();
    let address = values.address;
    let [assignee, assignee_email] = related::person(values.assigned_user_id.and_then(|id| people.get(&id)));
    let profile = profiles.get(&row.id).map(|profile| &profile.values);
    let list = |of: fn(&db::rows::ProfileValues) -> &Vec<String>| profile.map_or(Cell::Empty, |it| Cell::list(of(it)));
    vec![
        row.id.into(),
        values.name.into(),
        Cell::word(values.kind),
        address.street.into(),
        address.city.into(),
        address.state.into(),
        address.zip_code.into(),
        address.country.into(),
        full.into(),
        assignee,
        assignee_email,
        Cell::list(&values.tags),
        values.is_active.into(),
        profile.and_then(|it| it.bed_capacity).into(),
        profile.and_then(|it| it.surgical_rooms).into(),
        list(|it| &it.specialties),
        list(|it| &it.departments),
        list(|it| &it.equipment_types),
        list(|it| &it.certifications),
        profile.map_or(Cell::Empty, |it| Cell::word(it.compliance_status)),
        profile.and_then(|it| it.last_audit_date).into(),
        profile.and_then(|it| it.compliance_expiration_date).into(),
        contacts.map(|contacts| contacts.counts.get(&row.id).copied().unwrap_or_default()).into(),
        contacts.and_then(|contacts| contacts.primary.get(&row.id).cloned()).into(),
        row.created_at.into(),
        row.updated_at.into(),
    ]
}
