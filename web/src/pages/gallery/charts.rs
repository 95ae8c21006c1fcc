//! Charts: columns, stacked columns, lines, each with the same numbers as a table.

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::i18n::text::gallery as t;
use crate::i18n::{Words, format};
use crate::ui::chart::{Chart, ChartData, ChartKind, ChartSwitch, Paint, Point, Series, Totals, Value};

const MONTHS: [Words; 6] = [t::MAY, t::JUNE, t::JULY, t::AUGUST, t::SEPTEMBER, t::OCTOBER];

/// Whole euros of six invented months: audits, training, other.
const REVENUE: [[u32; 3]; 6] = [
    [44_900, 24_600, 0],
    [57_300, 19_100, 3_100],
    [68_800, 26_300, 1_600],
    [39_200, 8_700, 0],
    [63_900, 28_400, 2_200],
    [74_600, 31_800, 4_100],
];

/// The same months of the year before, in all.
const BEFORE: [u32; 6] = [61_000, 70_200, 88_400, 52_300, 80_100, 97_900];

/// The section.
#[component]
pub fn Charts() -> View {
    view! {
        Section(id="gallery-charts", title=t::CHARTS) {
            Figure(caption=t::STACKED, kind=ChartKind::Stacked)
            Figure(caption=t::BARS, kind=ChartKind::Bars)
            Figure(caption=t::LINES, kind=ChartKind::Line)
        }
    }
}

#[component(inline_props)]
fn Figure(caption: Words, kind: ChartKind) -> View {
    let as_table = create_signal(false);
    let shown = create_memo(move || data(kind));
    view! {
        Specimen(caption=caption, wide=kind == ChartKind::Stacked) {
            div(class="specimen-wide stack-tight") {
                ChartSwitch(as_table=as_table)
                Chart(data=shown, as_table=*as_table)
            }
        }
    }
}

/// What the charts show, in the current language.
fn data(kind: ChartKind) -> ChartData {
    let points = MONTHS.iter().map(|month| Point { tick: month.now().to_owned(), name: month.now().to_owned() });
    let names = [(t::AUDIT, Paint::Audit), (t::TRAINING, Paint::Formation), (t::OTHER, Paint::Other)];
    let series = names.iter().enumerate().map(|(index, (name, paint))| Series {
        name: name.now().to_owned(),
        paint: *paint,
        values: REVENUE.iter().map(|month| value(month.get(index).copied().unwrap_or_default())).collect(),
    });
    let stacked = kind == ChartKind::Stacked;
    let mark = stacked.then(|| Series {
        name: t::YEAR_BEFORE.now().to_owned(),
        paint: Paint::Muted,
        values: BEFORE.map(value).to_vec(),
    });
    let total = stacked.then(|| Totals {
        name: t::TOTAL.now().to_owned(),
        texts: REVENUE.iter().map(|month| value(month.iter().sum()).text).collect(),
    });
    ChartData {
        kind,
        summary: t::REVENUE_SUMMARY.now().to_owned(),
        points_name: t::MONTH.now().to_owned(),
        points: points.collect(),
        series: series.collect(),
        mark,
        total,
        axis: |euros| if euros == 0.0 { "0".to_owned() } else { format!("{:.0} k€", euros / 1_000.0) },
        whole: false,
    }
}

fn value(euros: u32) -> Value {
    Value { size: f64::from(euros), text: format!("{} €", format::integer(u64::from(euros))) }
}
