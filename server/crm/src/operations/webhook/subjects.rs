//! What an event is about, as a delivery tells it: the row under the name of its kind, who did it, and what changed.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use db::{
    column,
    query::{self, Column, Condition, Listed},
    rows::{Contact, Institution, Invoice, Payment, Quote, Task},
};
use diesel_async::AsyncPgConnection;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::publish::Happened;
use crate::Result;

/// `data` of each event, in their order. One statement for each kind of row.
pub(super) async fn of(conn: &mut AsyncPgConnection, events: &[&Happened]) -> Result<Vec<Value>> {
    let institutions = load(conn, events, "institution", column!(medical_institutions.id), institution).await?;
    let contacts = load(conn, events, "contact", column!(contact_persons.id), contact).await?;
    let tasks = load(conn, events, "task", column!(tasks.id), task).await?;
    let quotes = load(conn, events, "quote", column!(quotes.id), quote).await?;
    let paid = load(conn, events, "payment", column!(payments.id), payment).await?;
    let mut invoiced = ids(events, "invoice");
    invoiced.extend(paid.values().filter_map(|payment| payment["invoiceId"].as_str()?.parse::<Uuid>().ok()));
    let invoices = by_id(conn, invoiced, column!(invoices.id), invoice).await?;
    let data = |event: &&Happened| {
        let mut data = Map::new();
        let mut put = |name: &str, found: Option<&Value>| {
            // What was removed for good is still named.
            data.insert(name.to_owned(), found.cloned().unwrap_or_else(|| json!({ "id": event.entity_id })));
        };
        let id = event.entity_id.unwrap_or_default();
        match event.entity.as_str() {
            "institution" => put("institution", institutions.get(&id)),
            "contact" => put("contact", contacts.get(&id)),
            "task" => put("task", tasks.get(&id)),
            "quote" => put("quote", quotes.get(&id)),
            "invoice" => put("invoice", invoices.get(&id)),
            "payment" => {
                let payment = paid.get(&id);
                put("payment", payment);
                let of = payment.and_then(|payment| payment["invoiceId"].as_str()?.parse().ok());
                put("invoice", of.and_then(|invoice: Uuid| invoices.get(&invoice)));
            }
            _ => put("sync", Some(&event.payload)),
        }
        if event.event.ends_with(".updated") {
            data.insert("changes".to_owned(), event.payload["changes"].clone());
        }
        data.insert("triggeredBy".to_owned(), event.payload["userId"].clone());
        Value::Object(data)
    };
    Ok(events.iter().map(data).collect())
}

fn ids(events: &[&Happened], entity: &str) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> =
        events.iter().filter(|event| event.entity == entity).filter_map(|event| event.entity_id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

async fn load<R: Listed>(
    conn: &mut AsyncPgConnection,
    events: &[&Happened],
    entity: &str,
    column: Column,
    told: fn(&R) -> (Uuid, Value),
) -> Result<HashMap<Uuid, Value>> {
    by_id(conn, ids(events, entity), column, told).await
}

async fn by_id<R: Listed>(
    conn: &mut AsyncPgConnection,
    ids: Vec<Uuid>,
    column: Column,
    told: fn(&R) -> (Uuid, Value),
) -> Result<HashMap<Uuid, Value>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = query::by_ids::<R>(conn, column, ids, Condition::TRUE).await?;
    Ok(rows.iter().map(told).collect())
}

/// An instant as on REST.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Money as on REST: a text with two decimals.
fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn institution(row: &Institution) -> (Uuid, Value) {
    let values = &row.values;
    let told = json!({
        "id": row.id,
        "name": values.name,
        "type": values.kind.name(),
        "address": {
            "street": values.address.street,
            "city": values.address.city,
            "state": values.address.state,
            "zipCode": values.address.zip_code,
            "country": values.address.country,
        },
        "commercialStatus": values.commercial_status.name(),
        "assignedUserId": values.assigned_user_id,
        "isActive": values.is_active,
        "createdAt": instant(row.created_at),
        "updatedAt": instant(row.updated_at),
    });
    (row.id, told)
}

fn contact(row: &Contact) -> (Uuid, Value) {
    let values = &row.values;
    let told = json!({
        "id": row.id,
        "institutionId": values.institution_id,
        "firstName": values.first_name,
        "lastName": values.last_name,
        "email": values.email,
        "phone": values.phone,
        "title": values.title,
        "department": values.department,
        "isPrimary": values.is_primary,
        "isActive": values.is_active,
        "createdAt": instant(row.created_at),
        "updatedAt": instant(row.updated_at),
    });
    (row.id, told)
}

fn task(row: &Task) -> (Uuid, Value) {
    let values = &row.values;
    let told = json!({
        "id": row.id,
        "title": values.title,
        "description": values.description,
        "status": values.status.name(),
        "priority": values.priority.name(),
        "assigneeId": values.assignee_id,
        "creatorId": row.creator_id,
        "institutionId": values.institution_id,
        "contactId": values.contact_id,
        "dueDate": values.due_date.map(instant),
        "completedAt": values.completed_at.map(instant),
        "createdAt": instant(row.created_at),
        "updatedAt": instant(row.updated_at),
    });
    (row.id, told)
}

fn quote(row: &Quote) -> (Uuid, Value) {
    let told = json!({
        "id": row.id,
        "quoteNumber": row.quote_number,
        "institutionId": row.values.institution_id,
        "assignedUserId": row.values.assigned_user_id,
        "title": row.values.title,
        "status": row.status.name(),
        "total": money(row.totals.total),
        "validUntil": instant(row.values.valid_until),
        "createdAt": instant(row.created_at),
        "updatedAt": instant(row.updated_at),
    });
    (row.id, told)
}

fn invoice(row: &Invoice) -> (Uuid, Value) {
    let told = json!({
        "id": row.id,
        "kind": row.kind.name(),
        "invoiceNumber": row.issue.invoice_number,
        "institutionId": row.values.institution_id,
        "assignedUserId": row.values.assigned_user_id,
        "quoteId": row.quote_id,
        "title": row.values.title,
        // The name of the original for what has its number.
        "status": if row.status == domain::billing::InvoiceStatus::Issued { "sent" } else { row.status.name() },
        "total": money(row.totals.total),
        "totalPaid": money(row.paid_amount),
        "remainingAmount": money(row.remaining_amount),
        "dueDate": instant(row.values.due_date),
        "createdAt": instant(row.created_at),
        "updatedAt": instant(row.updated_at),
    });
    (row.id, told)
}

fn payment(row: &Payment) -> (Uuid, Value) {
    let told = json!({
        "id": row.id,
        "invoiceId": row.invoice_id,
        "amount": money(row.values.amount),
        "paymentDate": instant(row.values.payment_date),
        "paymentMethod": row.values.payment_method.name(),
        "status": row.status.name(),
        "reference": row.values.reference,
        "createdAt": instant(row.created_at),
    });
    (row.id, told)
}
