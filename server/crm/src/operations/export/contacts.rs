//! Contacts by name.

use db::{
    column,
    query::{Column, Condition, OrderKey},
    rows::Contact,
};
use diesel_async::AsyncPgConnection;
use futures_util::{FutureExt as _, future::BoxFuture};

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{Result, auth::Viewer, operations::scope};

/// The list of contacts.
pub struct ContactExport;

impl Exported for ContactExport {
    type Rows = Contact;

    const NAME: &'static str = "contacts";
    const ENTITIES: &'static [&'static str] = &["contact"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "firstName",
        "lastName",
        "email",
        "phone",
        "title",
        "department",
        "isPrimary",
        "isActive",
        "institutionId",
        "institutionName",
        "institutionType",
        "institutionCity",
        "institutionState",
        "assignedUser",
        "assignedUserEmail",
        "createdAt",
        "updatedAt",
    ];

    fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("contact_persons.last_name", "text"),
            OrderKey::new("contact_persons.first_name", "text"),
            OrderKey::new("contact_persons.id", "uuid"),
        ]
    }

    fn made() -> Column {
        column!(contact_persons.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        Condition::IsNull(column!(contact_persons.deleted_at)).and(scope::contacts(viewer))
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Contact>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let places = related::institutions(conn, viewer, rows.iter().map(|row| row.values.institution_id)).await?;
            let people =
                related::people(conn, places.values().filter_map(|place| place.values.assigned_user_id)).await?;
            let cells = rows.into_iter().map(|row| {
                let values = row.values;
                let institution = places.get(&values.institution_id);
                let address = institution.map(|place| &place.values.address);
                let [place, kind] = related::place(institution);
                let assignee = institution.and_then(|place| people.get(&place.values.assigned_user_id?));
                let [assignee, assignee_email] = related::person(assignee);
                vec![
                    row.id.into(),
                    values.first_name.into(),
                    values.last_name.into(),
                    values.email.into(),
                    values.phone.into(),
                    values.title.into(),
                    values.department.into(),
                    values.is_primary.into(),
                    values.is_active.into(),
                    values.institution_id.into(),
                    place,
                    kind,
                    address.map_or(Cell::Empty, |address| address.city.clone().into()),
                    address.map_or(Cell::Empty, |address| address.state.clone().into()),
                    assignee,
                    assignee_email,
                    row.created_at.into(),
                    row.updated_at.into(),
                ]
            });
            Ok(cells.collect())
        }
        .boxed()
    }
}
