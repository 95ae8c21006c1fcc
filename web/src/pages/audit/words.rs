//! Events and their changes in words.

use domain::billing::{InvoiceStatus, PaymentStatus, QuoteStatus, RevenueEntryKind};
use domain::identifiers::phone;
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, TaskPriority, TaskStatus};
use serde_json::Value;

use super::trail::Event;
use crate::i18n::Words;
use crate::i18n::format::{self, UNKNOWN};
use crate::i18n::text::{
    audit as t, common, contacts, digiforma, digiforma_matching, documents, institution_detail,
    institution_form as form, invoices, lines, quotes, revenue, sign_in, tasks, words,
};
use crate::platform::case;
use crate::ui::{money, status};

/// Longest text of a value that is shown whole.
const LONGEST: usize = 120;

/// « Mehdi Benali a modifié la fiche ».
#[must_use]
pub fn sentence(event: &Event) -> String {
    let who = if event.user_name.is_empty() { t::SOMEBODY.now() } else { &event.user_name };
    let words = match event.action.as_str() {
        "institution.created" => t::did_create,
        "institution.updated" => t::did_update,
        "institution.deleted" => t::did_delete,
        "institution.restored" => t::did_restore,
        "contact.created" => t::did_create_contact,
        "contact.updated" => t::did_update_contact,
        "contact.deleted" => t::did_delete_contact,
        "contact.restored" => t::did_restore_contact,
        "task.created" => t::did_create_task,
        "task.updated" => t::did_update_task,
        "task.completed" => t::did_complete_task,
        "task.deleted" => t::did_delete_task,
        "task.restored" => t::did_restore_task,
        other => {
            let words = billing_sentence(who, other).or_else(|| digiforma_sentence(who, other));
            return words.unwrap_or_else(|| t::did_else(who, other));
        }
    };
    words(who)
}

/// What was done to a quote, an invoice, a payment or an entry of revenue.
fn billing_sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "quote.created" => t::did_create_quote,
        "quote.updated" => t::did_update_quote,
        "quote.deleted" => t::did_delete_quote,
        "quote.restored" => t::did_restore_quote,
        "quote.sent" => t::did_send_quote,
        "quote.mailed" => t::did_mail_quote,
        "quote.mail_failed" => t::failed_to_mail_quote,
        "quote.accepted" => t::did_accept_quote,
        "quote.rejected" => t::did_reject_quote,
        "quote.ordered" => t::did_order_quote,
        "quote.cancelled" => t::did_cancel_quote,
        "quote.expired" => t::did_expire_quote,
        "quote.link_revoked" => t::did_revoke_quote_link,
        "invoice.created" => t::did_create_invoice,
        "invoice.updated" => t::did_update_invoice,
        "invoice.deleted" => t::did_delete_invoice,
        "invoice.restored" => t::did_restore_invoice,
        "invoice.issued" => t::did_issue_invoice,
        "invoice.sent" => t::did_send_invoice,
        "invoice.mailed" => t::did_mail_invoice,
        "invoice.mail_failed" => t::failed_to_mail_invoice,
        "invoice.reminded" => t::did_remind_invoice,
        "invoice.paid" => t::did_pay_invoice,
        "invoice.overdue" => t::did_miss_invoice,
        "invoice.credited" => t::did_credit_invoice,
        "invoice.cancelled" => t::did_cancel_invoice,
        "invoice.archived" => t::did_archive_invoice,
        "invoice.unarchived" => t::did_unarchive_invoice,
        "payment.created" | "payment.recorded" => t::did_record_payment,
        "payment.updated" => t::did_update_payment,
        "payment.confirmed" | "payment.received" => t::did_confirm_payment,
        "payment.cancelled" => t::did_cancel_payment,
        "payment.failed" => t::did_fail_payment,
        "revenue_entry.created" => t::did_create_revenue,
        "revenue_entry.updated" => t::did_update_revenue,
        "revenue_entry.deleted" => t::did_delete_revenue,
        "revenue_entry.restored" => t::did_restore_revenue,
        _ => return None,
    };
    Some(words(who))
}

/// What was done to the connection to Digiforma or to a link of one of its companies.
fn digiforma_sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "digiforma.settings.updated" => t::did_change_digiforma,
        "digiforma.sync.started" => t::did_start_sync,
        "digiforma.sync.cancelled" => t::did_cancel_sync,
        "digiforma.sync.completed" => t::did_complete_sync,
        "digiforma.mapping.created" => t::did_link_company,
        "digiforma.mapping.confirmed" => t::did_confirm_company,
        "digiforma.mapping.deleted" => t::did_unlink_company,
        "digiforma.suggestion.restored" => t::did_restore_match,
        _ => return None,
    };
    Some(words(who))
}

/// The field that changed, and its values before and after where they can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Label of the field.
    pub field: &'static str,
    /// Before and after; of what is new, only after.
    pub values: Option<(Option<String>, String)>,
}

/// The changes of fields that people know; technical ones are left out.
#[must_use]
pub fn changes(event: &Event) -> Vec<Change> {
    let mut all = Vec::new();
    collect(&event.entity, &event.changes, &mut all);
    if event.action.ends_with(".created") || is_mail(&event.action) {
        // There was nothing before, and what cannot be told is no news.
        all.retain_mut(|change| {
            change.values.iter_mut().for_each(|(before, _)| *before = None);
            change.values.is_some()
        });
    }
    all
}

/// A mail that went out, or could not: its changes are what was in it.
fn is_mail(action: &str) -> bool {
    [".mailed", ".mail_failed", ".reminded"].iter().any(|ending| action.ends_with(ending))
}

/// The name that a new record was given, where the event has it.
#[must_use]
pub fn given_name(event: &Event) -> Option<String> {
    if !event.action.ends_with(".created") {
        return None;
    }
    let new = |field: &str| event.changes.get(field)?.get("new")?.as_str();
    match event.entity.as_str() {
        "contact" => Some(format!("{} {}", new("firstName")?, new("lastName")?)),
        "task" | "invoice" => new("title").map(str::to_owned),
        "revenue_entry" => new("label").map(str::to_owned),
        "quote" => Some(format!("{} · {}", new("quoteNumber")?, new("title")?)),
        _ => new("name").map(str::to_owned),
    }
}

/// The names of the changed fields, each once.
#[must_use]
pub fn fields(event: &Event) -> String {
    let mut names: Vec<&str> = changes(event).into_iter().map(|change| change.field).collect();
    names.dedup();
    names.join(", ")
}

fn collect(entity: &str, changes: &Value, all: &mut Vec<Change>) {
    for (field, change) in changes.as_object().into_iter().flatten() {
        let (old, new) = (change.get("old"), change.get("new"));
        if old.is_none() && new.is_none() {
            // A group of fields: the medical profile, the address.
            collect(entity, change, all);
        } else if let Some(label) = label(entity, field) {
            let null = Value::Null;
            let (old, new) = (old.unwrap_or(&null), new.unwrap_or(&null));
            let values = value(field, old).zip(value(field, new)).map(|(old, new)| (Some(old), new));
            all.push(Change { field: label.now(), values });
        }
    }
}

/// A value in words; none where the reader could do nothing with it.
fn value(field: &str, value: &Value) -> Option<String> {
    let words = match value {
        Value::Null => UNKNOWN.to_owned(),
        Value::Bool(true) => common::YES.now().to_owned(),
        Value::Bool(false) => common::NO.now().to_owned(),
        Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), format::integer),
        Value::Array(items) if items.is_empty() => UNKNOWN.to_owned(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Value::String(text) => text_value(field, text)?,
        Value::Object(_) => return None,
    };
    Some(words)
}

fn text_value(field: &str, text: &str) -> Option<String> {
    let name = case::lower(text);
    let word = match field {
        "status" => status_word(&name),
        "paymentMethod" => name.parse().ok().map(documents::payment_method),
        "paymentTerms" => name.parse().ok().map(documents::payment_terms),
        "operationNature" => name.parse().ok().map(documents::operation_nature),
        "kind" => name.parse::<RevenueEntryKind>().ok().map(revenue::kind),
        "priority" => name.parse::<TaskPriority>().ok().map(|value| status::priority(value).word),
        "type" => name.parse::<InstitutionType>().ok().map(words::institution_type),
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
        "issueDate" | "serviceStart" | "serviceEnd" | "entryDate" | "paidDate" => format::calendar_day(text),
        "total"
        | "subtotal"
        | "totalDiscountAmount"
        | "totalTaxAmount"
        | "amount"
        | "netAmount"
        | "taxAmount"
        | "paidAmount"
        | "creditedAmount" => money::euros(text),
        "lastAuditDate" | "complianceExpirationDate" => format::calendar_day(text),
        // Numbers of records say nothing to people; the one in Digiforma is theirs.
        "assigneeId" | "assignedUserId" | "institutionId" | "contactId" | "templateId" | "quoteId" | "bearerToken" => {
            return None;
        }
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

/// The label of a field of a quote, an invoice or a payment.
fn billing_label(entity: &str, field: &str) -> Option<Words> {
    if !matches!(entity, "quote" | "invoice" | "payment") {
        return None;
    }
    Some(match field {
        "title" => documents::TITLE,
        "recipients" => documents::RECIPIENTS,
        "subject" => documents::SUBJECT,
        "description" => documents::DESCRIPTION,
        "assignedUserId" => documents::ASSIGNEE,
        "validUntil" => quotes::VALID_UNTIL,
        "clientComments" => quotes::CLIENT_COMMENTS,
        "internalNotes" => quotes::INTERNAL_NOTES,
        "orderNumber" => quotes::ORDER_NUMBER,
        "revision" => quotes::REVISION,
        "lines" => lines::LINES,
        "total" => lines::TOTAL_DUE,
        "dueDate" => invoices::DUE_DATE,
        "issueDate" => invoices::ISSUE_DATE,
        "invoiceNumber" => invoices::NUMBER,
        "paymentTerms" => invoices::PAYMENT_TERMS,
        "serviceStart" => invoices::SERVICE_START,
        "serviceEnd" => invoices::SERVICE_END,
        "operationNature" => invoices::OPERATION_NATURE,
        "purchaseOrderNumber" => invoices::PURCHASE_ORDER,
        "buyerReference" => invoices::BUYER_REFERENCE,
        "contractReference" => invoices::CONTRACT_REFERENCE,
        "amount" => documents::AMOUNT,
        "paymentDate" => documents::PAYMENT_DATE,
        "paymentMethod" => documents::PAYMENT_METHOD,
        "reference" => documents::REFERENCE,
        "notes" => documents::NOTES,
        _ => return None,
    })
}

/// The label of a field of an entry of revenue.
fn revenue_label(field: &str) -> Option<Words> {
    Some(match field {
        "label" => revenue::LABEL,
        "kind" => revenue::KIND,
        "entryDate" => revenue::DATE,
        "netAmount" => revenue::NET_AMOUNT,
        "taxAmount" => revenue::TAX_AMOUNT,
        "paidAmount" => revenue::PAID_AMOUNT,
        "paidDate" => revenue::PAID_DATE,
        "institutionId" => revenue::INSTITUTION,
        "reference" => revenue::REFERENCE,
        "notes" => revenue::NOTES,
        _ => return None,
    })
}

/// The label of a field of the connection to Digiforma or of a link.
fn digiforma_label(entity: &str, field: &str) -> Option<Words> {
    if entity != "digiforma" {
        return None;
    }
    Some(match field {
        "apiUrl" => digiforma::ADDRESS,
        "bearerToken" => digiforma::TOKEN,
        "isEnabled" => digiforma::ENABLED,
        "autoSyncEnabled" => digiforma::AUTO_SYNC,
        "syncFrequency" => digiforma::SCHEDULE,
        "createInstitutions" => digiforma::CREATE_INSTITUTIONS,
        "createContacts" => digiforma::CREATE_CONTACTS,
        "matchCriteria" => digiforma_matching::COLUMN_CRITERION,
        _ => return None,
    })
}

/// The label of a field; technical ones have none.
fn label(entity: &str, field: &str) -> Option<Words> {
    if entity == "revenue_entry" {
        return revenue_label(field);
    }
    if let Some(label) = digiforma_label(entity, field) {
        return Some(label);
    }
    if let Some(label) = billing_label(entity, field) {
        return Some(label);
    }
    Some(match (entity, field) {
        ("task", "title") => tasks::TITLE,
        ("task", "assigneeId") => tasks::ASSIGNEE,
        (_, "title") => form::JOB_TITLE,
        ("contact", "isActive") => contacts::IS_ACTIVE,
        (_, "name") => form::NAME,
        (_, "type") => form::KIND,
        (_, "street") => form::STREET,
        (_, "zipCode") => form::ZIP_CODE,
        (_, "city") => form::CITY,
        (_, "state") => form::STATE,
        (_, "country") => form::COUNTRY,
        (_, "address") => form::ADDRESS,
        (_, "mainPhone" | "phone") => form::MAIN_PHONE,
        (_, "finess") => form::FINESS,
        (_, "siret") => form::SIRET,
        (_, "vatNumber") => form::VAT_NUMBER,
        (_, "isPublicBody") => form::IS_PUBLIC_BODY,
        (_, "billingEmail") => form::BILLING_EMAIL,
        (_, "electronicAddress") => form::ELECTRONIC_ADDRESS,
        (_, "serviceCode") => form::SERVICE_CODE,
        (_, "accountingNumber") => form::ACCOUNTING_NUMBER,
        (_, "digiformaId") => form::DIGIFORMA_ID,
        (_, "groupName") => form::GROUP_NAME,
        (_, "commercialStatus") => form::COMMERCIAL_STATUS,
        (_, "assignedUserId") => form::ASSIGNEE,
        (_, "tags") => form::TAGS,
        (_, "isActive") => form::ACTIVE,
        (_, "bedCapacity") => form::BED_CAPACITY,
        (_, "surgicalRooms") => form::SURGICAL_ROOMS,
        (_, "endoscopyRooms") => form::ENDOSCOPY_ROOMS,
        (_, "staffCount") => form::STAFF_COUNT,
        (_, "surgicalInterventions") => form::SURGICAL_INTERVENTIONS,
        (_, "endoscopyInterventions") => form::ENDOSCOPY_INTERVENTIONS,
        (_, "specialties") => form::SPECIALTIES,
        (_, "departments") => form::DEPARTMENTS,
        (_, "equipmentTypes") => form::EQUIPMENT_TYPES,
        (_, "certifications") => form::CERTIFICATIONS,
        (_, "complianceStatus") => form::COMPLIANCE_STATUS,
        (_, "lastAuditDate") => form::LAST_AUDIT_DATE,
        (_, "complianceExpirationDate") => form::COMPLIANCE_EXPIRATION_DATE,
        (_, "complianceNotes") => form::COMPLIANCE_NOTES,
        (_, "firstName") => form::FIRST_NAME,
        (_, "lastName") => form::LAST_NAME,
        (_, "email") => sign_in::EMAIL,
        (_, "department") => contacts::DEPARTMENT,
        (_, "isPrimary") => contacts::IS_PRIMARY,
        (_, "institutionId") => contacts::INSTITUTION,
        (_, "contactId") => tasks::CONTACT,
        (_, "description") => tasks::DESCRIPTION,
        (_, "status") => tasks::STATUS,
        (_, "priority") => institution_detail::PRIORITY,
        (_, "dueDate") => tasks::DUE_DATE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(entity: &str, changes: Value) -> Event {
        Event {
            id: "1".into(),
            occurred_at: "2026-11-23T10:42:00Z".into(),
            user_name: "Inès Lacombe".into(),
            action: format!("{entity}.updated"),
            entity: entity.into(),
            entity_id: None,
            changes,
            origin: "web".into(),
        }
    }

    #[test]
    fn changed_fields_are_named_also_those_of_the_profile() {
        let event = event(
            "institution",
            serde_json::json!({
                "mainPhone": {"old": null, "new": "+33240083333"},
                "medicalProfile": {"bedCapacity": {"old": 1, "new": 2}},
                "searchText": {"old": "a", "new": "b"},
            }),
        );
        assert_eq!(fields(&event), "Téléphone, Lits");
        assert_eq!(sentence(&event), "Inès Lacombe a modifié la fiche");
    }

    #[test]
    fn what_is_new_has_a_name_and_no_values_before() {
        let mut event = event(
            "contact",
            serde_json::json!({
                "firstName": {"old": null, "new": "Zoé"},
                "lastName": {"old": null, "new": "Benali"},
                "institutionId": {"old": null, "new": "i1"},
            }),
        );
        event.action = "contact.created".into();
        assert_eq!(given_name(&event).as_deref(), Some("Zoé Benali"));
        let changes = changes(&event);
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0], Change { field: "Prénom", values: Some((None, "Zoé".into())) });
    }

    #[test]
    fn an_entry_of_revenue_is_told_in_words() {
        let mut event = event(
            "revenue_entry",
            serde_json::json!({
                "label": {"old": "Subvention", "new": "Subvention 2026"},
                "kind": {"old": "OTHER", "new": "SUBSIDY"},
                "netAmount": {"old": "100.00", "new": "-1200.50"},
                "totalAmount": {"old": "100.00", "new": "-1200.50"},
            }),
        );
        assert_eq!(sentence(&event), "Inès Lacombe a modifié une recette");
        let told: Vec<_> = changes(&event).into_iter().map(|change| (change.field, change.values.unwrap().1)).collect();
        let words =
            [("Nature", "Subvention"), ("Libellé", "Subvention 2026"), ("Montant HT", "−1\u{202f}200,50\u{a0}€")];
        let mut words = words.map(|(field, value)| (field, value.to_owned())).to_vec();
        words.sort();
        let mut told = told;
        told.sort();
        assert_eq!(told, words);
        event.action = "revenue_entry.created".into();
        assert_eq!(given_name(&event).as_deref(), Some("Subvention 2026"));
    }

    #[test]
    fn a_mail_is_told_with_what_was_in_it() {
        let told = |action: &str| {
            let payload = serde_json::json!({
                "recipients": {"old": null, "new": ["anne@chu.example", "compta@chu.example"]},
                "subject": {"old": null, "new": "Devis Q1 – Cabinet"},
            });
            let entity = action.split('.').next().unwrap();
            let event = Event { action: action.into(), ..event(entity, payload) };
            let changes: Vec<_> = changes(&event).into_iter().map(|change| (change.field, change.values)).collect();
            let words = [
                ("Destinataires", Some((None, "anne@chu.example, compta@chu.example".to_owned()))),
                ("Objet du mail", Some((None, "Devis Q1 – Cabinet".to_owned()))),
            ];
            assert_eq!(changes, words, "{action}");
            sentence(&event)
        };
        assert_eq!(told("quote.mailed"), "Inès Lacombe a envoyé un devis par mail");
        assert_eq!(told("invoice.mailed"), "Inès Lacombe a envoyé une facture par mail");
        assert_eq!(told("invoice.reminded"), "Inès Lacombe a relancé une facture");
        assert_eq!(told("quote.mail_failed"), "Inès Lacombe\u{a0}: mail d’un devis non parti");
        assert_eq!(told("invoice.mail_failed"), "Inès Lacombe\u{a0}: mail d’une facture non parti");
    }

    #[test]
    fn links_and_the_connection_to_digiforma_are_told() {
        let link = serde_json::json!({
            "institutionId": {"old": null, "new": "i1"},
            "matchType": {"old": null, "new": "manual"},
            "matchCriteria": {"old": null, "new": "siret"},
            "matchScore": {"old": null, "new": 100},
        });
        let linked = Event { action: "digiforma.mapping.created".into(), ..event("digiforma", link) };
        assert_eq!(sentence(&linked), "Inès Lacombe a lié une société de Digiforma");
        let told: Vec<_> = changes(&linked).into_iter().map(|change| (change.field, change.values)).collect();
        assert_eq!(told, [("Raison du lien", Some((None, "Même SIRET".to_owned())))]);
        let token = serde_json::json!({ "bearerToken": {"old": null, "new": "set"} });
        let changed = Event { action: "digiforma.settings.updated".into(), ..event("digiforma", token) };
        let told: Vec<_> = changes(&changed).into_iter().map(|change| (change.field, change.values)).collect();
        assert_eq!(told, [("Jeton d’accès", None)], "that it was set, and no more");
    }

    #[test]
    fn values_are_told_before_and_after() {
        let changes = changes(&event(
            "task",
            serde_json::json!({
                "status": {"old": "TODO", "new": "IN_PROGRESS"},
                "assigneeId": {"old": "u1", "new": "u2"},
            }),
        ));
        let told = |before: &str, after: &str| Some((Some(before.to_owned()), after.to_owned()));
        let values: Vec<_> = changes.iter().map(|change| (change.field, change.values.clone())).collect();
        assert_eq!(values, [("Responsable", None), ("Statut", told("À faire", "En cours"))]);
    }
}
