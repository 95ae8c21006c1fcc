//! Writes the books of the demo company, once.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::{
    rows::{FirmIdentity, Institution},
    schema::{
        audit_events, catalog_items, document_counters, document_templates, firm_identity, invoice_deductions,
        invoice_lines, invoices, medical_institutions, payments, quote_lines, quotes, revenue_entries,
    },
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{
    book::Book,
    catalog, revenue,
    rows::{DeductionRow, InvoiceLineRow, InvoiceRow, PaymentRow, QuoteLineRow, QuoteRow},
    seller, templates,
};
use crate::demo::{Establishment, Loaded, history, moment};

/// Adds what is missing of the books. A firm that has told who it is keeps its own: then nothing is added, and where
/// something was quoted or invoiced already, neither are quotes and invoices, whose numbers belong to those.
///
/// # Errors
/// What the database says.
pub(in crate::demo) async fn load(
    conn: &mut AsyncPgConnection,
    houses: &[(&Establishment, Uuid)],
    manager: Uuid,
    names: &HashMap<Uuid, String>,
    today: NaiveDate,
) -> anyhow::Result<Loaded> {
    // Two servers that load at once wait for each other here.
    let firm: FirmIdentity = firm_identity::table.select(FirmIdentity::as_select()).for_update().first(conn).await?;
    match firm.values.siren.as_deref() {
        Some(seller::SIREN) => {}
        None if firm.values.legal_name.is_none() => {
            diesel::update(firm_identity::table).set(&seller::firm()).execute(conn).await?;
        }
        _ => return Ok(Loaded::default()),
    }
    let since = moment(today, -900, 9);
    let items: Vec<Uuid> = diesel::insert_into(catalog_items::table)
        .values(catalog::rows(manager, since))
        .on_conflict_do_nothing()
        .returning(catalog_items::id)
        .get_results(conn)
        .await?;
    diesel::insert_into(document_templates::table)
        .values(templates::rows(manager, since))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    let loaded = Loaded { catalog_items: items.len(), ..Loaded::default() };
    let has_numbers =
        select(exists(document_counters::table.select(document_counters::series))).get_result::<bool>(conn).await?;
    let has_quotes = select(exists(quotes::table.select(quotes::id))).get_result::<bool>(conn).await?;
    let has_invoices = select(exists(invoices::table.select(invoices::id))).get_result::<bool>(conn).await?;
    // Lines name items of the catalog, which somebody may have had under the same number.
    if has_numbers || has_quotes || has_invoices || items.len() != catalog::ITEMS.len() {
        return Ok(loaded);
    }
    let rows: Vec<Institution> = medical_institutions::table
        .filter(medical_institutions::id.eq_any(houses.iter().map(|(_, id)| *id)))
        .filter(medical_institutions::deleted_at.is_null())
        .select(Institution::as_select())
        .load(conn)
        .await?;
    let rows: HashMap<Uuid, Institution> = rows.into_iter().map(|row| (row.id, row)).collect();
    let clients: Vec<_> = houses.iter().filter_map(|(house, id)| Some((*house, rows.get(id)?))).collect();
    let book = Book::new(&clients, &seller::firm(), manager, today)?;
    let (quotes, invoices, payments) = (book.quotes.len(), book.documents.len(), book.payments.len());
    let events = history::of_books(&book.quotes, &book.documents, &book.payments, manager, names);
    insert(conn, book).await?;
    let entries = revenue::rows(&clients, manager, today);
    let revenue_entries = diesel::insert_into(revenue_entries::table).values(entries).execute(conn).await?;
    for some in events.chunks(5_000) {
        diesel::insert_into(audit_events::table).values(some).execute(conn).await?;
    }
    Ok(Loaded { quotes, invoices, payments, revenue_entries, ..loaded })
}

async fn insert(conn: &mut AsyncPgConnection, book: Book) -> QueryResult<()> {
    let mut lines = Vec::new();
    let mut rows = Vec::with_capacity(book.quotes.len());
    for (quote, of_quote) in book.quotes {
        let (quote_id, created_at) = (quote.id, quote.created_at);
        let line = |(id, values)| QuoteLineRow { id, quote_id, values, created_at, updated_at: created_at };
        lines.extend(of_quote.into_iter().map(line));
        rows.push(QuoteRow::from(quote));
    }
    diesel::insert_into(quotes::table).values(rows).execute(conn).await?;
    // A statement takes 65 535 values.
    while !lines.is_empty() {
        let some: Vec<QuoteLineRow> = lines.drain(..lines.len().min(2_000)).collect();
        diesel::insert_into(quote_lines::table).values(some).execute(conn).await?;
    }
    let (mut lines, mut deductions) = (Vec::new(), Vec::new());
    let mut rows = Vec::with_capacity(book.documents.len());
    for (keys, place, document) in book.documents {
        let (invoice_id, created_at) = (document.invoice.id, document.invoice.created_at);
        for (n, values) in document.lines.into_iter().enumerate() {
            let id = keys.invoice_line(place, n);
            lines.push(InvoiceLineRow { id, invoice_id, values, created_at, updated_at: created_at });
        }
        for (n, values) in document.deductions.into_iter().enumerate() {
            deductions.push(DeductionRow { id: keys.deduction(place, n), invoice_id, values, created_at });
        }
        rows.push(InvoiceRow::from(document.invoice));
    }
    diesel::insert_into(invoices::table).values(rows).execute(conn).await?;
    while !lines.is_empty() {
        let some: Vec<InvoiceLineRow> = lines.drain(..lines.len().min(2_000)).collect();
        diesel::insert_into(invoice_lines::table).values(some).execute(conn).await?;
    }
    diesel::insert_into(invoice_deductions::table).values(deductions).execute(conn).await?;
    let rows: Vec<PaymentRow> = book.payments.into_iter().map(PaymentRow::from).collect();
    diesel::insert_into(payments::table).values(rows).execute(conn).await?;
    diesel::insert_into(document_counters::table).values(book.counters).execute(conn).await?;
    Ok(())
}
