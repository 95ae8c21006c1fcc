//! Comma-separated values (RFC 4180).

use futures_util::{StreamExt as _, stream};

use super::{
    Pieces,
    cell::{Cell, Locale, looks_like_formula},
    table::{Exported, Reader, Row},
};

/// Excel takes a file for UTF-8 when it begins so.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The file: the names of the columns and the first rows, then the others.
pub(super) fn pieces<E: Exported>(rows: Reader<E>, first: &[Row], locale: Locale) -> Pieces {
    let mut begin = String::from(BYTE_ORDER_MARK);
    let names: Row = E::COLUMNS.iter().map(|name| Cell::Word((*name).to_owned())).collect();
    write(&mut begin, &names, locale);
    first.iter().for_each(|row| write(&mut begin, row, locale));
    let others = stream::try_unfold(rows, move |mut rows| async move {
        let page = rows.next().await?;
        if page.is_empty() {
            return Ok(None);
        }
        let mut text = String::new();
        page.iter().for_each(|row| write(&mut text, row, locale));
        Ok(Some((text.into_bytes(), rows)))
    });
    stream::once(async move { Ok(begin.into_bytes()) }).chain(others).boxed()
}

/// One row and its end.
fn write(out: &mut String, row: &Row, locale: Locale) {
    for (n, cell) in row.iter().enumerate() {
        if n > 0 {
            out.push(locale.separator());
        }
        match cell {
            Cell::Empty => {}
            // A leading apostrophe makes it text, for spreadsheets and for people.
            Cell::Text(text) if looks_like_formula(text) => quoted(out, &format!("'{text}"), locale),
            Cell::Text(text) | Cell::Word(text) => quoted(out, text, locale),
            Cell::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Cell::Count(count) => out.push_str(&count.to_string()),
            Cell::Amount(amount) => out.push_str(&locale.amount(*amount)),
            Cell::Day(day) => out.push_str(&day.to_string()),
            Cell::Time(time) => out.push_str(&locale.time(*time)),
        }
    }
    out.push_str("\r\n");
}

/// In quotes where something in it would part or end cells.
fn quoted(out: &mut String, text: &str, locale: Locale) {
    let needs = |c: char| matches!(c, '"' | '\r' | '\n' | '\'') || c == locale.separator();
    if !text.contains(needs) && text.trim() == text {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(row: &[Cell], locale: Locale) -> String {
        let mut out = String::new();
        write(&mut out, &row.to_vec(), locale);
        out
    }

    #[test]
    fn cells() {
        let row = [
            Cell::from("CHU, Nantes"),
            Cell::from("dit « \"le\" »"),
            Cell::from("=HYPERLINK(\"x\")"),
            Cell::from("+33 2 40"),
            Cell::from(None::<&str>),
            Cell::from(true),
            Cell::from(-3),
            Cell::from(rust_decimal::Decimal::new(-1_250, 2)),
            Cell::from("a\nb"),
        ];
        assert_eq!(
            line(&row, Locale::Plain),
            "\"CHU, Nantes\",\"dit « \"\"le\"\" »\",\"'=HYPERLINK(\"\"x\"\")\",\"'+33 2 40\",,true,-3,-12.50,\"a\nb\"\r\n"
        );
        assert!(line(&row, Locale::French).starts_with("CHU, Nantes;\"dit"));
        assert!(line(&row, Locale::French).contains(";true;-3;-12,50;"));
    }

    /// Reads one line as RFC 4180 has it.
    fn parsed(line: &str) -> Vec<String> {
        let (mut cells, mut cell, mut inside) = (Vec::new(), String::new(), false);
        let mut chars = line.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' => inside = !inside,
                ',' if !inside => cells.push(std::mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        assert!(!inside, "{line}");
        cells.push(cell);
        cells
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_is_a_formula(texts in prop::collection::vec(any::<String>(), 1..5)) {
            let row: Vec<Cell> = texts.iter().map(|text| Cell::Text(text.clone())).collect();
            let cells = parsed(&line(&row, Locale::Plain));
            prop_assert_eq!(cells.len(), texts.len());
            for (cell, text) in cells.iter().zip(&texts) {
                prop_assert!(!looks_like_formula(cell));
                prop_assert!(cell == text || cell.strip_prefix('\'') == Some(text));
            }
        }
    }
}
