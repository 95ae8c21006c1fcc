//! How operations of `graphql/*.graphql` are declared: they are checked against the schema when the app is compiled.

/// The enums of the schema, those of `domain`. A module that declares operations has them all in its scope.
pub(super) mod enums {
    pub use domain::billing::{
        DiscountType, DocumentType, InvoiceKind, InvoiceStatus, InvoiceType, LogoPosition, OperationNature,
        PaymentMethod, PaymentStatus, PaymentTerms, QuoteStatus, RevenueEntryKind, TemplateType, VatCategory,
        VatRegime,
    };
    pub use domain::{
        ApiTokenScope, CommercialStatus, ComplianceStatus, DataSource, DigiformaContactKind, DigiformaInvoiceStatus,
        DigiformaMatchType, DigiformaPhase, DigiformaQuoteStatus, DigiformaSyncFrequency, DigiformaSyncMode,
        DigiformaSyncStatus, DigiformaSyncType, DigiformaTestOutcome, InstitutionType, Language, SegmentType,
        SegmentVisibility, TaskPriority, TaskStatus, Theme, UserRole, WebhookDeliveryStatus, WebhookEvent,
        WebhookStatus,
    };
}

/// Operations with these derives for their variables and further options of `graphql_client`.
macro_rules! declared {
    ($($Name:ident in $path:tt deriving $derives:tt with ($($option:tt)*))+) => {
        $(
            #[doc = concat!("Operation `", stringify!($Name), "`.")]
            #[derive(graphql_client::GraphQLQuery)]
            #[graphql(
                schema_path = "../schema.graphql",
                query_path = $path,
                response_derives = "Clone, Debug, PartialEq",
                variables_derives = $derives,
                $($option)*
                extern_enums(
                    "ApiTokenScope", "CommercialStatus", "ComplianceStatus", "DataSource", "DigiformaContactKind",
                    "DigiformaInvoiceStatus", "DigiformaMatchType", "DigiformaPhase", "DigiformaQuoteStatus",
                    "DigiformaSyncFrequency", "DigiformaSyncMode", "DigiformaSyncStatus", "DigiformaSyncType",
                    "DigiformaTestOutcome", "DiscountType", "DocumentType", "InstitutionType", "InvoiceKind",
                    "InvoiceStatus", "InvoiceType", "Language", "LogoPosition", "OperationNature", "PaymentMethod",
                    "PaymentStatus", "PaymentTerms", "QuoteStatus", "RevenueEntryKind", "SegmentType",
                    "SegmentVisibility", "TaskPriority", "TaskStatus", "TemplateType", "Theme", "UserRole",
                    "VatCategory", "VatRegime", "WebhookDeliveryStatus", "WebhookEvent", "WebhookStatus"
                )
            )]
            pub struct $Name;
        )+
    };
}
pub(super) use declared;

/// Operations whose variables are all sent.
macro_rules! operations {
    ($($Name:ident in $path:tt),+ $(,)?) => {
        $crate::api::declare::declared! { $($Name in $path deriving "Clone, Debug, PartialEq" with ())+ }
    };
}
pub(super) use operations;

/// Operations whose variables have many parts that are usually absent: those are left out of the request.
macro_rules! sparse_operations {
    ($($Name:ident in $path:tt with $derives:tt),+ $(,)?) => {
        $crate::api::declare::declared! { $($Name in $path deriving $derives with (skip_serializing_none,))+ }
    };
}
pub(super) use sparse_operations;

/// Lists whose filters and orders are our own types: of the first variables, in their order.
macro_rules! lists {
    ($($Name:ident in $path:tt with $($Type:tt),+);+ $(;)?) => {
        $crate::api::declare::declared! {
            $($Name in $path deriving "Clone, Debug, Default, PartialEq"
                with (variable_types($($Type),+), skip_serializing_none,))+
        }
    };
}
pub(super) use lists;
