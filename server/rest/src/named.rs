//! Enumerations on REST: by their lower-case names.

use std::{
    borrow::Cow,
    fmt::{self, Display},
    str::FromStr,
};

use domain::{
    CommercialStatus, ComplianceStatus, DataSource, DigiformaInvoiceStatus, DigiformaMatchType, DigiformaQuoteStatus,
    DigiformaSyncFrequency, DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType, InstitutionType, SegmentType,
    SegmentVisibility, TaskPriority, TaskStatus, UnknownName, UserRole, WebhookDeliveryStatus, WebhookEvent,
    WebhookStatus,
    billing::{
        DiscountType, InvoiceKind, InvoiceStatus, InvoiceType, LogoPosition, OperationNature, PaymentMethod,
        PaymentStatus, QuoteStatus, TemplateType, VatCategory,
    },
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

/// Kind of establishment.
pub type InstitutionTypeName = Named<InstitutionType>;
/// Prospect or client.
pub type CommercialStatusName = Named<CommercialStatus>;
/// Result of a compliance audit.
pub type ComplianceStatusName = Named<ComplianceStatus>;
/// Where a row came from.
pub type DataSourceName = Named<DataSource>;
/// Where a task stands.
pub type TaskStatusName = Named<TaskStatus>;
/// How urgent a task is.
pub type TaskPriorityName = Named<TaskPriority>;
/// What a person is in the firm.
pub type UserRoleName = Named<UserRole>;
/// Where a quote stands.
pub type QuoteStatusName = Named<QuoteStatus>;
/// How a discount is meant.
pub type DiscountTypeName = Named<DiscountType>;
/// Category of VAT.
pub type VatCategoryName = Named<VatCategory>;
/// Where an invoice stands.
pub type InvoiceStatusName = Named<SentStatus>;
/// Invoice or credit note.
pub type InvoiceKindName = Named<InvoiceKind>;
/// Where an invoice of Digiforma stands.
pub type DigiformaInvoiceStatusName = Named<DigiformaInvoiceStatus>;
/// How a company of Digiforma came to its institution.
pub type DigiformaMatchTypeName = Named<DigiformaMatchType>;
/// Where a quote of Digiforma stands.
pub type DigiformaQuoteStatusName = Named<DigiformaQuoteStatus>;
/// How often Digiforma is read by itself.
pub type DigiformaSyncFrequencyName = Named<DigiformaSyncFrequency>;
/// How much of Digiforma is read.
pub type DigiformaSyncModeName = Named<DigiformaSyncMode>;
/// Where a reading of Digiforma stands.
pub type DigiformaSyncStatusName = Named<DigiformaSyncStatus>;
/// Why Digiforma is read.
pub type DigiformaSyncTypeName = Named<DigiformaSyncType>;
/// Which part of a quote an invoice is.
pub type InvoiceTypeName = Named<InvoiceType>;
/// Goods, services, or both.
pub type OperationNatureName = Named<OperationNature>;
/// How a payment was made.
pub type PaymentMethodName = Named<PaymentMethod>;
/// Where a payment stands.
pub type PaymentStatusName = Named<PaymentStatus>;
/// What a template is for.
pub type TemplateTypeName = Named<TemplateType>;
/// Where a logo stands.
pub type LogoPositionName = Named<LogoPosition>;

/// What a segment is made of.
pub type SegmentTypeName = Named<SegmentType>;
/// Who sees a segment.
pub type SegmentVisibilityName = Named<SegmentVisibility>;

/// Where a delivery to a webhook stands.
pub type WebhookDeliveryStatusName = Named<WebhookDeliveryStatus>;
/// What a webhook is told of.
pub type WebhookEventName = Named<WebhookEvent>;
/// Whether a webhook is told anything.
pub type WebhookStatusName = Named<WebhookStatus>;

/// A value that is written by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<T>(pub T);

/// An enumeration whose values have names.
pub trait Names: Copy + Display + FromStr + 'static {
    /// Name in the OpenAPI document.
    const SCHEMA: &'static str;
    /// Every value.
    const ALL: &'static [Self];
}

macro_rules! names {
    ($($Enumeration:ident),+) => {$(
        impl Names for $Enumeration {
            const SCHEMA: &'static str = stringify!($Enumeration);
            const ALL: &'static [Self] = $Enumeration::ALL;
        }
    )+};
}

names!(
    CommercialStatus,
    ComplianceStatus,
    DataSource,
    DigiformaInvoiceStatus,
    DigiformaMatchType,
    DigiformaQuoteStatus,
    DigiformaSyncFrequency,
    DigiformaSyncMode,
    DigiformaSyncStatus,
    DigiformaSyncType,
    DiscountType,
    InstitutionType,
    InvoiceKind,
    InvoiceType,
    LogoPosition,
    OperationNature,
    PaymentMethod,
    PaymentStatus,
    QuoteStatus,
    SegmentType,
    SegmentVisibility,
    TaskPriority,
    TaskStatus,
    TemplateType,
    UserRole,
    VatCategory,
    WebhookDeliveryStatus,
    WebhookEvent,
    WebhookStatus
);

/// The status of an invoice by the words of the original: one that is issued is `sent` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentStatus(pub InvoiceStatus);

impl Display for SentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 == InvoiceStatus::Issued { "sent" } else { self.0.name() })
    }
}

impl FromStr for SentStatus {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.iter().find(|status| status.to_string() == name);
        known.copied().ok_or_else(|| UnknownName(name.to_owned()))
    }
}

impl Names for SentStatus {
    const SCHEMA: &'static str = "InvoiceStatus";
    const ALL: &'static [Self] = &[
        Self(InvoiceStatus::Draft),
        Self(InvoiceStatus::Issued),
        Self(InvoiceStatus::PartiallyPaid),
        Self(InvoiceStatus::Paid),
        Self(InvoiceStatus::Overdue),
        Self(InvoiceStatus::Cancelled),
    ];
}

impl<T: Names> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: Names> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Self).map_err(|_| D::Error::custom(Unknown::<T>(name, T::ALL)))
    }
}

/// A name that no value has.
struct Unknown<T: 'static>(String, &'static [T]);

impl<T: Names> Display for Unknown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown value `{}`, expected", self.0)?;
        for (n, value) in self.1.iter().enumerate() {
            write!(f, "{} `{value}`", if n == 0 { "" } else { " or" })?;
        }
        Ok(())
    }
}

impl<T: Names> PartialSchema for Named<T> {
    fn schema() -> RefOr<Schema> {
        let names = T::ALL.iter().map(ToString::to_string);
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).into()
    }
}

impl<T: Names> ToSchema for Named<T> {
    fn name() -> Cow<'static, str> {
        T::SCHEMA.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issued_invoice_is_sent() {
        let read = |json: &str| serde_json::from_str::<InvoiceStatusName>(json);
        assert_eq!(read("\"sent\"").unwrap(), Named(SentStatus(InvoiceStatus::Issued)));
        assert_eq!(serde_json::to_string(&Named(SentStatus(InvoiceStatus::Issued))).unwrap(), "\"sent\"");
        assert!(read("\"issued\"").is_err());
        assert_eq!(SentStatus::ALL.len(), InvoiceStatus::ALL.len());
    }

    #[test]
    fn names_are_lower_case_and_unknown_ones_are_told() {
        let read = |json: &str| serde_json::from_str::<CommercialStatusName>(json);
        assert_eq!(read("\"client\"").unwrap(), Named(CommercialStatus::Client));
        assert_eq!(serde_json::to_string(&Named(InstitutionType::MedicalCenter)).unwrap(), "\"medical_center\"");
        let problem = read("\"CLIENT\"").unwrap_err().to_string();
        assert!(problem.starts_with("unknown value `CLIENT`, expected `prospect` or `client`"), "{problem}");
    }
}
