//! Lists of contacts.

use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::Deserialize;
use uuid::Uuid;

use super::object::{PlacedContact, all_placed};
use crate::{
    Result,
    envelope::OffsetList,
    extract::{Query, Signed},
    paging::Stretch,
};
use crm::{
    Context,
    operations::{contact, scope},
};

/// Which contacts. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    institution_id: Option<Uuid>,
    /// Words that all stand in the name, the e-mail address, the function or the department, whatever their case and
    /// accents.
    search: Option<String>,
    /// Rows of the answer, 1 to 5 000, by default 20.
    limit: Option<i64>,
    /// Rows to pass over.
    offset: Option<i64>,
}

/// List contacts
///
/// Those of institutions that the caller sees, by last name, then first name.
#[utoipa::path(
    get, path = "/api/contacts", tag = "contacts", operation_id = "listContacts",
    params(ListQuery),
    responses((status = 200, description = "A part of the list", body = OffsetList<PlacedContact>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<OffsetList<PlacedContact>> {
    let stretch = Stretch::new(query.limit, query.offset)?;
    Ok(part(&ctx, &query, stretch).await?)
}

async fn part(ctx: &Context, query: &ListQuery, stretch: Stretch) -> crm::Result<OffsetList<PlacedContact>> {
    contact::may_read(&ctx.viewer)?;
    let condition =
        Condition::IsNull(column!(contact_persons.deleted_at)).and(scope::contacts(&ctx.viewer)).and(query.condition());
    let request = PageRequest {
        condition,
        order: vec![
            OrderKey::new("contact_persons.last_name", "text"),
            OrderKey::new("contact_persons.first_name", "text"),
            OrderKey::new("contact_persons.id", "uuid"),
        ],
        after: None,
        backward: false,
        limit: stretch.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Contact>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::Contact>(&mut conn, &request, stretch.offset()).await?;
    let contacts = all_placed(&mut conn, &ctx.viewer, rows).await?;
    Ok(OffsetList::new(contacts, stretch.meta(total)))
}

impl ListQuery {
    /// The rows that the query leaves.
    pub(crate) fn condition(&self) -> Condition {
        let institution = self.institution_id.map(|id| {
            let column = column!(contact_persons.institution_id);
            Condition::eq(column, Value::Id(id))
        });
        let words = self.search.as_deref().map(|words| {
            let column = column!(contact_persons.search_text);
            Condition::search(column, words)
        });
        Condition::All(institution.into_iter().chain(words).collect())
    }
}
