//! Revenue month by month, its sources on each other; a tick tells the month a year before.

use chrono::{Datelike, NaiveDate};
use sycamore::prelude::*;

use super::amounts::{BySource, Money, SOURCES, Tax, amounts, by_source};
use crate::api::revenue::{RevenueEvolution, revenue_evolution as api};
use crate::api::{ApiError, send};
use crate::i18n::text::revenue as t;
use crate::i18n::{Words, format};
use crate::pages::billing::section::{FigureSection, Parts};
use crate::ui::chart::{Chart, ChartData, ChartKind, Paint, Point, Series, Totals, Value};
use crate::ui::money::{self, euros_of};
use crate::ui::remote::Remote;
use crate::ui::sheet::{Cell, Sheet};

/// Months that are shown.
const SHOWN: usize = 12;
/// Months that are asked for: the shown ones, and as many before them.
const ASKED: i64 = 24;

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// What it brought.
    pub revenue: BySource,
}

/// Makes a [`Month`] from a month of an operation; none where its day is no day.
macro_rules! month {
    ($month:expr) => {{
        let month = &$month;
        $crate::ui::date_field::iso_day(&month.month)
            .map(|first| $crate::pages::revenue::evolution::Month { first, revenue: by_source!(month) })
    }};
}
pub(super) use month;

/// Twelve months, and the twelve before them.
#[derive(Clone)]
pub struct Evolution {
    tax: ReadSignal<Tax>,
    months: Vec<Month>,
    before: Vec<Month>,
}

/// Fetches it: of an institution, or of the firm.
///
/// # Errors
/// As [`send`].
pub async fn ask(institution: Option<String>, tax: ReadSignal<Tax>) -> Result<Evolution, ApiError> {
    let variables = api::Variables { institution, months: Some(ASKED) };
    let found = send::<RevenueEvolution>(variables).await?.revenue_evolution;
    let (before, months) = split(found.iter().filter_map(|found| month!(found)).collect());
    Ok(Evolution { tax, months, before })
}

/// The last months, and as many before them.
fn split(mut all: Vec<Month>) -> (Vec<Month>, Vec<Month>) {
    let months = all.split_off(all.len().saturating_sub(SHOWN));
    (all, months)
}

/// The section.
#[component(inline_props)]
pub fn EvolutionSection(evolution: Remote<Evolution>) -> View {
    let parts = Parts {
        is_empty: |evolution: &Evolution| evolution.months.iter().all(|month| month.revenue.is_empty()),
        sheet: |evolution| sheet(&evolution.months, &evolution.before, evolution.tax.get()),
        drawing: |evolution| {
            let data = create_memo(move || {
                let evolution = evolution.get_clone();
                chart(&evolution.months, &evolution.before, evolution.tax.get())
            });
            let as_table = create_signal(false);
            view! { Chart(data=data, as_table=*as_table) }
        },
        above: None,
    };
    view! {
        FigureSection(title=t::EVOLUTION, note=t::EVOLUTION_NOTE, nothing=t::NOTHING_12, remote=evolution, parts=parts)
    }
}

/// The chart of some months; those `before` them, if any, are ticks across the columns.
#[must_use]
pub fn chart(months: &[Month], before: &[Month], tax: Tax) -> ChartData {
    let cents = |of: usize, month: &Month| month.revenue.parts().get(of).map_or(0, |part| part.invoiced.of(tax));
    let series = SOURCES.iter().enumerate().map(|(place, source)| Series {
        name: source.name.now().to_owned(),
        paint: source.paint,
        values: months.iter().map(|month| value(cents(place, month))).collect(),
    });
    let mark = before.iter().any(|month| !month.revenue.is_empty()).then(|| Series {
        name: t::YEAR_BEFORE.now().to_owned(),
        paint: Paint::Muted,
        values: before.iter().map(|month| value(total(month).of(tax))).collect(),
    });
    let sum = |of: usize| euros_of(months.iter().map(|month| cents(of, month)).sum());
    ChartData {
        kind: ChartKind::Stacked,
        summary: t::evolution_summary(tax.invoiced().now(), &sum(0), &sum(1), &sum(2)),
        points_name: t::MONTH.now().to_owned(),
        points: months.iter().map(|month| point(month.first)).collect(),
        series: series.collect(),
        mark,
        total: Some(Totals {
            name: t::TOTAL.now().to_owned(),
            texts: months.iter().map(|month| euros_of(total(month).of(tax))).collect(),
        }),
        axis: money::axis,
        whole: false,
    }
}

fn total(month: &Month) -> Money {
    month.revenue.total.invoiced
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

fn sheet(months: &[Month], before: &[Month], tax: Tax) -> Sheet {
    let words = |words: Words| words.now().to_owned();
    let row = |name: String, revenue: [Money; 6]| {
        std::iter::once(Cell::Text(name)).chain(revenue.map(|money| Cell::Cents(money.of(tax)))).collect::<Vec<_>>()
    };
    let of = |month: &Month| {
        let [audit, formation, other] = month.revenue.parts().map(|part| part.invoiced);
        [audit, formation, other, total(month), month.revenue.total.paid, month.revenue.total.unpaid]
    };
    let year_before = |place: usize| before.get(place).map_or(Cell::Empty, |month| Cell::Cents(total(month).of(tax)));
    let rows = months.iter().enumerate().map(|(place, month)| {
        let mut cells = row(format::month(&format::instant(month.first, false)), of(month));
        cells.push(year_before(place));
        cells
    });
    let sum = |of_month: &dyn Fn(&Month) -> Money, months: &[Month]| {
        Cell::Cents(months.iter().map(|month| of_month(month).of(tax)).sum())
    };
    let mut sums = vec![Cell::Text(words(t::TOTAL))];
    sums.extend((0..6).map(|place| sum(&|month: &Month| of(month).get(place).copied().unwrap_or_default(), months)));
    sums.push(sum(&total, before));
    let header = [t::MONTH, t::AUDIT, t::FORMATION, t::OTHER, tax.invoiced(), t::PAID, t::UNPAID, t::YEAR_BEFORE];
    Sheet {
        name: "revenue-by-month".to_owned(),
        header: header.map(words).to_vec(),
        rows: rows.collect(),
        total: Some(sums),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::revenue::amounts::Amounts;
    use crate::ui::date_field::iso_day;

    fn month(first: &str, audit: &str, other: &str) -> Month {
        let of = |net: &str| {
            let money = Money::read(net, net);
            Amounts { count: i64::from(money.of(Tax::Net) != 0), invoiced: money, ..Amounts::default() }
        };
        let (audit, other) = (of(audit), of(other));
        let net = audit.invoiced.of(Tax::Net) + other.invoiced.of(Tax::Net);
        let net = crate::ui::decimal::wire(net);
        let total = Amounts { count: audit.count + other.count, ..of(&net) };
        Month { first: iso_day(first).unwrap(), revenue: BySource { audit, other, total, ..BySource::default() } }
    }

    #[test]
    fn months_stand_on_the_year_before() {
        let all = (0..24).map(|back| month(&format!("20{:02}-{:02}-01", 25 + back / 12, back % 12 + 1), "10", "0"));
        let (before, months) = split(all.collect());
        assert_eq!((before.len(), months.len()), (12, 12));
        assert_eq!((before[0].first.year(), months[0].first.year()), (2025, 2026));
        assert_eq!(split(months.clone()), (Vec::new(), months));
    }

    #[test]
    fn sources_stand_on_each_other_and_the_total_is_told() {
        let months = [month("2026-10-01", "1000.00", "0.00"), month("2026-11-01", "500.50", "-100.00")];
        let data = chart(&months, &[], Tax::Net);
        assert_eq!(data.kind, ChartKind::Stacked);
        assert_eq!(data.series.len(), 3);
        assert_eq!(data.series[2].values[1].text, "−100,00\u{a0}€");
        assert_eq!(data.total.unwrap().texts[1], "400,50\u{a0}€");
        assert!(data.mark.is_none() && data.summary.contains("audit 1\u{202f}500,50"), "{}", data.summary);
        let before = [month("2025-10-01", "0", "0"), month("2025-11-01", "7.00", "0")];
        let marked = chart(&months, &before, Tax::Net);
        assert_eq!(marked.mark.unwrap().values[1].text, "7,00\u{a0}€");
    }

    #[test]
    fn the_table_has_the_numbers_of_the_chart() {
        let months = [month("2026-10-01", "1000.00", "0.00"), month("2026-11-01", "500.50", "-100.00")];
        let sheet = sheet(&months, &[month("2025-10-01", "7.00", "0")], Tax::Net);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.header.len()));
        assert_eq!((&sheet.rows[0][7], &sheet.rows[1][7]), (&Cell::Cents(700), &Cell::Empty));
        let total = sheet.total.unwrap();
        assert_eq!(
            (&total[1], &total[3], &total[4]),
            (&Cell::Cents(150_050), &Cell::Cents(-10_000), &Cell::Cents(140_050))
        );
    }
}
