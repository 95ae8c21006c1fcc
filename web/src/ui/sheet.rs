//! A table of figures, on the page and as a file: its values are separated by semicolons in French, by commas in English,
//! as spreadsheets read them there.

use std::rc::Rc;

use domain::Language;
use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};
use super::{decimal, money};
use crate::i18n;
use crate::i18n::format::{self, UNKNOWN};
use crate::i18n::text::chart as t;
use crate::platform::download;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An amount in cents.
    Cents(i64),
    /// A count.
    Count(i64),
    /// Tenths: a mean, a percentage.
    Tenths(i64),
    /// Nothing is known.
    Empty,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the file, without its ending.
    pub name: String,
    /// The words above the columns.
    pub header: Vec<String>,
    /// The rows; the first cell names them.
    pub rows: Vec<Vec<Cell>>,
    /// The sums below the rows, on the page alone.
    pub total: Option<Vec<Cell>>,
}

impl Sheet {
    /// The file's text, with the mark by which spreadsheets know the encoding.
    #[must_use]
    pub fn text(&self) -> String {
        let (separator, mark) = match i18n::language() {
            Language::Fr => (';', ','),
            Language::En => (',', '.'),
        };
        let header = self.header.iter().cloned().map(Cell::Text).collect::<Vec<_>>();
        let mut text = "\u{feff}".to_owned();
        for row in std::iter::once(&header).chain(&self.rows) {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    text.push(separator);
                }
                text.push_str(&written(cell, mark));
            }
            text.push_str("\r\n");
        }
        text
    }
}

fn written(cell: &Cell, mark: char) -> String {
    match cell {
        Cell::Text(words) => quoted(words),
        Cell::Cents(cents) => decimals(*cents, 100, 2, mark),
        Cell::Tenths(tenths) => decimals(*tenths, 10, 1, mark),
        Cell::Count(count) => count.to_string(),
        Cell::Empty => String::new(),
    }
}

fn decimals(value: i64, unit: i64, digits: usize, mark: char) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / unit, value.abs() % unit);
    format!("{sign}{whole}{mark}{rest:0digits$}")
}

/// Words between quotes. What a spreadsheet would take for a formula gets an apostrophe.
fn quoted(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, words.replace('"', "\"\""))
}

/// Rows on the page at most; the file has all of them.
const ON_PAGE: usize = 200;

/// The table on the page.
#[component(inline_props)]
pub fn SheetTable(sheet: Sheet, caption: String) -> View {
    let heads: Vec<View> = sheet
        .header
        .into_iter()
        .enumerate()
        .map(|(index, name)| view! { th(scope="col", class=(index > 0).then_some("cell-number")) { (name) } })
        .collect();
    let more = sheet.rows.len().saturating_sub(ON_PAGE) as u64;
    let rows: Vec<View> = sheet.rows.into_iter().take(ON_PAGE).map(row).collect();
    let total = sheet.total.map(|cells| {
        let cells = row(cells);
        view! { tfoot { (cells) } }
    });
    let label = caption.clone();
    view! {
        // A group: the section around it is a region of the same name.
        div(class="table-frame chart-table wide-table", tabindex="0", role="group", "aria-label"=label) {
            table(class="data-table data-table-compact") {
                caption(class="visually-hidden") { (caption) }
                thead { tr { (heads) } }
                tbody { (rows) }
                (total)
            }
        }
        (if more > 0 { view! { p(class="small soft") { (t::more_in_file(more)) } } } else { View::new() })
    }
}

fn row(cells: Vec<Cell>) -> View {
    let cells: Vec<View> = cells
        .into_iter()
        .enumerate()
        .map(|(index, cell)| {
            let text = shown(&cell);
            if index == 0 {
                view! { th(scope="row") { (text) } }
            } else {
                view! { td(class="cell-number") { (text) } }
            }
        })
        .collect();
    view! { tr { (cells) } }
}

/// A cell as people read it.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => words.clone(),
        Cell::Cents(cents) => money::euros_of(*cents),
        Cell::Count(count) if *count < 0 => format!("−{}", format::integer(count.unsigned_abs())),
        Cell::Count(count) => format::integer(count.unsigned_abs()),
        Cell::Tenths(tenths) => written_tenths(*tenths),
        Cell::Empty => UNKNOWN.to_owned(),
    }
}

/// « 12,5 », « −3 ».
#[must_use]
pub fn written_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let digits = decimal::written_short(tenths.abs() * 10, i18n::language());
    format!("{sign}{}", if tenths == 0 { "0" } else { &digits })
}

/// The button that hands the file over; the table is made when it is asked for.
#[component(inline_props)]
pub fn DownloadButton(#[prop(setter(into))] what: Label, sheet: Rc<dyn Fn() -> Sheet>) -> View {
    let save = move |_| {
        let sheet = untrack(|| sheet());
        download::save(&format!("{}.csv", sheet.name), "text/csv;charset=utf-8", &sheet.text());
    };
    let name = move || t::download(&what.get_clone());
    let title = name.clone();
    view! {
        button(
            class="button button-quiet button-small",
            r#type="button",
            "aria-label"=name(),
            title=title(),
            on:click=save,
        ) {
            Icon(glyph=Glyph::DOWNLOAD)
            "CSV"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_as_spreadsheets_read_it() {
        let sheet = Sheet {
            name: "x".into(),
            header: vec!["Client".into(), "Montant".into(), "Jours".into(), "Nombre".into()],
            rows: vec![
                vec![Cell::Text("CHU « A »; \"B\"".into()), Cell::Cents(-123_405), Cell::Tenths(125), Cell::Count(3)],
                vec![Cell::Text("=1+1".into()), Cell::Cents(5), Cell::Empty, Cell::Count(0)],
            ],
            total: None,
        };
        let expected = "\u{feff}\"Client\";\"Montant\";\"Jours\";\"Nombre\"\r\n\
                        \"CHU « A »; \"\"B\"\"\";-1234,05;12,5;3\r\n\
                        \"'=1+1\";0,05;;0\r\n";
        assert_eq!(sheet.text(), expected);
    }

    fn sheet(rows: i64) -> Sheet {
        Sheet {
            name: "x".into(),
            header: vec!["Mois".into(), "Montant".into()],
            rows: (0..rows).map(|row| vec![Cell::Count(row), Cell::Cents(-row)]).collect(),
            total: Some(vec![Cell::Text("Total".into()), Cell::Tenths(-125)]),
        }
    }

    #[test]
    fn a_long_table_is_cut_on_the_page_alone() {
        let html = sycamore::render_to_string(|| view! { SheetTable(sheet=sheet(250), caption="Essai".to_owned()) });
        assert_eq!(html.matches("<tr").count(), 1 + ON_PAGE + 1, "header, rows, total");
        assert!(html.contains("−0,05\u{a0}€") && html.contains("−12,5") && html.contains("50"), "{html}");
        assert_eq!(sheet(250).text().lines().count(), 251);
    }

    #[test]
    fn the_button_names_its_table() {
        let html = sycamore::render_to_string(|| {
            let sheet = Rc::new(|| sheet(0));
            view! { DownloadButton(what="Clients", sheet=sheet as Rc<dyn Fn() -> Sheet>) }
        });
        assert!(html.contains("Clients"), "{html}");
    }
}
