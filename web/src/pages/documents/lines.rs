//! The lines of a document as they are read: a table, or a card for each where there is little room.

use sycamore::prelude::*;

use crate::i18n::text::{documents, lines as t};
use crate::ui::lines::totals::{Amounts, totals};
use crate::ui::lines::{LineData, vat};
use crate::ui::money::{self, euros, percent};
use domain::billing::DiscountType;

/// A line with its amount before tax; `note` stands below its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// The line.
    pub data: LineData,
    /// Before tax, after its discount.
    pub net: String,
    /// What is said of it beside what is printed.
    pub note: Option<String>,
}

/// The section: lines, then totals.
#[must_use]
pub fn section(lines: Vec<ReadLine>, amounts: &Amounts) -> View {
    let body = if lines.is_empty() {
        view! { p(class="soft") { (documents::NO_LINES) } }
    } else {
        table(lines)
    };
    let totals = totals(amounts);
    view! {
        section(class="section", "aria-labelledby"="document-lines") {
            div(class="section-header") { h2(id="document-lines") { (t::LINES) } }
            (body)
            div(class="document-foot") { (totals) }
        }
    }
}

fn table(lines: Vec<ReadLine>) -> View {
    let discounted = lines.iter().any(|line| money::cents(&line.data.discount) != 0);
    let rows: Vec<View> = lines.into_iter().map(|line| row(line, discounted)).collect();
    let discount = discounted.then(|| {
        view! { th(role="columnheader", scope="col", class="cell-number cell-wide") { (t::DISCOUNT) } }
    });
    view! {
        div(class="table-frame") {
            table(role="table", class="data-table data-table-cards data-table-compact document-lines") {
                caption(class="visually-hidden") { (t::LINES) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        th(role="columnheader", scope="col") { (t::DESCRIPTION) }
                        th(role="columnheader", scope="col", class="cell-number") { (t::QUANTITY) }
                        th(role="columnheader", scope="col", class="cell-number") { (t::UNIT_PRICE) }
                        (discount)
                        th(role="columnheader", scope="col") { (t::VAT) }
                        th(role="columnheader", scope="col", class="cell-number") { (t::TOTAL) }
                    }
                }
                tbody(role="rowgroup") { (rows) }
            }
        }
    }
}

fn row(line: ReadLine, discounted: bool) -> View {
    let ReadLine { data, net, note } = line;
    let note = note.map(|note| view! { span(class="cell-sub") { (note) } });
    let (count, unit) = (data.quantity, data.unit);
    let quantity =
        move || if unit.is_empty() { money::quantity(&count) } else { format!("{} {unit}", money::quantity(&count)) };
    let (price, vat, description) = (data.unit_price, data.vat, data.description);
    let (kind, discount) = (data.discount_type, data.discount);
    let discount = discounted.then(|| {
        let words = move || match kind {
            _ if money::cents(&discount) == 0 => String::new(),
            DiscountType::Percentage => percent(&discount),
            DiscountType::FixedAmount => euros(&discount),
        };
        view! { td(role="cell", class="cell-number cell-wide") { (words()) } }
    });
    view! {
        tr(role="row") {
            th(role="rowheader", scope="row", class="cell-main") {
                span(class="cell-title") { (description) }
                (note)
            }
            td(role="cell", class="cell-number", "data-label"=t::QUANTITY) { (quantity()) }
            td(role="cell", class="cell-number", "data-label"=t::UNIT_PRICE) { (euros(&price)) }
            (discount)
            td(role="cell", "data-label"=t::VAT) { (vat::words(&vat)) }
            td(role="cell", class="cell-number", "data-label"=t::TOTAL) { (euros(&net)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_with_its_discount() {
        let html = sycamore::render_to_string(|| {
            let data = LineData {
                description: "Audit".into(),
                unit: "jour".into(),
                quantity: "2.500".into(),
                unit_price: "1150.00".into(),
                discount: "10.00".into(),
                ..LineData::blank("S:20")
            };
            table(vec![ReadLine { data, net: "2587.50".into(), note: Some("reste 1".into()) }])
        });
        for words in
            ["2,5 jour", "1\u{202f}150,00\u{a0}€", "10\u{a0}%", "20\u{a0}%", "2\u{202f}587,50\u{a0}€", "reste 1"]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
    }
}
