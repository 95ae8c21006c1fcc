//! Charts without a browser.

use super::*;

fn values(sizes: &[f64]) -> Vec<Value> {
    sizes.iter().map(|size| Value { size: *size, text: format!("{size} €") }).collect()
}

fn revenue(kind: ChartKind) -> ChartData {
    let series = |name: &str, paint, sizes: &[f64]| Series { name: name.into(), paint, values: values(sizes) };
    ChartData {
        kind,
        summary: "Chiffre d’affaires mensuel.".into(),
        points_name: "Mois".into(),
        points: ["oct.", "<nov.>"].map(|tick| Point { tick: tick.into(), name: format!("{tick} 2026") }).to_vec(),
        series: vec![
            series("Audit", Paint::Audit, &[74_600.0, 52_100.0]),
            series("Formation", Paint::Formation, &[31_800.0, -1_000.0]),
        ],
        mark: Some(series("Un an plus tôt", Paint::Muted, &[90_000.0, 80_000.0])),
        total: Some(Totals { name: "Total".into(), texts: vec!["106 400,00 €".into(), "51 100,00 €".into()] }),
        axis: |value| format!("{} k€", value / 1_000.0),
        whole: false,
    }
}

fn html(kind: ChartKind, as_table: bool) -> String {
    sycamore::render_to_string(move || {
        let (data, as_table) = (create_signal(revenue(kind)), create_signal(as_table));
        view! { Chart(data=*data, as_table=*as_table) }
    })
}

/// The `name` attributes of the elements that begin with `start`.
fn attributes(html: &str, start: &str, name: &str) -> Vec<f64> {
    let pattern = format!(r#" {name}=""#);
    html.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('>').next()?.split(&pattern).nth(1)?.split('"').next())
        .map(|value| value.trim_end_matches('%').parse().unwrap())
        .collect()
}

#[test]
fn a_chart_says_what_is_to_be_seen_and_names_its_series() {
    let html = html(ChartKind::Stacked, false);
    assert!(html.contains(r#"role="img""#) && html.contains("Chiffre d’affaires mensuel."), "{html}");
    assert!(html.contains("Audit") && html.contains("Un an plus tôt") && html.contains("50 k€"), "{html}");
    assert!(html.contains("&lt;nov.&gt;") && !html.contains("<nov.>"), "{html}");
}

#[test]
fn stacked_segments_stand_on_each_other_and_negative_ones_hang() {
    let html = html(ChartKind::Stacked, false);
    let (audit, formation) = (r#"<rect class="fill-audit""#, r#"<rect class="fill-formation""#);
    let (audit_top, formation_top) = (attributes(&html, audit, "y"), attributes(&html, formation, "y"));
    let formation_height = attributes(&html, formation, "height");
    // In October training ends 2 px above the audits; in November it hangs below their base.
    assert!((formation_top[0] + formation_height[0] + 2.0 - audit_top[0]).abs() < 0.2, "{html}");
    assert!(formation_top[1] > audit_top[1] + attributes(&html, audit, "height")[1], "{html}");
    assert_eq!(attributes(&html, r#"<line class="chart-mark""#, "y1").len(), 2);
}

#[test]
fn bars_stand_side_by_side_and_lines_join_points() {
    let bars = html(ChartKind::Bars, false);
    let left = |fill: &str| attributes(&bars, &format!(r#"<rect class="{fill}""#), "x");
    assert!(left("fill-audit")[0] < left("fill-formation")[0], "{bars}");
    let line = html(ChartKind::Line, false);
    assert_eq!(line.matches("<circle").count(), 4, "{line}");
    assert_eq!(line.matches(r#"class="chart-line fill-audit""#).count(), 1, "{line}");
}

#[test]
fn the_table_has_the_same_numbers_exactly() {
    let html = html(ChartKind::Stacked, true);
    for text in ["<table", "Mois", "Total", "74600 €", "-1000 €", "51 100,00 €", "Un an plus tôt"] {
        assert!(html.contains(text), "{text}: {html}");
    }
    assert!(!html.contains("<svg"), "{html}");
}

#[test]
fn arrows_move_between_points_and_stop_at_the_ends() {
    assert_eq!(moved(None, 3, "ArrowRight"), Some(Some(0)));
    assert_eq!(moved(Some(2), 3, "ArrowRight"), Some(Some(2)));
    assert_eq!(moved(Some(0), 3, "ArrowLeft"), Some(Some(0)));
    assert_eq!(moved(Some(1), 3, "End"), Some(Some(2)));
    assert_eq!(moved(Some(1), 3, "Escape"), Some(None));
    assert_eq!(moved(Some(1), 3, "Tab"), None);
    assert_eq!(moved(None, 0, "End"), None);
}

#[test]
fn a_chart_without_points_is_empty_and_whole() {
    let html = sycamore::render_to_string(|| {
        let data =
            ChartData { points: Vec::new(), series: Vec::new(), mark: None, total: None, ..revenue(ChartKind::Line) };
        let (data, as_table) = (create_signal(data), create_signal(false));
        view! { Chart(data=*data, as_table=*as_table) }
    });
    assert!(html.contains("chart-base") && !html.contains("NaN"), "{html}");
}
