//! Charts: columns side by side, stacked columns, lines. The drawing is our own SVG; a button shows the same numbers as
//! a table. A chart is looked at with the pointer, or with the arrows once it has the keyboard.

mod draw;
mod scale;
mod table;

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

use self::table::Numbers;
use super::icon::{Glyph, Icon};
use crate::i18n::text::chart as t;

/// How the values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns side by side.
    Bars,
    /// Columns on each other.
    Stacked,
    /// Points joined by straight lines.
    Line,
}

/// The colour of a series. Revenue has the same three everywhere, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Revenue of audits; alone, the main series of any chart.
    Audit,
    /// Revenue of training.
    Formation,
    /// Other revenue.
    Other,
    /// What the main series is seen against.
    Muted,
}

impl Paint {
    const fn class(self) -> &'static str {
        match self {
            Self::Audit => "fill-audit",
            Self::Formation => "fill-formation",
            Self::Other => "fill-autre",
            Self::Muted => "fill-muted",
        }
    }
}

/// A value: its size on the drawing, and its exact text (money is never written from a float).
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// How high it is.
    pub size: f64,
    /// How it is written.
    pub text: String,
}

/// Values of one kind, one a point.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub paint: Paint,
    /// One a point.
    pub values: Vec<Value>,
}

impl Series {
    fn size(&self, index: usize) -> f64 {
        self.values.get(index).map_or(0.0, |value| value.size)
    }

    fn sizes(&self) -> impl Iterator<Item = f64> {
        self.values.iter().map(|value| value.size)
    }

    fn text(&self, index: usize) -> String {
        self.values.get(index).map(|value| value.text.clone()).unwrap_or_default()
    }
}

/// A place on the horizontal axis.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its short name, under the axis.
    pub tick: String,
    /// Its full name.
    pub name: String,
}

/// The sums of the points, as text.
#[derive(Debug, Clone)]
pub struct Totals {
    /// What they are called.
    pub name: String,
    /// One a point.
    pub texts: Vec<String>,
}

/// What a chart shows, in the current language.
#[derive(Debug, Clone)]
pub struct ChartData {
    /// How it is drawn.
    pub kind: ChartKind,
    /// What is to be seen, in a sentence.
    pub summary: String,
    /// What a point is: « Semaine ».
    pub points_name: String,
    /// The points, from the left.
    pub points: Vec<Point>,
    /// The series, from the base or from the left.
    pub series: Vec<Series>,
    /// What each point is compared with (last year): a tick across its column.
    pub mark: Option<Series>,
    /// The sums of the points.
    pub total: Option<Totals>,
    /// How a value of the axis is written: « 25 k€ ».
    pub axis: fn(f64) -> String,
    /// The values are counts.
    pub whole: bool,
}

impl ChartData {
    /// What is written about a point: one text a series, the mark's, the sum.
    fn numbers_at(&self, index: usize) -> Vec<String> {
        let sum = self.total.iter().map(|total| total.texts.get(index).cloned().unwrap_or_default());
        self.series.iter().chain(&self.mark).map(|series| series.text(index)).chain(sum).collect()
    }
}

/// The choice between drawing and table, for the header of the chart's section.
#[component(inline_props)]
pub fn ChartSwitch(as_table: Signal<bool>) -> View {
    let choice = move |table: bool, glyph: Glyph, name: crate::i18n::Words| {
        view! {
            button(
                r#type="button",
                "aria-pressed"=if as_table.get() == table { "true" } else { "false" },
                on:click=move |_| as_table.set(table),
            ) {
                Icon(glyph=glyph)
                (name)
            }
        }
    };
    let drawing = choice(false, Glyph::CHART_COLUMN, t::DRAWING);
    let table = choice(true, Glyph::TABLE_2, t::TABLE);
    view! { div(class="segmented", role="group", "aria-label"=t::PRESENTATION) { (drawing) (table) } }
}

/// A chart, or its table.
#[component(inline_props)]
pub fn Chart(data: ReadSignal<ChartData>, as_table: ReadSignal<bool>) -> View {
    view! {
        (if as_table.get() { view! { Numbers(data=data) } } else { view! { Picture(data=data) } })
    }
}

#[component(inline_props)]
fn Picture(data: ReadSignal<ChartData>) -> View {
    let active = create_signal(None::<usize>);
    let count = move || data.with(|data| data.points.len());
    let show = move |point: Option<usize>| {
        if active.get_untracked() != point {
            active.set(point);
        }
    };
    let key = move |event: KeyboardEvent| {
        if let Some(point) = moved(active.get_untracked(), untrack(count), &event.key()) {
            event.prevent_default();
            show(point);
        }
    };
    view! {
        div(class="chart-frame") {
            div(class="chart") {
                (axis(data))
                div(
                    class="chart-plot",
                    tabindex="0",
                    role="group",
                    "aria-label"=t::EXPLORE,
                    on:keydown=key,
                    on:focus=move |_| if active.get_untracked().is_none() { show(untrack(count).checked_sub(1)) },
                    on:blur=move |_| show(None),
                    on:mousemove=move |event: MouseEvent| show(point_under(&event)),
                    on:mouseleave=move |_| show(None),
                ) {
                    (plot(data, active))
                    div("aria-live"="polite") { (tip(data, active)) }
                }
            }
            ul(class="legend") { (legend(data)) }
        }
    }
}

fn axis(data: ReadSignal<ChartData>) -> View {
    view! {
        ({
            let drawing = data.with(draw::axis);
            let height = draw::HEIGHT.to_string();
            view! { svg(class="chart-axis", height=height, "aria-hidden"="true", dangerously_set_inner_html=drawing) }
        })
    }
}

fn plot(data: ReadSignal<ChartData>, active: Signal<Option<usize>>) -> View {
    view! {
        ({
            let (summary, drawing, count) = data.with(|data| (data.summary.clone(), draw::plot(data), data.points.len()));
            let height = draw::HEIGHT.to_string();
            view! {
                svg(height=height, "role"="img", "aria-label"=summary) {
                    (match active.get() {
                        None => View::new(),
                        Some(index) => {
                            let (left, width) = draw::band(count, index);
                            view! { rect(class="chart-band", y="8", height="230", x=left, width=width) }
                        }
                    })
                    g(dangerously_set_inner_html=drawing)
                }
            }
        })
    }
}

/// The numbers of the point that is looked at, on the other side of the drawing.
fn tip(data: ReadSignal<ChartData>, active: Signal<Option<usize>>) -> View {
    view! {
        (match active.get() {
            None => View::new(),
            Some(index) => card(&data.get_clone(), index),
        })
    }
}

fn card(data: &ChartData, index: usize) -> View {
    let name = data.points.get(index).map(|point| point.name.clone()).unwrap_or_default();
    let side = if index * 2 < data.points.len() { "end" } else { "start" };
    let keys = data.series.iter().map(|series| (Some(series.paint), series.name.clone()));
    let others = data.mark.iter().map(|mark| (None, mark.name.clone()));
    let total = data.total.iter().map(|total| (None, total.name.clone()));
    let rows: Vec<View> = keys
        .chain(others)
        .chain(total)
        .zip(data.numbers_at(index))
        .map(|((paint, name), text)| {
            let key = paint.map(key);
            view! {
                dt { (key) (name) }
                dd(class="number") { (text) }
            }
        })
        .collect();
    view! {
        div(class="popover chart-tip", "data-side"=side) {
            p(class="cell-title") { (name) }
            dl { (rows) }
        }
    }
}

fn legend(data: ReadSignal<ChartData>) -> View {
    view! {
        ({
            let (series, mark) = data.with(|data| (data.series.clone(), data.mark.clone()));
            let mut keys: Vec<View> = series.into_iter().map(|series| key_line(key(series.paint), series.name)).collect();
            keys.extend(mark.map(|mark| key_line(mark_key(), mark.name)));
            keys
        })
    }
}

fn key_line(key: View, name: String) -> View {
    view! { li { (key) (name) } }
}

fn mark_key() -> View {
    let line = r#"<path d="M0 5h10" stroke="currentColor" stroke-width="2"/>"#;
    view! { svg(class="key", viewBox="0 0 10 10", "aria-hidden"="true", dangerously_set_inner_html=line) }
}

fn key(paint: Paint) -> View {
    let class = format!("key {}", paint.class());
    view! {
        svg(class=class, viewBox="0 0 10 10", "aria-hidden"="true") { rect(width="10", height="10") }
    }
}

/// The point that a key leads to: `Some(None)` leaves the points, `None` is no key of a chart.
fn moved(active: Option<usize>, count: usize, key: &str) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowRight" => Some(active.map_or(0, |at| (at + 1).min(last))),
        "ArrowLeft" => Some(active.map_or(last, |at| at.saturating_sub(1))),
        "Home" => Some(0),
        "End" => Some(last),
        "Escape" if active.is_some() => None,
        _ => return None,
    })
}

fn point_under(event: &MouseEvent) -> Option<usize> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    element.get_attribute("data-point")?.parse().ok()
}

#[cfg(test)]
mod tests;
