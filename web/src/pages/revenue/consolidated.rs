//! What a period brought, by where it comes from: side by side, or as a table.

use sycamore::prelude::*;

use super::amounts::{Amounts, BySource, Money, SOURCES, Tax, amounts, by_source};
use super::formation::Mirror;
use crate::api::revenue::{ConsolidatedRevenue, consolidated_revenue as api};
use crate::api::{ApiError, send};
use crate::i18n::text::revenue as t;
use crate::i18n::{Words, format};
use crate::pages::billing::period::Span;
use crate::pages::billing::section::{FigureSection, Parts};
use crate::pages::billing::split::part_of;
use crate::ui::date_field::iso_text;
use crate::ui::money::{self, euros_of};
use crate::ui::remote::Remote;
use crate::ui::sheet::{Cell, Sheet};

/// The revenue of a period.
#[derive(Clone)]
pub struct Consolidated {
    span: Span,
    tax: ReadSignal<Tax>,
    revenue: BySource,
    /// How fresh training is.
    pub mirror: Mirror,
}

/// Fetches it: of an institution, or of the firm.
///
/// # Errors
/// As [`send`].
pub async fn ask(institution: Option<String>, span: Span, tax: ReadSignal<Tax>) -> Result<Consolidated, ApiError> {
    let variables = api::Variables { institution, from: Some(iso_text(span.from)), to: Some(iso_text(span.to)) };
    let found = send::<ConsolidatedRevenue>(variables).await?.consolidated_revenue;
    let source = &found.formation_source;
    let mirror = Mirror { is_configured: source.is_configured, last_sync: source.last_sync_at.clone() };
    Ok(Consolidated { span, tax, revenue: by_source!(found), mirror })
}

/// The section.
#[component(inline_props)]
pub fn ConsolidatedSection(revenue: Remote<Consolidated>) -> View {
    let parts = Parts {
        is_empty: |revenue: &Consolidated| revenue.revenue.is_empty(),
        sheet: |revenue| sheet(revenue.span, &revenue.revenue, revenue.tax.get()),
        drawing: |revenue| {
            view! { ({
                let revenue = revenue.get_clone();
                drawing(&revenue.revenue, revenue.tax.get())
            }) }
        },
        above: Some(|revenue| {
            let revenue = revenue.clone();
            view! { p(class="section-lead") { (lead(&revenue)) } }
        }),
    };
    view! { FigureSection(title=t::CONSOLIDATED, note=t::BASIS, nothing=t::NOTHING, remote=revenue, parts=parts) }
}

/// « Du 1 janv. au 31 déc. : 12 000,00 € facturés, … ».
fn lead(revenue: &Consolidated) -> String {
    let day = |day| format::day(&format::instant(day, false));
    let (tax, total) = (revenue.tax.get(), revenue.revenue.total);
    let euros = |money: Money| euros_of(money.of(tax));
    let Span { from, to } = revenue.span;
    t::brought(&day(from), &day(to), &euros(total.invoiced), &euros(total.paid), &euros(total.unpaid))
}

/// The ribbon of proportions, then a column for each source and one for all.
fn drawing(revenue: &BySource, tax: Tax) -> View {
    let columns: Vec<View> = SOURCES
        .iter()
        .zip(revenue.parts())
        .map(|(source, amounts)| column(source.name, Some(source.fill), amounts, tax))
        .chain([column(t::TOTAL, None, revenue.total, tax)])
        .collect();
    let ribbon = ribbon(revenue, tax);
    view! {
        (ribbon)
        div(class="source-grid") { (columns) }
    }
}

/// Parts of what was invoiced; what is not above nought has none.
fn ribbon(revenue: &BySource, tax: Tax) -> View {
    let sizes = revenue.parts().map(|amounts| money::size(amounts.invoiced.of(tax)).max(0.0));
    let whole: f64 = sizes.iter().sum();
    if whole <= 0.0 {
        return View::new();
    }
    let mut from = 0.0;
    let parts: Vec<View> = SOURCES
        .iter()
        .zip(sizes)
        .filter(|(_, size)| *size > 0.0)
        .map(|(source, size)| {
            let width = size / whole * 100.0;
            let (fill, x, width_text) = (source.fill, format!("{from:.2}%"), format!("{width:.2}%"));
            from += width;
            view! { rect(class=fill, x=x, width=width_text, height="100%") }
        })
        .collect();
    view! { svg(class="ribbon", "aria-hidden"="true") { (parts) } }
}

fn column(name: Words, fill: Option<&'static str>, amounts: Amounts, tax: Tax) -> View {
    let key = fill.map(|fill| {
        let class = format!("key {fill}");
        view! { svg(class=class, viewBox="0 0 10 10", "aria-hidden"="true") { rect(width="10", height="10") } }
    });
    let (invoiced, count) = (tax.invoiced(), amounts.count);
    view! {
        div(class="source") {
            h3(class="key-label") { (key) (name) }
            dl(class="counts") {
                dt { (invoiced) }
                dd(class="source-lead") { (euros_of(amounts.invoiced.of(tax))) }
                dt { (t::PAID) }
                dd(class="money") { (euros_of(amounts.paid.of(tax))) }
                dt { (t::UNPAID) }
                dd(class="money") { (euros_of(amounts.unpaid.of(tax))) }
                dt { (t::DOCUMENTS) }
                dd(class="number") { (format::integer(u64::try_from(count).unwrap_or_default())) }
            }
        }
    }
}

fn sheet(span: Span, revenue: &BySource, tax: Tax) -> Sheet {
    let words = |words: Words| words.now().to_owned();
    let whole = revenue.total.invoiced.of(tax);
    let row = |name: Words, amounts: Amounts| {
        vec![
            Cell::Text(words(name)),
            Cell::Cents(amounts.invoiced.of(tax)),
            Cell::Cents(amounts.paid.of(tax)),
            Cell::Cents(amounts.unpaid.of(tax)),
            Cell::Count(amounts.count),
            part_of(amounts.invoiced.of(tax), whole).map_or(Cell::Empty, Cell::Tenths),
        ]
    };
    let header = [t::SOURCE, tax.invoiced(), t::PAID, t::UNPAID, t::DOCUMENTS, t::SHARE];
    Sheet {
        name: format!("revenue-{}-{}", iso_text(span.from), iso_text(span.to)),
        header: header.map(words).to_vec(),
        rows: SOURCES.iter().zip(revenue.parts()).map(|(source, amounts)| row(source.name, amounts)).collect(),
        total: Some(row(t::TOTAL, revenue.total)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revenue() -> BySource {
        let amounts = |count: i64, net: &str, gross: &str| {
            let (net, gross) = (net.to_owned(), gross.to_owned());
            serde_json::json!({
                "count": count, "invoiced": gross, "paid": "100.00", "unpaid": gross,
                "invoicedBeforeTax": net, "paidBeforeTax": "80.00", "unpaidBeforeTax": net,
            })
        };
        let json = serde_json::json!({ "consolidatedRevenue": {
            "audit": amounts(2, "750.00", "900.00"), "formation": amounts(1, "300.00", "300.00"),
            "other": amounts(1, "-50.00", "-60.00"), "total": amounts(4, "1000.00", "1140.00"),
            "formationSource": { "isConfigured": false, "lastSyncAt": null },
        }});
        let data: api::ResponseData = serde_json::from_value(json).unwrap();
        by_source!(data.consolidated_revenue)
    }

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn sources_stand_side_by_side_before_or_with_tax() {
        let html = |tax| sycamore::render_to_string(move || view! { div { (drawing(&revenue(), tax)) } });
        let net = html(Tax::Net);
        for words in ["Audit", "Formation", "Autre", "Total", "Facturé HT", "750,00\u{a0}€", "−50,00\u{a0}€"] {
            assert!(net.contains(words), "{words}: {net}");
        }
        // What takes back has no part of the ribbon: 750 and 300 of 1 050.
        assert!(net.contains(r#"width="71.43%""#) && net.matches("height=\"100%\"").count() == 2, "{net}");
        let gross = html(Tax::Gross);
        assert!(
            gross.contains("900,00\u{a0}€") && gross.contains("Facturé TTC") && !gross.contains("750,00"),
            "{gross}"
        );
    }

    #[test]
    fn the_table_says_the_same_and_the_shares() {
        let sheet = sheet(Span { from: day("2026-01-01"), to: day("2026-12-31") }, &revenue(), Tax::Net);
        assert_eq!(
            sheet.rows[0][1..],
            [Cell::Cents(75_000), Cell::Cents(8_000), Cell::Cents(75_000), Cell::Count(2), Cell::Tenths(750),]
        );
        assert_eq!(sheet.rows[2][5], Cell::Tenths(-50));
        assert_eq!(
            (sheet.total.unwrap()[1].clone(), sheet.name.as_str()),
            (Cell::Cents(100_000), "revenue-2026-01-01-2026-12-31")
        );
    }
}
