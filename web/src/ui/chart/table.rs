//! The numbers of a chart as a table.

use sycamore::prelude::*;

use super::ChartData;

/// The table.
#[component(inline_props)]
pub fn Numbers(data: ReadSignal<ChartData>) -> View {
    view! {
        div(class="table-frame chart-table", tabindex="0", role="region", "aria-label"=data.with(|data| data.summary.clone())) {
            (table(&data.get_clone()))
        }
    }
}

fn table(data: &ChartData) -> View {
    let (caption, points) = (data.summary.clone(), data.points_name.clone());
    let columns: Vec<String> = data.series.iter().chain(&data.mark).map(|series| series.name.clone()).collect();
    let total = data.total.as_ref().map(|total| total.name.clone());
    let heads: Vec<View> = columns
        .into_iter()
        .chain(total)
        .map(|name| view! { th(scope="col", class="cell-number") { (name) } })
        .collect();
    let rows: Vec<View> = data
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let name = point.name.clone();
            let cells: Vec<View> =
                data.numbers_at(index).into_iter().map(|text| view! { td(class="cell-number") { (text) } }).collect();
            view! { tr { th(scope="row") { (name) } (cells) } }
        })
        .collect();
    view! {
        table(class="data-table data-table-compact") {
            caption(class="visually-hidden") { (caption) }
            thead { tr { th(scope="col") { (points) } (heads) } }
            tbody { (rows) }
        }
    }
}
