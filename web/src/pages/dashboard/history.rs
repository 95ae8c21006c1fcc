//! How the tasks go: the counts, each with its list, and what was made and done week by week.

use sycamore::prelude::*;

use super::tasks::{TaskView, Which, tasks_path};
use super::{Data, api};
use crate::i18n::format;
use crate::i18n::text::dashboard as t;
use crate::ui::chart::{Chart, ChartData, ChartKind, ChartSwitch, Paint, Point, Series, Value};

/// The section.
#[component(inline_props)]
pub fn TaskHistory(data: ReadSignal<Data>) -> View {
    let counts = create_memo(move || data.with(|data| data.dashboard.tasks.clone()));
    let weeks = create_memo(move || data.with(|data| data.dashboard.task_history.clone()));
    let chart = create_memo(move || weeks.with(|weeks| chart(weeks)));
    let as_table = create_signal(false);
    view! {
        section(class="section", "aria-labelledby"="task-history") {
            div(class="section-header") {
                h2(id="task-history") { (t::TASKS) }
                ChartSwitch(as_table=as_table)
            }
            dl(class="figures") { (figures(&counts.get_clone())) }
            Chart(data=chart, as_table=*as_table)
        }
    }
}

fn figures(counts: &api::TaskFigures) -> Vec<View> {
    let path = |which| tasks_path(TaskView::All, which);
    let late = Some("critical").filter(|_| counts.overdue > 0);
    vec![
        figure("figure figure-lead", t::OPEN, counts.open, path(Which::Open), None),
        figure("figure", t::LATE, counts.overdue, path(Which::Overdue), late),
        figure("figure", t::SOON, counts.due_soon, path(Which::Soon), None),
        figure("figure", t::DONE_THIS_WEEK, counts.completed_this_week, path(Which::Done), None),
    ]
}

fn figure(class: &'static str, name: crate::i18n::Words, count: i64, href: String, tone: Option<&'static str>) -> View {
    let count = format::integer(u64::try_from(count).unwrap_or_default());
    let link = if tone.is_some() { "plain toned" } else { "plain" };
    view! {
        div(class=class) {
            dt { (name) }
            dd("data-tone"=tone) { a(class=link, href=href) { (count) } }
        }
    }
}

/// Which number of a week.
type Count = fn(&api::Week) -> i64;

fn chart(weeks: &[api::Week]) -> ChartData {
    let series = |name: crate::i18n::Words, paint, count: Count| Series {
        name: name.now().to_owned(),
        paint,
        values: weeks.iter().map(|week| value(count(week))).collect(),
    };
    let sum = |count: Count| format::integer(weeks.iter().map(|week| positive(count(week))).sum());
    let (created, completed): (Count, Count) = (|week| week.created, |week| week.completed);
    ChartData {
        kind: ChartKind::Bars,
        summary: t::history_summary(&weeks.len().to_string(), &sum(created), &sum(completed)),
        points_name: t::WEEK.now().to_owned(),
        points: weeks
            .iter()
            .map(|week| Point {
                tick: format::short_day(&week.start),
                name: t::week_of(&format::calendar_day(&week.start)),
            })
            .collect(),
        series: vec![
            series(t::CREATED_SERIES, Paint::Muted, created),
            series(t::COMPLETED_SERIES, Paint::Audit, completed),
        ],
        mark: None,
        total: None,
        axis: |value| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole count on the axis")]
            let count = value as u64;
            format::integer(count)
        },
        whole: true,
    }
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn value(count: i64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let size = positive(count) as f64;
    Value { size, text: format::integer(positive(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_sums_up_its_weeks() {
        let week = |start: &str, created, completed| api::Week { start: start.into(), created, completed };
        let data = chart(&[week("2026-11-16", 4, 1), week("2026-11-23", 2, 5)]);
        assert!(data.summary.contains("6 créées, 6 terminées"), "{}", data.summary);
        assert_eq!(data.points[1].name, "Semaine du 2026-11-23");
        assert_eq!(data.series[1].values[1].text, "5");
    }
}
