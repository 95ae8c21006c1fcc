//! Filters on items of the catalog.

use async_graphql::InputObject;
use db::{column, query::Condition};
use domain::Permission;

use crate::filters::{
    BooleanFilter, Conditions, DateTimeFilter, DecimalFilter, IdFilter, StringFilter, VatCategoryFilter, presence,
};
use crm::{auth::Viewer, operations::catalog};

/// Filter on items of the catalog. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct CatalogItemFilter {
    /// All of these hold.
    pub and: Option<Vec<CatalogItemFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<CatalogItemFilter>>,
    /// This does not hold.
    pub not: Option<Box<CatalogItemFilter>>,
    /// Words of the name, description, group or number.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// The group that it is listed under.
    pub category: Option<StringFilter>,
    /// Number of the article.
    pub sku: Option<StringFilter>,
    /// Price of one, before tax.
    pub unit_price: Option<DecimalFilter>,
    /// Rate of VAT in percent.
    pub tax_rate: Option<DecimalFilter>,
    /// Category of VAT.
    pub vat_category: Option<VatCategoryFilter>,
    /// Whether it is still sold.
    pub is_active: Option<BooleanFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
}

impl CatalogItemFilter {
    /// The rows of a list: present or deleted ones, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::ManageCatalog);
        presence(filter.deleted, column!(catalog_items.deleted_at), may_restore).and(filter.condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| catalog::search(&words));
        all.column(self.id, column!(catalog_items.id));
        all.column(self.name, column!(catalog_items.name));
        all.column(self.category, column!(catalog_items.category));
        all.column(self.sku, column!(catalog_items.sku));
        all.column(self.unit_price, column!(catalog_items.unit_price));
        all.column(self.tax_rate, column!(catalog_items.tax_rate));
        all.column(self.vat_category, column!(catalog_items.vat_category));
        all.column(self.is_active, column!(catalog_items.is_active));
        all.column(self.created_at, column!(catalog_items.created_at));
        all.column(self.updated_at, column!(catalog_items.updated_at));
        all.all()
    }
}
