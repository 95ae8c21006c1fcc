//! A contact with its institution.

use db::rows;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{contact::RestContact, institution::RestInstitutionRow, related};
use crm::{Context, Result, auth::Viewer};

/// A person at an institution, with the institution.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactWithInstitution)]
pub(crate) struct PlacedContact {
    #[serde(flatten)]
    contact: RestContact,
    /// Left out where the API token does not reach institutions.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    institution: Option<RestInstitutionRow>,
}

impl PlacedContact {
    pub(super) fn version(&self) -> i32 {
        self.contact.version()
    }
}

/// One contact with its institution.
pub(super) async fn placed(ctx: &Context, row: rows::Contact) -> Result<PlacedContact> {
    let mut conn = ctx.db().await?;
    let mut institutions = related::institutions(&mut conn, &ctx.viewer, [row.values.institution_id]).await?;
    let institution = institutions.remove(&row.values.institution_id);
    Ok(PlacedContact { contact: row.into(), institution })
}

/// Contacts with their institutions: two statements, however many they are.
pub(crate) async fn all_placed(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: Vec<rows::Contact>,
) -> Result<Vec<PlacedContact>> {
    let ids = rows.iter().map(|row| row.values.institution_id);
    let institutions = related::institutions(conn, viewer, ids).await?;
    let placed = |row: rows::Contact| PlacedContact {
        institution: institutions.get(&row.values.institution_id).cloned(),
        contact: row.into(),
    };
    Ok(rows.into_iter().map(placed).collect())
}
