//! Amounts side by side: a line each, with a bar in one or several parts. The drawing says nothing that words beside it,
//! or the table that goes with it, do not.

use sycamore::prelude::*;

use super::button::Label;

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// How long its parts are; what is not above nought is not drawn.
    pub parts: Vec<f64>,
    /// The amount, in words.
    pub text: String,
}

/// The kinds of parts: the class of the fill and, where there are several, the name for the legend.
pub type Kinds = Vec<(&'static str, String)>;

/// The lines, drawn to one scale.
#[component(inline_props)]
pub fn BarList(#[prop(setter(into))] label: Label, bars: Vec<Bar>, kinds: Kinds) -> View {
    let length = |bar: &Bar| bar.parts.iter().filter(|part| **part > 0.0).sum::<f64>();
    let longest = bars.iter().map(length).fold(0.0_f64, f64::max);
    let fills: Vec<&'static str> = kinds.iter().map(|(fill, _)| *fill).collect();
    let lines: Vec<View> = bars.into_iter().map(|bar| line(bar, &fills, longest)).collect();
    let legend = (kinds.len() > 1).then(|| {
        let keys: Vec<View> = kinds.into_iter().map(|(fill, name)| key(fill, name)).collect();
        view! { ul(class="legend") { (keys) } }
    });
    view! {
        ul(class="bar-list", "aria-label"=label.get_clone()) { (lines) }
        (legend)
    }
}

fn line(bar: Bar, fills: &[&'static str], longest: f64) -> View {
    let Bar { name, href, parts, text } = bar;
    let mut from = 0.0;
    let parts: Vec<View> = parts
        .into_iter()
        .zip(fills)
        .filter(|(part, _)| *part > 0.0 && longest > 0.0)
        .map(|(part, fill)| {
            let width = part / longest * 100.0;
            let (x, class) = (percent(from), *fill);
            from += width;
            let width = percent(width);
            view! { rect(class=class, x=x, width=width, height="100%") }
        })
        .collect();
    let name = match href {
        Some(href) => view! { a(class="cell-link", href=href) { (name) } },
        None => view! { span { (name) } },
    };
    view! {
        li(class="bar-row") {
            (name)
            svg("aria-hidden"="true") { (parts) }
            span(class="money") { (text) }
        }
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn key(fill: &'static str, name: String) -> View {
    let class = format!("key {fill}");
    view! {
        li {
            svg(class=class, viewBox="0 0 10 10", "aria-hidden"="true") { rect(width="10", height="10") }
            (name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, parts: &[f64]) -> Bar {
        Bar { name: name.into(), href: None, parts: parts.to_vec(), text: "1 €".into() }
    }

    #[test]
    fn parts_follow_each_other_to_one_scale() {
        let html = sycamore::render_to_string(|| {
            let bars = vec![bar("A", &[50.0, 50.0]), bar("B", &[25.0, -5.0])];
            let kinds = vec![("fill-audit", "Non échu".to_owned()), ("fill-critical", "En retard".to_owned())];
            view! { BarList(label="Balance", bars=bars, kinds=kinds) }
        });
        assert!(html.contains(r#"x="50.00%" width="50.00%""#) && html.contains(r#"width="25.00%""#), "{html}");
        assert_eq!(html.matches(r#"class="fill-critical""#).count(), 1, "{html}");
        assert!(html.contains("legend"), "{html}");
    }

    #[test]
    fn nothing_to_draw_is_drawn_without_a_fault() {
        let html = sycamore::render_to_string(|| {
            view! { BarList(label="Rien", bars=vec![bar("A", &[0.0])], kinds=vec![("fill-audit", String::new())]) }
        });
        assert!(!html.contains("<rect") && !html.contains("NaN") && !html.contains("legend"), "{html}");
    }
}
