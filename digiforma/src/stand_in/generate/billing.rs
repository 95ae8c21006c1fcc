//! Quotations, invoices, credit notes and payments.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::Account;
use super::deals::Deal;
use super::values::{day, life, moment, money, number, reference, typed, uuid};
use crate::meaning::invoice_totals;
use crate::record::{self, Invoice, Kind};

const FIRST_QUOTATION: usize = 3_300_000;
const FIRST_INVOICE: usize = 3_900_000;

fn line(account: &mut Account<'_>, name: &str, kind: &str, quantity: i64, cents: i64, rate: &str) -> Value {
    json!({
        "id": uuid(&mut account.chance),
        "name": name,
        "description": if account.chance.percent(35) { json!("Support de cours compris") } else { Value::Null },
        "type": kind,
        "quantity": number(&format!("{quantity}.0")),
        "unitPrice": money(cents),
        "vat": number(rate),
    })
}

/// Lines of what a deal sells.
fn lines(account: &mut Account<'_>, deal: &Deal) -> Vec<Value> {
    let rate = if account.chance.percent(80) { "20.0" } else { "0.0" };
    let mut lines = vec![line(account, deal.course.name, "training", deal.places, deal.course.price, rate)];
    if account.chance.percent(25) {
        let cents = account.chance.between(4_000, 38_000);
        lines.push(line(account, "Frais de déplacement", "other_expenses", 1, cents, rate));
    }
    if account.chance.percent(12) {
        lines.push(line(account, "Livret du participant", "pedagogical_products", deal.places, 1_833, "5.5"));
    }
    if account.chance.percent(5) {
        lines.push(line(account, "Remise", "training", 1, -5_000, rate));
    }
    lines
}

pub(super) fn quotations(account: &mut Account<'_>, deals: &[Deal]) {
    let mut numbers = Numbers::default();
    let mut index = 0;
    for deal in deals {
        for _ in 0..1 + account.chance.below(2) {
            let date = day(deal.course.date, -account.chance.between(15, 55)).min(account.today);
            let row = quotation(account, deal, index, date, &mut numbers);
            account.push(Kind::Quotation, row);
            index += 1;
        }
    }
}

fn quotation(account: &mut Account<'_>, deal: &Deal, index: usize, date: NaiveDate, numbers: &mut Numbers) -> Value {
    // Quotations get deleted, so their numbers have gaps.
    if account.chance.percent(4) {
        numbers.next(date.year());
    }
    let series = numbers.next(date.year());
    let (inserted_at, updated_at) = life(&mut account.chance, date, 60, account.today);
    let mut items = if account.chance.percent(1) { Vec::new() } else { lines(account, deal) };
    if account.chance.percent(3)
        && let Some(item) = items.first_mut().and_then(Value::as_object_mut)
    {
        item.insert("forceTotal".to_owned(), json!(true));
        item.insert("forcedTotal".to_owned(), money(deal.course.price * deal.places * 9 / 10));
    }
    let is_accepted = matches!(deal.status, "WON" | "COMPLETED") && account.chance.percent(88);
    let accepted = day(date, account.chance.between(0, 20)).min(account.today).max(date);
    let has_deal = !account.chance.percent(14);
    json!({
        "id": (FIRST_QUOTATION + index).to_string(),
        "number": series,
        "numberStr": format!("{series:05}"),
        "prefix": date.year().to_string(),
        "date": date,
        "acceptedAt": is_accepted.then_some(accepted),
        "items": items,
        "customer": has_deal.then(|| reference(&deal.id)),
        "recipient": deal.buyer,
        "trainingSession": reference(&deal.course.id),
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    })
}

/// An invoice that is not numbered yet: numbers follow the dates.
struct Planned<'a> {
    deal: &'a Deal,
    date: NaiveDate,
    nature: Nature,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    Draft,
    Plain,
    Free,
    Credit,
}

pub(super) fn invoices(account: &mut Account<'_>, deals: &[Deal]) {
    let billed: Vec<&Deal> = deals.iter().filter(|deal| matches!(deal.status, "WON" | "COMPLETED")).collect();
    let mut planned = Vec::with_capacity(account.scale.invoices);
    for index in 0..account.scale.invoices {
        let Some(deal) = billed.get(index % billed.len().max(1)) else { break };
        let date = day(deal.course.date, account.chance.between(-20, 30)).min(account.today);
        let nature = match index {
            _ if index % 50 == 49 => Nature::Draft,
            _ if index % 75 == 7 => Nature::Free,
            _ if index % 20 == 13 => Nature::Credit,
            _ => Nature::Plain,
        };
        planned.push(Planned { deal, date, nature });
    }
    planned.sort_by_key(|invoice| invoice.date);
    let mut numbers = Numbers::default();
    let mut last: Option<(String, Vec<Value>)> = None;
    for (index, invoice) in planned.iter().enumerate() {
        let number = (invoice.nature != Nature::Draft).then(|| numbers.next(invoice.date.year()));
        let credited = last.as_ref().filter(|_| invoice.nature == Nature::Credit);
        let (row, shown) = self::invoice(account, index, invoice, number, credited);
        if let (Nature::Plain, Some(shown)) = (invoice.nature, shown) {
            let items = row.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
            last = Some((shown, items));
        }
        account.push(Kind::Invoice, row);
    }
}

fn invoice(
    account: &mut Account<'_>,
    index: usize,
    planned: &Planned<'_>,
    given: Option<usize>,
    credited: Option<&(String, Vec<Value>)>,
) -> (Value, Option<String>) {
    let Planned { deal, date, nature } = planned;
    let (inserted_at, updated_at) = life(&mut account.chance, *date, 120, account.today);
    let number_text = given.map(|number| format!("{number:03}"));
    let prefix = date.year().to_string();
    let mut items = match credited {
        Some((_, items)) => items.iter().map(negated).collect(),
        None => lines(account, deal),
    };
    if *nature == Nature::Free {
        items.iter_mut().for_each(|item| set(item, "unitPrice", number("0.0")));
    }
    for item in &mut items {
        let kind = if item.get("vat").is_some_and(|vat| *vat == 0.0) { "E" } else { "S" };
        set(item, "vatType", json!(kind));
    }
    let is_credit = credited.is_some();
    let text =
        credited.filter(|_| !account.chance.percent(17)).map(|(shown, _)| format!("Avoir sur la facture {shown}"));
    let days = account.chance.of(&[30, 30, 45, 0], 30);
    let payments = if given.is_none() || is_credit || *nature == Nature::Free {
        Vec::new()
    } else {
        payments(account, index, *date, &items)
    };
    let recipient = match &deal.agency {
        Some(agency) if account.chance.percent(60) => typed("FundingAgency", agency),
        _ => deal.buyer.clone(),
    };
    let has_deal = !account.chance.percent(2);
    let is_locked = given.is_some() && account.chance.percent(93);
    let id = (FIRST_INVOICE + index).to_string();
    let file = given.map(|_| format!("https://files.example/invoices/{id}.pdf")).filter(|_| !account.chance.percent(3));
    let mut row = json!({
        "id": id,
        "number": given,
        "numberStr": number_text,
        "prefix": given.map(|_| &prefix),
        "reference": null,
        "orderForm": null,
        "date": date,
        "locked": is_locked,
        "freeText": text,
        "accountingAnalytics": null,
        "paymentLimitDays": days,
        "isPaymentLimitEndMonth": account.chance.percent(35),
        "fileUrl": file,
        "items": items,
        "invoicePayments": payments,
        "customer": has_deal.then(|| reference(&deal.id)),
        "recipient": recipient,
        "trainingSession": reference(&deal.course.id),
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    });
    if let (Some(row), Some(address)) = (row.as_object_mut(), deal.address.as_object()) {
        row.extend(address.clone());
    }
    (row, number_text.map(|text| format!("{prefix}-{text}")))
}

/// The same line, taken back: the price turns, the quantity stays.
fn negated(item: &Value) -> Value {
    let mut item = item.clone();
    let price = item.get("unitPrice").map(ToString::to_string).unwrap_or_default();
    let turned = price.strip_prefix('-').map_or_else(|| format!("-{price}"), str::to_owned);
    set(&mut item, "unitPrice", number(&turned));
    item
}

fn set(item: &mut Value, key: &str, value: Value) {
    if let Some(item) = item.as_object_mut() {
        item.insert(key.to_owned(), value);
    }
}

/// Most invoices are paid, some in parts, some late, some not at all.
fn payments(account: &mut Account<'_>, index: usize, date: NaiveDate, items: &[Value]) -> Vec<Value> {
    let row = json!({ "id": "0", "items": items });
    let total = record::read::<Invoice>(&row).map(|read| invoice_totals(&read.record).gross).unwrap_or_default();
    let cents = (total * Decimal::ONE_HUNDRED).to_i64().unwrap_or_default();
    let parts = match account.chance.below(100) {
        _ if cents <= 0 => Vec::new(),
        0..72 => vec![cents],
        72..80 => vec![cents / 3, cents - cents / 3],
        80..88 => vec![cents / 2],
        _ => Vec::new(),
    };
    let mut payments = Vec::with_capacity(parts.len());
    for (part, amount) in parts.into_iter().enumerate() {
        let paid = day(date, account.chance.between(3, 70));
        if paid > account.today {
            continue;
        }
        let at = moment(&mut account.chance, paid);
        payments.push(json!({
            "id": (9_000_000 + index * 2 + part).to_string(),
            "amount": money(amount),
            "date": paid,
            "mode": account.chance.word(&["TRANSFER", "TRANSFER", "TRANSFER", "CHECK", "CARD", "ONLINE"]),
            "freeText": null,
            "stripeId": null,
            "insertedAt": at,
            "updatedAt": at,
        }));
    }
    payments
}

/// Numbers within a year, from 1.
#[derive(Default)]
struct Numbers(std::collections::BTreeMap<i32, usize>);

impl Numbers {
    fn next(&mut self, year: i32) -> usize {
        let number = self.0.entry(year).or_default();
        *number += 1;
        *number
    }
}
