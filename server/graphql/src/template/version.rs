//! The object `TemplateVersion`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Values},
    rows,
};
use uuid::Uuid;

use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};

/// A source that a template had or has.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct TemplateVersion {
    /// Id of the template.
    pub template_id: Id,
    /// Its number, from 1.
    pub version: i32,
    /// The source, in Typst.
    pub source: String,
    /// Id of who wrote it.
    pub created_by_id: Id,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

impl From<rows::TemplateVersion> for TemplateVersion {
    fn from(row: rows::TemplateVersion) -> Self {
        Self {
            template_id: row.template_id.into(),
            version: row.version,
            source: row.source,
            created_by_id: row.created_by.into(),
            created_at: row.created_at,
        }
    }
}

impl Row for TemplateVersion {
    columns!(template_id, version, source, created_by_id, created_at);
    const RELATIONS: &'static [&'static str] = &["createdBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "createdBy" {
            return None;
        }
        let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by_id)));
        let load = users_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.created_by_id), |user| user.id))
    }
}

#[ComplexObject]
impl TemplateVersion {
    /// Who wrote it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

/// The versions of these templates, the latest first.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn versions_of_templates(ctx: &Context<'_>, template_ids: Vec<Uuid>) -> crm::Result<Vec<TemplateVersion>> {
    let request = PageRequest {
        condition: Condition::OneOf(column!(template_versions.template_id), Values::Ids(template_ids)),
        order: vec![OrderKey::new("template_versions.version", "int").descending(true)],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = context(ctx)?.db().await?;
    let found: Vec<rows::TemplateVersion> = query::load_at(&mut conn, &request, 0).await?;
    Ok(found.into_iter().map(TemplateVersion::from).collect())
}
