//! The object `InvoiceTemplate`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{column, query, rows};
use domain::billing::{LogoPosition, TemplateType};
use uuid::Uuid;

use super::{TemplateVersion, version::versions_of_templates};
use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
    user::{User, users_by_id},
};
use crm::operations::related;

/// How quotes, invoices or reminders look. Who the seller is on them stands in `firm`.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct InvoiceTemplate {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// What it is for.
    #[graphql(name = "type")]
    pub kind: TemplateType,
    /// Documents that name no template look by the default of their type.
    pub is_default: bool,
    /// Whether new documents may look by it.
    pub is_active: bool,
    /// The source, in Typst; without one, documents look as the program's own template makes them.
    pub source: Option<String>,
    /// Id of a picture of its own; without one, documents bear the firm's logo.
    pub logo_file_id: Option<Id>,
    /// Address of that picture.
    pub logo_url: Option<String>,
    /// Where the logo stands.
    pub logo_position: LogoPosition,
    /// Main colour, `#1A2B3C`.
    pub primary_color: Option<String>,
    /// Second colour, `#1A2B3C`.
    pub secondary_color: Option<String>,
    /// A text at the head of documents.
    pub custom_header: Option<String>,
    /// A text at the foot of documents.
    pub custom_footer: Option<String>,
    /// Terms and conditions.
    pub terms_and_conditions: Option<String>,
    /// How to pay.
    pub payment_instructions: Option<String>,
    /// Id of who made it.
    pub created_by_id: Id,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Template> for InvoiceTemplate {
    fn from(row: rows::Template) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            name: values.name,
            kind: values.kind,
            is_default: values.is_default,
            is_active: values.is_active,
            source: values.source,
            logo_file_id: values.logo_file_id.map(Id),
            logo_url: values.logo_url,
            logo_position: values.logo_position,
            primary_color: values.primary_color,
            secondary_color: values.secondary_color,
            custom_header: values.custom_header,
            custom_footer: values.custom_footer,
            terms_and_conditions: values.terms_and_conditions,
            payment_instructions: values.payment_instructions,
            created_by_id: row.created_by.into(),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for InvoiceTemplate {
    columns!(
        id,
        name,
        kind = "type",
        is_default,
        is_active,
        source,
        logo_file_id,
        logo_url,
        logo_position,
        primary_color,
        secondary_color,
        custom_header,
        custom_footer,
        terms_and_conditions,
        payment_instructions,
        created_by_id,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["versions", "createdBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "versions" => {
                let ids = field.keys(|row| row.id.0);
                field.list(versions_of_templates(ctx, ids), |row| row.id, |version| version.template_id)
            }
            "createdBy" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.created_by_id), |user| user.id)
            }
            _ => return None,
        })
    }
}

/// The templates of these ids, deleted ones too: a document tells how it looks.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn templates_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<InvoiceTemplate>> {
    let caller = context(ctx)?;
    let (id, reached) = (column!(document_templates.id), related::templates(&caller.viewer));
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Template>(&mut conn, id, ids, reached).await?;
    Ok(found.into_iter().map(InvoiceTemplate::from).collect())
}

#[ComplexObject]
impl InvoiceTemplate {
    /// The sources that it had, the latest first.
    async fn versions(&self, ctx: &Context<'_>) -> Result<Alone<Rows<TemplateVersion>>> {
        alone(self, ctx).await
    }

    /// Who made it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}
