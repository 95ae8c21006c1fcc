//! Values of changed fields in words.

use domain::billing::{InvoiceStatus, PaymentStatus, QuoteStatus, RevenueEntryKind, VatRegime};
use domain::identifiers::phone;
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, SegmentVisibility, TaskPriority, TaskStatus};
use serde_json::{Map, Value};

use crate::i18n::Words;
use crate::i18n::format::{self, UNKNOWN};
use crate::i18n::text::{common, digiforma, digiforma_matching, documents, firm, revenue, segments, words};
use crate::platform::case;
use crate::ui::{money, status};

/// Longest text of a value that is shown whole.
const LONGEST: usize = 120;

/// A value in words; none where the reader could do nothing with it.
pub(super) fn value(field: &str, value: &Value) -> Option<String> {
    let words = match value {
        Value::Null => UNKNOWN.to_owned(),
        Value::Bool(true) => common::YES.now().to_owned(),
        Value::Bool(false) => common::NO.now().to_owned(),
        Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), format::integer),
        Value::Array(items) if items.is_empty() => UNKNOWN.to_owned(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Value::String(text) => text_value(field, text)?,
        Value::Object(parts) if matches!(field, "deliveryAddress" | "billingAddress") => address(parts),
        Value::Object(_) => return None,
    };
    Some(words)
}

/// An address on one line.
fn address(parts: &Map<String, Value>) -> String {
    let part = |name: &str| parts.get(name).and_then(Value::as_str).unwrap_or_default();
    let town = format!("{} {}", part("zipCode"), part("city"));
    let parts = [part("street"), town.trim(), part("state"), part("country")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn text_value(field: &str, text: &str) -> Option<String> {
    let name = case::lower(text);
    let word = match field {
        "status" => status_word(&name),
        "paymentMethod" => name.parse().ok().map(documents::payment_method),
        "vatRegime" => name.parse::<VatRegime>().ok().map(firm::regime),
        "paymentTerms" | "defaultPaymentTerms" => name.parse().ok().map(documents::payment_terms),
        "operationNature" => name.parse().ok().map(documents::operation_nature),
        "kind" => name.parse::<RevenueEntryKind>().ok().map(revenue::kind),
        "priority" => name.parse::<TaskPriority>().ok().map(|value| status::priority(value).word),
        "type" => {
            let institution = name.parse::<InstitutionType>().ok().map(words::institution_type);
            institution.or_else(|| name.parse().ok().map(segments::kind))
        }
        "visibility" => name.parse::<SegmentVisibility>().ok().map(segments::visibility),
        "commercialStatus" => name.parse::<CommercialStatus>().ok().map(|value| status::commercial(value).word),
        "syncFrequency" => name.parse().ok().map(digiforma::frequency),
        "matchCriteria" => digiforma_matching::criterion(Some(&name)),
        "complianceStatus" => name.parse::<ComplianceStatus>().ok().map(|value| status::compliance(value).word),
        _ => None,
    };
    Some(match field {
        _ if word.is_some() => word.map(Words::now).unwrap_or_default().to_owned(),
        "phone" | "mainPhone" => phone::display(text),
        "dueDate" | "validUntil" | "sentAt" | "acceptedAt" | "rejectedAt" | "orderedAt" | "paymentDate" | "paidAt" => {
            format::day(text)
        }
        "issueDate" | "serviceStart" | "serviceEnd" | "entryDate" | "paidDate" | "ecbRateSince" => {
            format::calendar_day(text)
        }
        "total"
        | "subtotal"
        | "totalDiscountAmount"
        | "totalTaxAmount"
        | "amount"
        | "netAmount"
        | "taxAmount"
        | "paidAmount"
        | "creditedAmount"
        | "shareCapital" => money::euros(text),
        "latePenaltyRate" | "ecbRate" => money::percent(text),
        "lastAuditDate" | "complianceExpirationDate" => format::calendar_day(text),
        // Numbers of records say nothing to people; the one in Digiforma is theirs.
        "assigneeId" | "assignedUserId" | "institutionId" | "contactId" | "templateId" | "quoteId" | "logoFileId"
        | "bearerToken" => return None,
        _ if text.is_empty() => UNKNOWN.to_owned(),
        _ if text.chars().count() > LONGEST => format!("{}…", text.chars().take(LONGEST).collect::<String>()),
        _ => text.to_owned(),
    })
}

/// A status that any of the records may have.
fn status_word(name: &str) -> Option<Words> {
    let task = name.parse::<TaskStatus>().ok().map(|value| status::task(value, false).word);
    task.or_else(|| name.parse::<QuoteStatus>().ok().map(|value| status::quote(value, false).word))
        .or_else(|| name.parse::<InvoiceStatus>().ok().map(|value| status::invoice(value, false).word))
        .or_else(|| name.parse::<PaymentStatus>().ok().map(|value| status::payment(value).word))
}
