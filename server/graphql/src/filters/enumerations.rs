//! Filters on enumerations.

use async_graphql::InputObject;
use db::query::{Column, Comparison, Condition, Value, Values};

use super::{ColumnFilter, Conditions};

/// A filter for each of some enumerations.
macro_rules! enum_filters {
    ($($Filter:ident of $Enum:ty),+ $(,)?) => { $(
        #[doc = concat!("Filter on ", stringify!($Enum), ".")]
        #[derive(Debug, Clone, Default, InputObject)]
        pub struct $Filter {
            /// Is.
            pub eq: Option<$Enum>,
            /// Is not.
            pub ne: Option<$Enum>,
            /// Is one of.
            #[graphql(name = "in")]
            pub one_of: Option<Vec<$Enum>>,
        }

        impl ColumnFilter for $Filter {
            fn condition(self, column: Column) -> Condition {
                let mut all = Conditions::default();
                all.compare(column, Comparison::Eq, self.eq, |value| Value::Text(value.name().to_owned()));
                all.compare(column, Comparison::Ne, self.ne, |value| Value::Text(value.name().to_owned()));
                all.add(self.one_of, |values| {
                    let names = values.into_iter().map(|value| value.name().to_owned()).collect();
                    Condition::OneOf(column, Values::Text(names))
                });
                all.all()
            }
        }
    )+ };
}

enum_filters!(
    CommercialStatusFilter of domain::CommercialStatus,
    ComplianceStatusFilter of domain::ComplianceStatus,
    DataSourceFilter of domain::DataSource,
    DigiformaContactKindFilter of domain::DigiformaContactKind,
    DigiformaInvoiceStatusFilter of domain::DigiformaInvoiceStatus,
    DigiformaMatchTypeFilter of domain::DigiformaMatchType,
    DigiformaQuoteStatusFilter of domain::DigiformaQuoteStatus,
    InstitutionTypeFilter of domain::InstitutionType,
    InvoiceKindFilter of domain::billing::InvoiceKind,
    InvoiceStatusFilter of domain::billing::InvoiceStatus,
    InvoiceTypeFilter of domain::billing::InvoiceType,
    PaymentMethodFilter of domain::billing::PaymentMethod,
    PaymentStatusFilter of domain::billing::PaymentStatus,
    QuoteStatusFilter of domain::billing::QuoteStatus,
    RevenueEntryKindFilter of domain::billing::RevenueEntryKind,
    SegmentTypeFilter of domain::SegmentType,
    SegmentVisibilityFilter of domain::SegmentVisibility,
    TaskPriorityFilter of domain::TaskPriority,
    TaskStatusFilter of domain::TaskStatus,
    TemplateTypeFilter of domain::billing::TemplateType,
    UserRoleFilter of domain::UserRole,
    VatCategoryFilter of domain::billing::VatCategory,
    WebhookDeliveryStatusFilter of domain::WebhookDeliveryStatus,
    WebhookStatusFilter of domain::WebhookStatus,
);
