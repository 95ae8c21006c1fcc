//! Filters of plain fields; those of the entities stand beside their objects.

mod conditions;
mod enumerations;
mod ids;
mod lists;
mod numbers;
mod texts;
mod times;
mod truths;

use db::query::{Column, Condition};

pub use conditions::{Conditions, presence, whether};
pub use enumerations::{
    CommercialStatusFilter, ComplianceStatusFilter, DataSourceFilter, DigiformaContactKindFilter,
    DigiformaInvoiceStatusFilter, DigiformaMatchTypeFilter, DigiformaQuoteStatusFilter, InstitutionTypeFilter,
    InvoiceKindFilter, InvoiceStatusFilter, InvoiceTypeFilter, PaymentMethodFilter, PaymentStatusFilter,
    QuoteStatusFilter, RevenueEntryKindFilter, SegmentTypeFilter, SegmentVisibilityFilter, TaskPriorityFilter,
    TaskStatusFilter, TemplateTypeFilter, UserRoleFilter, VatCategoryFilter, WebhookDeliveryStatusFilter,
    WebhookStatusFilter,
};
pub use ids::IdFilter;
pub(crate) use lists::list_filter;
pub use numbers::{DecimalFilter, IntFilter};
pub use texts::{StringFilter, StringListFilter};
pub use times::{DateFilter, DateTimeFilter};
pub use truths::BooleanFilter;

/// A filter that applies to one column.
pub trait ColumnFilter {
    /// The filter's condition on the column.
    fn condition(self, column: Column) -> Condition;
}
