//! The object `CatalogItem`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{column, query, rows};
use domain::billing::VatCategory;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};
use crm::operations::related;

/// Something that the firm sells, to be put into quotes and invoices.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CatalogItem {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// What stands on the line of a document; without it the name does.
    pub description: Option<String>,
    /// The group that it is listed under.
    pub category: Option<String>,
    /// Number of the article; unique.
    pub sku: Option<String>,
    /// What it is counted in: `jour`, `heure`, `forfait`.
    pub unit: Option<String>,
    /// Price of one, in euros before tax.
    pub unit_price: Decimal,
    /// Rate of VAT in percent.
    pub tax_rate: Decimal,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Why no VAT is due (a code of the VATEX list); absent where some is due.
    pub vat_exemption_code: Option<String>,
    /// Whether it is still sold.
    pub is_active: bool,
    /// Id of who made it.
    pub created_by: Id,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::CatalogItem> for CatalogItem {
    fn from(row: rows::CatalogItem) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            name: values.name,
            description: values.description,
            category: values.category,
            sku: values.sku,
            unit: values.unit,
            unit_price: values.unit_price,
            tax_rate: values.tax_rate,
            vat_category: values.vat_category,
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            is_active: values.is_active,
            created_by: row.created_by.into(),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for CatalogItem {
    columns!(
        id,
        name,
        description,
        category,
        sku,
        unit,
        unit_price,
        tax_rate,
        vat_category,
        vat_exemption_code,
        is_active,
        created_by,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["creator"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "creator" {
            return None;
        }
        let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by)));
        let load = users_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.created_by), |user| user.id))
    }
}

/// The items of these ids, deleted ones too: a line tells what it was made of.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn catalog_items_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<CatalogItem>> {
    let caller = context(ctx)?;
    let reached = related::catalog_items(&caller.viewer);
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::CatalogItem>(&mut conn, column!(catalog_items.id), ids, reached).await?;
    Ok(found.into_iter().map(CatalogItem::from).collect())
}

#[ComplexObject]
impl CatalogItem {
    /// Who made it.
    async fn creator(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}
