//! What stands below the header: facts, deposits that are taken off, credit notes.

use sycamore::prelude::*;

use super::{Detail, Sheet};
use crate::api::documents::invoice as api;
use crate::i18n::format;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::documents::facts::{day, fact, fact_if, institution, person, text};
use crate::pages::invoices::due::due_of;
use crate::pages::invoices::{addresses, is_credit, name_of};
use crate::router::Page;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::money::euros;
use crate::ui::status::{Status, credit_note as look_of};

/// The facts.
#[component(inline_props)]
pub fn Facts(detail: Detail) -> View {
    view! {
        section(class="section", "aria-labelledby"="facts") {
            div(class="section-header") { h2(id="facts") { (documents::FACTS) } }
            (facts(&detail.sheet.get_clone()))
        }
    }
}

/// A day without a time of day.
fn calendar(iso: &Option<String>) -> Option<View> {
    let iso = iso.clone()?;
    Some(view! { span(class="number") { (format::calendar_day(&iso)) } })
}

fn code(text: &Option<String>) -> Option<View> {
    text.clone().map(|text| view! { span(class="code") { (text) } })
}

fn address(address: Option<&api::InvoiceSheetAddress>) -> Option<View> {
    text(&address.map(|address| addresses::lines(address).join("\n")))
}

/// « du 2 nov. 2026 au 6 nov. 2026 », or a single day.
fn service(sheet: &Sheet) -> Option<View> {
    let start = sheet.service_start.clone()?;
    let Some(end) = sheet.service_end.clone().filter(|end| *end != start) else { return calendar(&Some(start)) };
    let words = move || documents::between_days(&format::calendar_day(&start), &format::calendar_day(&end));
    Some(view! { span(class="number") { (words()) } })
}

fn link(href: String, name: String) -> View {
    view! { a(href=href) { (name) } }
}

fn facts(sheet: &Sheet) -> View {
    let credit = is_credit(sheet.kind);
    let host = sheet.institution.as_ref().map(|host| institution(&host.id, &host.name));
    let assignee = sheet.assigned_user.as_ref().map(|user| person(&user.full_name));
    let quote = sheet.quote.as_ref().map(|quote| link(Page::quote(&quote.id).path(), quote.quote_number.clone()));
    let credited = sheet.credited_invoice.as_ref().map(|invoice| {
        let number = invoice.invoice_number.clone().unwrap_or_else(|| invoice.title.clone());
        link(Page::invoice(&invoice.id).path(), number)
    });
    let due = (!credit).then(|| due_of!(sheet).view());
    let terms = sheet.payment_terms.filter(|_| !credit).map(|terms| View::from(documents::payment_terms(terms)));
    let nature = View::from(documents::operation_nature(sheet.operation_nature));
    let debits = sheet.vat_on_debits.then(|| View::from(crate::i18n::text::common::YES));
    let template = sheet.template.as_ref().map(|template| View::from(template.name.clone()));
    let created = Some(sheet.created_at.clone());
    let rows: Vec<View> = [
        Some(fact(documents::INSTITUTION, host)),
        fact_if(t::BILLING_ADDRESS, address(sheet.billing_address.as_ref())),
        fact_if(t::DELIVERY_ADDRESS, address(sheet.delivery_address.as_ref())),
        Some(fact(documents::ASSIGNEE, assignee)),
        fact_if(t::QUOTE, quote),
        fact_if(t::CREDITED_INVOICE, credited),
        fact_if(t::ISSUE_DATE, calendar(&sheet.issue_date)),
        fact_if(t::DUE_DATE, due),
        fact_if(t::PAYMENT_TERMS, terms),
        fact_if(t::SERVICE, service(sheet)),
        Some(fact(t::OPERATION_NATURE, Some(nature))),
        fact_if(t::VAT_ON_DEBITS, debits),
        fact_if(t::PURCHASE_ORDER, code(&sheet.purchase_order_number)),
        fact_if(t::BUYER_REFERENCE, code(&sheet.buyer_reference)),
        fact_if(t::CONTRACT_REFERENCE, code(&sheet.contract_reference)),
        fact_if(t::SENT, day(&sheet.sent_at)),
        fact_if(t::PAID, day(&sheet.paid_at)),
        fact_if(documents::TEMPLATE, template),
        fact_if(documents::CREATED, day(&created)),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { dl(class="facts") { (rows) } }
}

/// The deposits that are taken off.
#[must_use]
pub fn deductions(sheet: &Sheet) -> View {
    if sheet.deductions.is_empty() {
        return View::new();
    }
    let lines: Vec<View> = sheet.deductions.iter().cloned().map(deduction).collect();
    view! {
        section(class="section", "aria-labelledby"="deductions") {
            div(class="section-header") { h2(id="deductions") { (t::DEDUCTIONS) } }
            ul(class="items") { (lines) }
        }
    }
}

fn deduction(found: api::InvoiceSheetDeductions) -> View {
    let name = match found.deposit_invoice {
        Some(deposit) => {
            let number = deposit.invoice_number.unwrap_or_default();
            let href = Page::invoice(&deposit.id).path();
            view! { a(class="cell-title", href=href) { (t::deduction_of(&number)) } }
        }
        None => view! { span(class="cell-title") { (t::DEPOSIT_UNKNOWN) } },
    };
    let vat = crate::ui::lines::vat::choice(found.vat_category, &found.tax_rate, found.vat_exemption_code.as_deref());
    let (amount, tax) = (found.amount, found.tax_amount);
    view! {
        li {
            Icon(glyph=Glyph::FILE_MINUS)
            div {
                (name)
                p(class="small faint") { (crate::ui::lines::vat::words(&vat)) }
            }
            span(class="money") { (t::amount_and_tax(&euros(&amount), &euros(&tax))) }
        }
    }
}

/// What was taken back of it.
#[component(inline_props)]
pub fn CreditNotes(detail: Detail) -> View {
    let found = create_selector(move || detail.sheet.with(|sheet| sheet.credit_notes.clone()));
    view! {
        (if found.with(Vec::is_empty) {
            View::new()
        } else {
            let lines: Vec<View> = found.get_clone().into_iter().map(credit_note).collect();
            view! {
                section(class="section", "aria-labelledby"="credit-notes") {
                    div(class="section-header") { h2(id="credit-notes") { (t::CREDIT_NOTES) } }
                    ul(class="items") { (lines) }
                }
            }
        })
    }
}

fn credit_note(found: api::InvoiceSheetCreditNotes) -> View {
    let href = Page::invoice(&found.id).path();
    let (number, title, issued, total) = (found.invoice_number, found.title, found.issue_date, found.total);
    let look = look_of(found.status, false);
    let facts = move || {
        let when = issued.as_deref().map(format::calendar_day);
        [Some(euros(&total)), when, Some(title.clone())].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        li {
            Icon(glyph=Glyph::FILE_MINUS)
            div {
                a(class="cell-title", href=href) { (name_of(number.as_deref())) }
                p(class="small faint") { (facts()) }
            }
            Status(look=look, plain=true)
        }
    }
}
