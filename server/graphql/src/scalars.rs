//! Scalars of the API over the types that rows hold.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, ID, InputType, InputValueError, InputValueResult, Json, OutputType, Positioned, Scalar,
    ScalarType, ServerResult, Value, parser::types::Field, registry::Registry,
};
use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use crm::operations::billing::hash::hexadecimal;
use db::rows::JsonText;
use uuid::Uuid;

use super::rows::{WriteJson, write_enum};

/// A UUID as the scalar `ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub Uuid);

/// An instant as the scalar `DateTime`, for objects that are no rows: the same text that a row's column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(pub DateTime<Utc>);

/// A day of the calendar, such as `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => match text.parse() {
                Ok(day) => Ok(Self(day)),
                Err(_) => Err(InputValueError::custom("this is no day (2026-11-22 is one)")),
            },
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self(day)
    }
}

impl WriteJson for Date {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.0.write_json(out);
    }
}

impl From<Uuid> for Id {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<Id> for Uuid {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }
}

impl WriteJson for Id {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.0.write_json(out);
    }
}

impl OutputType for Id {
    fn type_name() -> Cow<'static, str> {
        <ID as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(self.to_value())
    }
}

impl InputType for Id {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        <ID as InputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value.unwrap_or_default() {
            Value::String(text) => match Uuid::try_parse(&text) {
                Ok(id) => Ok(Self(id)),
                Err(_) => Err(InputValueError::custom("this is no id (a UUID is expected)")),
            },
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

impl OutputType for Instant {
    fn type_name() -> Cow<'static, str> {
        <DateTime<Utc> as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <DateTime<Utc> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::String(self.0.trunc_subsecs(6).to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)))
    }
}

/// A document that the database keeps, as the scalar `JSON`.
#[derive(Debug, Clone)]
pub struct JsonDocument(pub JsonText);

impl WriteJson for JsonDocument {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_str().as_bytes());
    }
}

impl OutputType for JsonDocument {
    fn type_name() -> Cow<'static, str> {
        <Json<Value> as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Json<Value> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(self.0.read().unwrap_or_default())
    }
}

/// Bytes as a text of lower-case hexadecimal digits.
#[derive(Debug, Clone)]
pub struct Hexadecimal(pub Vec<u8>);

impl WriteJson for Hexadecimal {
    fn write_json(&self, out: &mut Vec<u8>) {
        hexadecimal(&self.0).write_json(out);
    }
}

impl OutputType for Hexadecimal {
    fn type_name() -> Cow<'static, str> {
        <String as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <String as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::String(hexadecimal(&self.0)))
    }
}

/// Enumerations are columns by their GraphQL names.
macro_rules! enum_columns {
    ($($Enum:ty),+ $(,)?) => { $(
        impl WriteJson for $Enum {
            fn write_json(&self, out: &mut Vec<u8>) {
                write_enum(*self, out);
            }
        }
    )+ };
}
enum_columns!(
    domain::ApiTokenScope,
    domain::CommercialStatus,
    domain::ComplianceStatus,
    domain::DataSource,
    domain::DigiformaContactKind,
    domain::DigiformaInvoiceStatus,
    domain::DigiformaMatchType,
    domain::DigiformaPhase,
    domain::DigiformaQuoteStatus,
    domain::DigiformaSyncMode,
    domain::DigiformaSyncStatus,
    domain::DigiformaSyncType,
    domain::InstitutionType,
    domain::Language,
    domain::SegmentType,
    domain::SegmentVisibility,
    domain::TaskPriority,
    domain::TaskStatus,
    domain::Theme,
    domain::UserRole,
    domain::WebhookDeliveryStatus,
    domain::WebhookEvent,
    domain::WebhookStatus,
    domain::billing::DiscountType,
    domain::billing::DocumentType,
    domain::billing::InvoiceKind,
    domain::billing::InvoiceStatus,
    domain::billing::InvoiceType,
    domain::billing::LogoPosition,
    domain::billing::OperationNature,
    domain::billing::PaymentMethod,
    domain::billing::PaymentStatus,
    domain::billing::PaymentTerms,
    domain::billing::QuoteStatus,
    domain::billing::RevenueEntryKind,
    domain::billing::TemplateType,
    domain::billing::VatCategory,
    domain::billing::VatRegime,
);
