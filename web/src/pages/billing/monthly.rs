//! Revenue by month: what was invoiced and what was received.

use chrono::{Datelike, NaiveDate};
use domain::billing::PaymentStatus;
use sycamore::prelude::*;

use super::period::Span;
use super::section::{FigureSection, Parts};
use super::{issued_in, within};
use crate::api::back_office::{PaymentFilter, RevenueByMonth, revenue_by_month as api};
use crate::api::filters::one_of;
use crate::api::{live, send};
use crate::i18n::format;
use crate::i18n::text::billing as t;
use crate::ui::chart::{Chart, ChartData, ChartKind, Paint, Point, Series, Value};
use crate::ui::date_field::{iso_day, iso_text};
use crate::ui::money::{self, euros_of};
use crate::ui::remote::{Remote, fetch};
use crate::ui::sheet::{Cell, Sheet};

/// A month, in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month {
    first: NaiveDate,
    documents: i64,
    net: i64,
    gross: i64,
    received: i64,
}

/// The months of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revenue {
    /// The span that was asked for.
    pub span: Span,
    months: Vec<Month>,
}

impl Revenue {
    /// All that was invoiced before tax, credit notes taken off, in cents.
    #[must_use]
    pub fn invoiced_net(&self) -> i64 {
        self.months.iter().map(|month| month.net).sum()
    }

    /// All that was received, refunds taken off, in cents.
    #[must_use]
    pub fn received(&self) -> i64 {
        self.months.iter().map(|month| month.received).sum()
    }

    fn invoiced(&self) -> i64 {
        self.months.iter().map(|month| month.gross).sum()
    }
}

/// Follows the revenue of a span, and what changes it.
#[must_use]
pub fn follow(span: ReadSignal<Span>) -> Remote<Revenue> {
    let revenue = fetch(
        move || span.get(),
        |span| async move {
            let payments = PaymentFilter {
                status: one_of(&[PaymentStatus::Confirmed]),
                payment_date: Some(within(span)),
                ..PaymentFilter::default()
            };
            let variables = api::Variables { invoices: Some(issued_in(span)), payments: Some(payments) };
            Ok(read(span, &send::<RevenueByMonth>(variables).await?))
        },
    );
    live::on_change(&["invoice", "payment"], move || revenue.refresh());
    revenue
}

/// Every month of the span, those without figures too.
fn read(span: Span, data: &api::ResponseData) -> Revenue {
    let is = |first: NaiveDate, day: &Option<String>| day.as_deref().and_then(iso_day) == Some(first);
    let month = |first: NaiveDate| {
        let invoiced = data.invoiced.iter().find(|group| is(first, &group.key.issue_date_month));
        let paid = data.paid.iter().find(|group| is(first, &group.key.payment_date_month));
        Month {
            first,
            documents: invoiced.map_or(0, |group| group.count),
            net: money::sum(invoiced.and_then(|group| group.sum.revenue_before_tax.as_deref())),
            gross: money::sum(invoiced.and_then(|group| group.sum.revenue.as_deref())),
            received: money::sum(paid.and_then(|group| group.sum.received_amount.as_deref())),
        }
    };
    Revenue { span, months: span.months().into_iter().map(month).collect() }
}

/// The section.
#[component(inline_props)]
pub fn Monthly(revenue: Remote<Revenue>) -> View {
    let parts = Parts {
        is_empty: |revenue: &Revenue| revenue.months.iter().all(|month| month.documents == 0 && month.received == 0),
        sheet,
        drawing: |revenue| {
            let data = create_memo(move || revenue.with(chart));
            let as_table = create_signal(false);
            view! { Chart(data=data, as_table=*as_table) }
        },
        above: None,
    };
    view! { FigureSection(title=t::MONTHLY, note=t::CREDIT_NOTES_OFF, remote=revenue, parts=parts) }
}

fn chart(revenue: &Revenue) -> ChartData {
    let series = |name: crate::i18n::Words, paint, cents: fn(&Month) -> i64| Series {
        name: name.now().to_owned(),
        paint,
        values: revenue.months.iter().map(cents).map(value).collect(),
    };
    let months = t::months(revenue.months.len() as u64);
    ChartData {
        kind: ChartKind::Bars,
        summary: t::monthly_summary(&months, &euros_of(revenue.invoiced()), &euros_of(revenue.received())),
        points_name: t::MONTH.now().to_owned(),
        points: revenue.months.iter().map(|month| point(month.first)).collect(),
        series: vec![
            series(t::INVOICED, Paint::Audit, |month| month.gross),
            series(t::RECEIVED, Paint::Formation, |month| month.received),
        ],
        mark: None,
        total: None,
        axis: money::axis,
        whole: false,
    }
}

fn value(cents: i64) -> Value {
    Value { size: money::size(cents), text: euros_of(cents) }
}

/// January names its year.
fn point(first: NaiveDate) -> Point {
    let iso = format::instant(first, false);
    let tick = if first.month() == 1 { first.year().to_string() } else { format::short_month(&iso) };
    Point { tick, name: format::month(&iso) }
}

fn sheet(revenue: &Revenue) -> Sheet {
    let words = |words: crate::i18n::Words| words.now().to_owned();
    let cells = |name: Cell, documents: i64, net: i64, gross: i64, received: i64| {
        vec![name, Cell::Count(documents), Cell::Cents(net), Cell::Cents(gross), Cell::Cents(received)]
    };
    let row = |month: &Month| {
        let name = Cell::Text(format::month(&format::instant(month.first, false)));
        cells(name, month.documents, month.net, month.gross, month.received)
    };
    let documents = revenue.months.iter().map(|month| month.documents).sum();
    let total =
        cells(Cell::Text(words(t::TOTAL)), documents, revenue.invoiced_net(), revenue.invoiced(), revenue.received());
    Sheet {
        name: format!("{}-{}-{}", "revenue-by-month", iso_text(revenue.span.from), iso_text(revenue.span.to)),
        header: vec![
            words(t::MONTH),
            words(t::DOCUMENTS),
            words(t::INVOICED_NET),
            words(t::INVOICED),
            words(t::RECEIVED),
        ],
        rows: revenue.months.iter().map(row).collect(),
        total: Some(total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> api::ResponseData {
        let json = serde_json::json!({
            "invoiced": [
                {"key": {"issueDateMonth": "2026-10-01"}, "count": 3, "sum": {"revenueBeforeTax": "1000.00", "revenue": "1200.00"}},
                {"key": {"issueDateMonth": "2026-11-01"}, "count": 1, "sum": {"revenueBeforeTax": "-50.00", "revenue": "-60.00"}},
            ],
            "paid": [{"key": {"paymentDateMonth": "2026-11-01"}, "sum": {"receivedAmount": "700.50"}}],
        });
        serde_json::from_value(json).unwrap()
    }

    fn revenue() -> Revenue {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        read(Span { from: day("2026-09-01"), to: day("2026-11-30") }, &data())
    }

    #[test]
    fn every_month_of_the_span_is_there() {
        let revenue = revenue();
        assert_eq!(revenue.months.iter().map(|month| month.gross).collect::<Vec<_>>(), [0, 120_000, -6_000]);
        assert_eq!((revenue.invoiced_net(), revenue.received()), (95_000, 70_050));
    }

    #[test]
    fn the_chart_and_the_table_say_the_same() {
        let (chart, sheet) = (chart(&revenue()), sheet(&revenue()));
        assert!(chart.summary.contains("1\u{202f}140,00"), "{}", chart.summary);
        assert_eq!(chart.series[0].values[2].text, "−60,00\u{a0}€");
        assert_eq!(sheet.rows[2][3], Cell::Cents(-6_000));
        assert_eq!(sheet.total.unwrap()[1], Cell::Count(4));
    }
}
