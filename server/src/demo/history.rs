//! What the log says of the demo company: who wrote down, began and completed which task, and how quotes and invoices
//! came about.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use db::{
    rows::{Invoice, Payment, Quote},
    schema::audit_events,
};
use diesel::Insertable;
use domain::{
    TaskStatus,
    billing::{InvoiceStatus, PaymentStatus, QuoteStatus},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    billing::{Document, Keys, QuoteWithLines},
    tasks::TaskRow,
};

/// A row of `audit_events`; its key is drawn by the database.
#[derive(Debug, Insertable)]
#[diesel(table_name = audit_events)]
pub(super) struct EventRow {
    occurred_at: DateTime<Utc>,
    user_id: Uuid,
    user_name: String,
    action: &'static str,
    entity: &'static str,
    entity_id: Uuid,
    institution_id: Option<Uuid>,
    changes: Value,
    origin: &'static str,
}

/// The events of those tasks that are `new`; `names` are those of the people.
pub(super) fn of_tasks(tasks: &[TaskRow], new: &HashSet<Uuid>, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    tasks.iter().filter(|task| new.contains(&task.id)).flat_map(|task| of_task(task, names)).collect()
}

fn of_task(task: &TaskRow, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    let event = |occurred_at, user_id: Uuid, action, changes| EventRow {
        occurred_at,
        user_id,
        user_name: names.get(&user_id).cloned().unwrap_or_default(),
        action,
        entity: "task",
        entity_id: task.id,
        institution_id: task.values.institution_id,
        changes,
        origin: "web",
    };
    let title = json!({ "title": { "old": null, "new": task.values.title } });
    let mut events = vec![event(task.created_at, task.created_by, "task.created", title)];
    let action = match task.values.status {
        TaskStatus::Todo => return events,
        TaskStatus::Completed => "task.completed",
        TaskStatus::InProgress | TaskStatus::Cancelled => "task.updated",
    };
    let status = json!({ "status": { "old": TaskStatus::Todo.name(), "new": task.values.status.name() } });
    events.push(event(task.updated_at, task.values.assignee_id, action, status));
    events
}

/// The events of quotes, invoices and payments; what is issued and paid is the manager's work.
pub(super) fn of_books(
    quotes: &[QuoteWithLines],
    documents: &[(Keys, usize, Document)],
    payments: &[Payment],
    manager: Uuid,
    names: &HashMap<Uuid, String>,
) -> Vec<EventRow> {
    let invoices: HashMap<Uuid, &Invoice> = documents.iter().map(|(_, _, it)| (it.invoice.id, &it.invoice)).collect();
    let mut events: Vec<EventRow> = quotes.iter().flat_map(|(quote, _)| of_quote(quote, names)).collect();
    events.extend(invoices.values().flat_map(|invoice| of_invoice(invoice, manager, names)));
    for payment in payments {
        if let Some(invoice) = invoices.get(&payment.invoice_id) {
            events.extend(of_payment(payment, invoice, manager, names));
        }
    }
    events.sort_by_key(|event| (event.occurred_at, event.entity_id));
    events
}

/// An entity, its institution, and who did something to it.
#[derive(Clone, Copy)]
struct Subject {
    entity: &'static str,
    id: Uuid,
    institution: Uuid,
    by: Uuid,
}

fn event(
    subject: Subject,
    names: &HashMap<Uuid, String>,
    occurred_at: DateTime<Utc>,
    action: &'static str,
    changes: Value,
) -> EventRow {
    EventRow {
        occurred_at,
        user_id: subject.by,
        user_name: names.get(&subject.by).cloned().unwrap_or_default(),
        action,
        entity: subject.entity,
        entity_id: subject.id,
        institution_id: Some(subject.institution),
        changes,
        origin: "web",
    }
}

fn moved(from: &str, to: &str) -> Value {
    json!({ "status": { "old": from, "new": to } })
}

fn of_quote(quote: &Quote, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    let values = &quote.values;
    let subject =
        Subject { entity: "quote", id: quote.id, institution: values.institution_id, by: values.assigned_user_id };
    let made = json!({
        "quoteNumber": { "old": null, "new": quote.quote_number },
        "title": { "old": null, "new": values.title },
        "total": { "old": null, "new": quote.totals.total },
    });
    let mut events = vec![event(subject, names, quote.created_at, "quote.created", made)];
    let mut status = QuoteStatus::Draft;
    let ended = |of: QuoteStatus| (quote.status == of).then_some(quote.updated_at);
    let steps = [
        (quote.sent_at, QuoteStatus::Sent, "quote.sent"),
        (quote.accepted_at, QuoteStatus::Accepted, "quote.accepted"),
        (quote.rejected_at, QuoteStatus::Rejected, "quote.rejected"),
        (quote.ordered_at, QuoteStatus::Ordered, "quote.ordered"),
        (ended(QuoteStatus::Expired), QuoteStatus::Expired, "quote.expired"),
        (ended(QuoteStatus::Cancelled), QuoteStatus::Cancelled, "quote.cancelled"),
    ];
    for (when, next, action) in steps {
        if let Some(when) = when {
            events.push(event(subject, names, when, action, moved(status.name(), next.name())));
            status = next;
        }
    }
    events
}

fn of_invoice(invoice: &Invoice, manager: Uuid, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    let values = &invoice.values;
    let subject =
        Subject { entity: "invoice", id: invoice.id, institution: values.institution_id, by: values.assigned_user_id };
    let made = json!({
        "title": { "old": null, "new": values.title },
        "total": { "old": null, "new": invoice.totals.total },
    });
    let mut events = vec![event(subject, names, invoice.created_at, "invoice.created", made)];
    if let Some(issued_at) = invoice.issue.issued_at {
        let changes = json!({
            "status": { "old": InvoiceStatus::Draft, "new": InvoiceStatus::Issued },
            "invoiceNumber": { "old": null, "new": invoice.issue.invoice_number },
        });
        events.push(event(Subject { by: manager, ..subject }, names, issued_at, "invoice.issued", changes));
    }
    events
}

fn of_payment(payment: &Payment, invoice: &Invoice, manager: Uuid, names: &HashMap<Uuid, String>) -> Vec<EventRow> {
    let institution = invoice.values.institution_id;
    let subject = Subject { entity: "payment", id: payment.id, institution, by: manager };
    let made = json!({ "amount": { "old": null, "new": payment.values.amount } });
    let mut events = vec![event(subject, names, payment.created_at, "payment.recorded", made)];
    let action = match payment.status {
        PaymentStatus::Pending => return events,
        PaymentStatus::Confirmed => "payment.received",
        PaymentStatus::Failed => "payment.failed",
        PaymentStatus::Cancelled => "payment.cancelled",
    };
    let changes = moved(PaymentStatus::Pending.name(), payment.status.name());
    events.push(event(subject, names, payment.updated_at, action, changes));
    events
}
