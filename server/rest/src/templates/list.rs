//! Showing templates.

use axum::{http::HeaderMap, response::Response};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::Deserialize;

use super::object::RestTemplate;
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Query, Signed},
    named::TemplateTypeName,
    paging::MOST_OF_ALL,
    version,
};
use crm::operations::{firm, template};

/// Which templates.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// What they are for.
    #[serde(rename = "type")]
    kind: Option<TemplateTypeName>,
}

/// List the templates
///
/// By name, at most 5 000.
#[utoipa::path(
    get, path = "/api/templates", tag = "templates", operation_id = "listTemplates",
    params(ListQuery),
    responses((status = 200, description = "The templates", body = Success<Vec<RestTemplate>>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<Success<Vec<RestTemplate>>> {
    template::may_read(&ctx.viewer)?;
    let mut condition = Condition::IsNull(column!(document_templates.deleted_at));
    if let Some(kind) = query.kind {
        let kind = Value::Text(kind.0.name().to_owned());
        condition = condition.and(Condition::eq(column!(document_templates.type_), kind));
    }
    let request = PageRequest {
        condition,
        order: vec![OrderKey::new("document_templates.name", "text"), OrderKey::new("document_templates.id", "uuid")],
        after: None,
        backward: false,
        limit: MOST_OF_ALL,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let firm = firm::read(&mut conn).await?.values;
    let rows = query::load_at::<rows::Template>(&mut conn, &request, 0).await.map_err(crm::Error::from)?;
    Ok(Success::new(rows.into_iter().map(|row| RestTemplate::new(row, &firm)).collect()))
}

/// Show a template
#[utoipa::path(
    get, path = "/api/templates/{id}", tag = "templates", operation_id = "getTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    responses(
        (status = 200, description = "The template", body = Success<RestTemplate>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    template::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let row = template::find(&mut conn, id).await?;
    let template = RestTemplate::new(row, &firm::read(&mut conn).await?.values);
    version::tagged_whole(&headers, template.version(), &Success::new(template))
}
