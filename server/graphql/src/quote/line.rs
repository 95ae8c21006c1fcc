//! The object `QuoteLine`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Values},
    rows,
};
use domain::billing::{DiscountType, LineAmounts, Vat, VatCategory, vat_breakdown};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Id,
    billing::VatGroup,
    catalog::{CatalogItem, catalog_items_by_id},
    columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
};
use crm::{Error, operations::quote};

/// A line of a quote. Amounts are euros.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct QuoteLine {
    /// Id.
    pub id: Id,
    /// Id of the quote.
    pub quote_id: Id,
    /// Its place, from 1.
    pub order_index: i32,
    /// Id of the item of the catalog that it was made of.
    pub catalog_item_id: Option<Id>,
    /// What is offered.
    pub description: String,
    /// What it is counted in.
    pub unit: Option<String>,
    /// How many.
    pub quantity: Decimal,
    /// Price of one, before tax.
    pub unit_price: Decimal,
    /// How the discount is meant.
    pub discount_type: DiscountType,
    /// The discount: percent, or euros off the line.
    pub discount_value: Decimal,
    /// What the discount takes off.
    pub discount_amount: Decimal,
    /// Rate of VAT in percent.
    pub tax_rate: Decimal,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Why no VAT is due: a code of the VATEX list.
    pub vat_exemption_code: Option<String>,
    /// Quantity × price, before discount and tax.
    pub subtotal: Decimal,
    /// After the discount, before tax.
    pub total_after_discount: Decimal,
    /// VAT.
    pub tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::QuoteLine> for QuoteLine {
    fn from(row: rows::QuoteLine) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            quote_id: row.quote_id.into(),
            order_index: values.order_index,
            catalog_item_id: values.catalog_item_id.map(Id),
            description: values.description,
            unit: values.unit,
            quantity: values.quantity,
            unit_price: values.unit_price,
            discount_type: values.discount_type,
            discount_value: values.discount_value,
            discount_amount: values.discount_amount,
            tax_rate: values.tax_rate,
            vat_category: values.vat_category,
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            subtotal: values.subtotal,
            total_after_discount: values.total_after_discount,
            tax_amount: values.tax_amount,
            total: values.total,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for QuoteLine {
    columns!(
        id,
        quote_id,
        order_index,
        catalog_item_id,
        description,
        unit,
        quantity,
        unit_price,
        discount_type,
        discount_value,
        discount_amount,
        tax_rate,
        vat_category,
        vat_exemption_code,
        subtotal,
        total_after_discount,
        tax_amount,
        total,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["catalogItem", "invoicedQuantity"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "catalogItem" => {
                let ids = field.distinct_keys(|row| row.catalog_item_id.map(Uuid::from));
                field.one(catalog_items_by_id(ctx, ids), |row| row.catalog_item_id, |item| item.id)
            }
            "invoicedQuantity" => {
                let ids = field.keys(|row| row.id.0);
                field.computed(invoiced_quantities(ctx, ids))
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl QuoteLine {
    /// The item of the catalog that it was made of, deleted or not.
    async fn catalog_item(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<CatalogItem>>>> {
        alone(self, ctx).await
    }

    /// How many of it stand on invoices, drafts included, cancelled ones not.
    async fn invoiced_quantity(&self, ctx: &Context<'_>) -> Result<Alone<Decimal>> {
        alone(self, ctx).await
    }
}

async fn invoiced_quantities(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Decimal>> {
    let mut conn = context(ctx)?.db().await?;
    let found = quote::invoiced_quantities(&mut conn, &ids).await?;
    let none = Decimal::new(0, 3);
    Ok(ids.iter().map(|id| found.get(id).copied().unwrap_or(none)).collect())
}

/// The lines of these quotes, in their order.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn lines_of_quotes(ctx: &Context<'_>, quote_ids: Vec<Uuid>) -> crm::Result<Vec<QuoteLine>> {
    Ok(load(ctx, quote_ids).await?.into_iter().map(QuoteLine::from).collect())
}

/// VAT of these quotes by rate, category and reason, the highest rates first.
///
/// # Errors
/// As [`lines_of_quotes`].
pub async fn vat_of_quotes(ctx: &Context<'_>, quote_ids: Vec<Uuid>) -> crm::Result<Vec<VatGroup>> {
    let mut lines = load(ctx, quote_ids).await?;
    lines.sort_by_key(|line| line.quote_id);
    let mut groups = Vec::new();
    for siblings in lines.chunk_by(|one, other| one.quote_id == other.quote_id) {
        let quote_id = siblings[0].quote_id;
        let of_quote = groups_of(siblings)?;
        groups.extend(of_quote.iter().map(|group| VatGroup::new(quote_id, group)));
    }
    Ok(groups)
}

/// VAT of the lines of one quote.
pub(super) fn groups_of(lines: &[rows::QuoteLine]) -> crm::Result<Vec<domain::billing::VatGroup>> {
    let mut taxed = Vec::with_capacity(lines.len());
    for line in lines {
        let values = &line.values;
        let vat =
            Vat { category: values.vat_category, rate: values.tax_rate, exemption_code: values.vat_exemption_code };
        let amounts = LineAmounts {
            subtotal: values.subtotal,
            discount_amount: values.discount_amount,
            total_after_discount: values.total_after_discount,
            tax_amount: values.tax_amount,
            total: values.total,
        };
        taxed.push((vat, amounts));
    }
    vat_breakdown(taxed).map_err(|problem| Error::Internal(anyhow::anyhow!("VAT of a stored quote: {problem:?}")))
}

async fn load(ctx: &Context<'_>, quote_ids: Vec<Uuid>) -> crm::Result<Vec<rows::QuoteLine>> {
    let request = PageRequest {
        condition: Condition::OneOf(column!(quote_lines.quote_id), Values::Ids(quote_ids)),
        order: vec![OrderKey::new("quote_lines.order_index", "int")],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = context(ctx)?.db().await?;
    Ok(query::load_at(&mut conn, &request, 0).await?)
}
