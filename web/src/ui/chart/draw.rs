//! The drawing of a chart: x in percent, y in pixels, so that nothing is stretched and no script measures.

use std::fmt::Write;

use super::scale::Scale;
use super::{ChartData, ChartKind, Series};

/// Height of the drawing.
pub const HEIGHT: u32 = 264;
/// Where the scale ends at the top.
const TOP: f64 = 8.0;
/// Where it ends at the bottom; below stand the names of the points.
const BOTTOM: f64 = 238.0;
/// Part of a point's width that its bars fill.
const FILLED: f64 = 0.56;
/// Surface between two segments.
const GAP: f64 = 2.0;
/// Names on the axis at most.
const NAMES: usize = 12;

/// The drawing as it is put together.
struct Drawing<'a> {
    data: &'a ChartData,
    scale: Scale,
    /// Width of a point, in percent.
    width: f64,
    svg: String,
}

/// The values beside the lines.
#[must_use]
pub fn axis(data: &ChartData) -> String {
    let scale = scale(data);
    let mut svg = String::new();
    for value in scale.lines() {
        let y = y(&scale, value) + 4.0;
        let text = escape(&(data.axis)(value));
        // Writing into a text does not fail.
        let _ = write!(svg, r#"<text x="100%" dx="-10" y="{y:.1}" text-anchor="end">{text}</text>"#);
    }
    svg
}

/// Lines, marks and names.
#[must_use]
pub fn plot(data: &ChartData) -> String {
    let width = 100.0 / number(data.points.len().max(1));
    let mut drawing = Drawing { data, scale: scale(data), width, svg: String::new() };
    drawing.grid();
    match data.kind {
        ChartKind::Bars => drawing.bars(),
        ChartKind::Stacked => drawing.stacks(),
        ChartKind::Line => drawing.lines(),
    }
    drawing.ticks();
    drawing.names();
    drawing.svg
}

/// Left edge and width of a point, in percent.
#[must_use]
pub fn band(count: usize, index: usize) -> (String, String) {
    let width = 100.0 / number(count.max(1));
    (percent(width * number(index)), percent(width))
}

impl Drawing<'_> {
    fn grid(&mut self) {
        for value in self.scale.lines() {
            let class = if value == 0.0 { r#" class="chart-base""# } else { "" };
            let y = self.y(value).floor() + 0.5;
            self.add(&format!(r#"<line{class} x1="0" x2="100%" y1="{y}" y2="{y}"/>"#));
        }
    }

    /// The bars of a point stand side by side.
    fn bars(&mut self) {
        let count = number(self.data.series.len().max(1));
        let bar = self.width * FILLED / count;
        for (place, series) in self.data.series.iter().enumerate() {
            for (index, value) in series.values.iter().enumerate() {
                let left = self.width * (number(index) + (1.0 - FILLED) / 2.0) + bar * number(place);
                self.rect(series, left, bar * 0.92, 0.0, value.size, 0.0);
            }
        }
    }

    /// The segments of a point stand on each other; what is negative hangs from the base.
    fn stacks(&mut self) {
        for index in 0..self.data.points.len() {
            let left = self.width * (number(index) + (1.0 - FILLED) / 2.0);
            let (mut above, mut below) = (0.0, 0.0);
            for series in &self.data.series {
                let size = series.size(index);
                let from = if size < 0.0 { &mut below } else { &mut above };
                self.rect(series, left, self.width * FILLED, *from, *from + size, GAP);
                *from += size;
            }
        }
    }

    fn lines(&mut self) {
        for series in &self.data.series {
            let class = series.paint.class();
            let places: Vec<(f64, f64)> = series
                .values
                .iter()
                .enumerate()
                .map(|(index, value)| (self.width * (number(index) + 0.5), self.y(value.size)))
                .collect();
            for ((x1, y1), (x2, y2)) in places.iter().zip(places.iter().skip(1)) {
                let (x1, x2) = (percent(*x1), percent(*x2));
                self.add(&format!(
                    r#"<line class="chart-line {class}" x1="{x1}" x2="{x2}" y1="{y1:.1}" y2="{y2:.1}"/>"#
                ));
            }
            for (x, y) in places {
                let x = percent(x);
                self.add(&format!(r#"<circle class="{class}" cx="{x}" cy="{y:.1}" r="3"/>"#));
            }
        }
    }

    /// What each point is compared with: a tick, not a second colour.
    fn ticks(&mut self) {
        let Some(mark) = &self.data.mark else { return };
        for (index, value) in mark.values.iter().enumerate() {
            let left = self.width * (number(index) + (1.0 - FILLED) / 2.0 - 0.06);
            let (left, right) = (percent(left), percent(left + self.width * (FILLED + 0.12)));
            let y = self.y(value.size);
            self.add(&format!(r#"<line class="chart-mark" x1="{left}" x2="{right}" y1="{y:.1}" y2="{y:.1}"/>"#));
        }
    }

    /// Every name on wide screens, every third on narrow ones, counted from the last. Above them lie the places that
    /// hear the pointer.
    fn names(&mut self) {
        let count = self.data.points.len();
        let every = count.div_ceil(NAMES).max(1);
        for (index, point) in self.data.points.iter().enumerate() {
            let from_last = count - 1 - index;
            if from_last.is_multiple_of(every) {
                let class = if from_last.is_multiple_of(every * 3) { "tick" } else { "tick-minor" };
                let (x, name) = (percent(self.width * (number(index) + 0.5)), escape(&point.tick));
                self.add(&format!(r#"<text class="{class}" x="{x}" y="258" text-anchor="middle">{name}</text>"#));
            }
        }
        for index in 0..count {
            let (x, width) = band(count, index);
            self.add(&format!(
                r#"<rect class="chart-hit" data-point="{index}" x="{x}" y="0" width="{width}" height="{HEIGHT}"/>"#
            ));
        }
    }

    fn rect(&mut self, series: &Series, left: f64, width: f64, from: f64, to: f64, gap: f64) {
        if from == to {
            return;
        }
        let (one, other) = (self.y(from), self.y(to));
        let (top, height) = (one.min(other), (one - other).abs());
        // Small is still there.
        let drawn = (height - gap).max(1.0);
        let top = if to > from { top + height - gap.min(height) / 2.0 - drawn } else { top + gap.min(height) / 2.0 };
        let (x, width, class) = (percent(left), percent(width), series.paint.class());
        self.add(&format!(
            r#"<rect class="{class}" x="{x}" y="{top:.1}" width="{width}" height="{drawn:.1}" rx="1.5"/>"#
        ));
    }

    fn y(&self, value: f64) -> f64 {
        y(&self.scale, value)
    }

    fn add(&mut self, part: &str) {
        self.svg.push_str(part);
    }
}

fn y(scale: &Scale, value: f64) -> f64 {
    BOTTOM - scale.share(value) * (BOTTOM - TOP)
}

/// The scale that holds every bar, stack and tick.
fn scale(data: &ChartData) -> Scale {
    let mut sizes: Vec<f64> = data.mark.iter().flat_map(Series::sizes).collect();
    match data.kind {
        ChartKind::Stacked => {
            for index in 0..data.points.len() {
                let of_point = || data.series.iter().map(move |series| series.size(index));
                sizes.push(of_point().filter(|size| *size > 0.0).sum());
                sizes.push(of_point().filter(|size| *size < 0.0).sum());
            }
        }
        ChartKind::Bars | ChartKind::Line => sizes.extend(data.series.iter().flat_map(Series::sizes)),
    }
    let (least, most) =
        sizes.iter().fold((0.0_f64, 0.0_f64), |(least, most), size| (least.min(*size), most.max(*size)));
    Scale::around(least, most, data.whole)
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// A count as a number to reckon with.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// A text inside markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
