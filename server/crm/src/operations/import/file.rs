//! The text of a file and its rows: whatever spreadsheets save as CSV.

use std::{borrow::Cow, collections::HashMap};

use super::{LARGEST, MOST_ROWS, columns::Column};
use crate::{Error, Result};

/// A row of cells, each trimmed and not empty.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// Its number in the file; the line of names is 1.
    pub(super) number: usize,
    cells: HashMap<Column, String>,
}

impl Record {
    /// What stands in a column, if anything does.
    pub(super) fn get(&self, column: Column) -> Option<&str> {
        self.cells.get(&column).map(String::as_str)
    }
}

/// Reads a file: UTF-8 or Windows-1252, with semicolons, commas or tabs. Rows without a word are left out, columns of
/// other names too.
///
/// # Errors
/// Too large, no rows, a column that is needed is missing, or not CSV at all; each at `file`.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Record>> {
    if bytes.len() > LARGEST {
        return Err(refused("TOO_LARGE", "The file has more than 10 MB. Split it."));
    }
    let text = text(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|error| broken(&error))?;
    let columns: Vec<Option<Column>> = names.iter().map(Column::of_name).collect();
    let missing: Vec<&str> = Column::REQUIRED
        .iter()
        .filter(|column| !columns.contains(&Some(**column)))
        .map(|column| column.name())
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(refused(
            "MISSING_COLUMNS",
            format!("The first line lacks columns: {missing}. Start from the template."),
        ));
    }
    let mut records = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let row = row.map_err(|error| broken(&error))?;
        let cells: HashMap<Column, String> = columns
            .iter()
            .zip(row.iter())
            .filter_map(|(column, cell)| Some(((*column)?, cell.trim().to_owned())))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        if cells.is_empty() {
            continue;
        }
        records.push(Record { number: n + 2, cells });
        if records.len() > MOST_ROWS {
            return Err(refused("TOO_MANY", format!("The file has more than {MOST_ROWS} rows. Split it.")));
        }
    }
    if records.is_empty() {
        return Err(refused("EMPTY", "The file has no row below its line of names."));
    }
    Ok(records)
}

fn refused(code: &'static str, message: impl Into<Cow<'static, str>>) -> Error {
    Error::invalid("file", code, message)
}

fn broken(error: &csv::Error) -> Error {
    let place = error.position().map(|position| format!(" near line {}", position.line())).unwrap_or_default();
    refused("INVALID_FILE", format!("The file cannot be read as CSV{place}."))
}

/// UTF-8 with or without its mark; else what Excel writes in Western Europe.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What parts the names in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    [b';', b',', b'\t'].into_iter().max_by_key(count).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "name;type;street;city;zipCode;country";

    fn code(bytes: &[u8]) -> &'static str {
        match read(bytes).unwrap_err() {
            Error::Invalid(errors) => errors[0].code,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn what_spreadsheets_save() {
        let rows = "Clinique Élan;clinic;1 rue de la Paix;Nantes;44000;France\r\n;;;;;\r\n\"CH \"\"Sud\"\"\";hospital;2 quai;Évreux;27000;FR";
        let text = format!("{NAMES}\r\n{rows}");
        let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let commas = text.replace(';', ",");
        for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &latin, commas.as_bytes()] {
            let records = read(bytes).unwrap();
            let names: Vec<_> = records.iter().map(|row| (row.number, row.get(Column::Name).unwrap())).collect();
            assert_eq!(names, [(2, "Clinique Élan"), (4, "CH \"Sud\"")]);
            assert_eq!(records[1].get(Column::City), Some("Évreux"));
        }
    }

    #[test]
    fn what_is_no_list_of_institutions_says_why() {
        assert_eq!(code(b""), "MISSING_COLUMNS");
        assert_eq!(code(b"name;type\nA;clinic"), "MISSING_COLUMNS");
        assert_eq!(code(NAMES.as_bytes()), "EMPTY");
        assert_eq!(code(&vec![b'x'; LARGEST + 1]), "TOO_LARGE");
        let many = format!("{NAMES}\n{}", "A;clinic;s;c;44000;FR\n".repeat(MOST_ROWS + 1));
        assert_eq!(code(many.as_bytes()), "TOO_MANY");
    }
}
