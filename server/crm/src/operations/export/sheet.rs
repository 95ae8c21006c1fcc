//! A workbook of Excel whose rows go to a temporary file as they come, so that it takes no more memory with more rows.

use std::{fs::File, io};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{
    cell::{Cell, Locale, looks_like_formula},
    table::Row,
};
use crate::operations::billing::calendar;

/// Rows of a sheet, its head included.
const MOST_ROWS: u32 = 1_048_576;
/// Units of UTF-16 in a cell.
const MOST_UNITS: usize = 32_767;
/// The day before the first one of Excel's calendar; the day after February 1900, which it takes for a leap year.
const DAY_ZERO: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
const FIRST_SURE_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap();

/// How cells look.
struct Formats {
    head: Format,
    /// Text that begins like a formula: Excel keeps it text when it is edited.
    quoted: Format,
    amount: Format,
    day: Format,
    time: Format,
}

/// A workbook that is being written.
pub(super) struct Sheets {
    workbook: Workbook,
    name: &'static str,
    columns: &'static [&'static str],
    formats: Formats,
    /// Sheets so far.
    count: usize,
    /// The next row of the last sheet.
    row: u32,
}

impl Sheets {
    /// With the names of the columns.
    pub(super) fn new(name: &'static str, columns: &'static [&'static str]) -> Result<Self, XlsxError> {
        let formats = Formats {
            head: Format::new().set_bold(),
            quoted: Format::new().set_quote_prefix(),
            amount: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        };
        let mut sheets = Self { workbook: Workbook::new(), name, columns, formats, count: 0, row: 0 };
        sheets.begin()?;
        Ok(sheets)
    }

    /// Another sheet: the last one is full.
    fn begin(&mut self) -> Result<(), XlsxError> {
        self.count += 1;
        let name = if self.count == 1 { self.name.to_owned() } else { format!("{}-{}", self.name, self.count) };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(self.columns) {
            sheet.write_string_with_format(0, column, *name, &self.formats.head)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Writes rows.
    pub(super) fn add(&mut self, rows: Vec<Row>) -> Result<(), XlsxError> {
        for cells in rows {
            if self.row == MOST_ROWS {
                self.begin()?;
            }
            let sheet = self.workbook.worksheet_from_index(self.count - 1)?;
            for (column, cell) in (0..).zip(cells) {
                write(sheet, (self.row, column), cell, &self.formats)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    /// The file, at its beginning. It is gone when it is closed.
    pub(super) fn save(mut self) -> anyhow::Result<File> {
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(io::BufWriter::new(&file))?;
        io::Seek::rewind(&mut file)?;
        Ok(file)
    }
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) if looks_like_formula(&text) => {
            sheet.write_string_with_format(row, column, shortened(text), &formats.quoted)?
        }
        Cell::Text(text) | Cell::Word(text) => sheet.write_string(row, column, shortened(text))?,
        Cell::Flag(flag) => sheet.write_boolean(row, column, flag)?,
        Cell::Count(count) => sheet.write_number(row, column, Decimal::from(count).to_f64().unwrap_or_default())?,
        Cell::Amount(amount) => {
            sheet.write_number_with_format(row, column, amount.to_f64().unwrap_or_default(), &formats.amount)?
        }
        Cell::Day(day) => match serial(day.and_time(chrono::NaiveTime::MIN)) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.day)?,
            None => sheet.write_string(row, column, day.to_string())?,
        },
        Cell::Time(time) => match serial_of(time) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.time)?,
            None => sheet.write_string(row, column, Locale::Plain.time(time))?,
        },
    };
    Ok(())
}

/// What clocks in France show, as Excel counts.
fn serial_of(time: DateTime<Utc>) -> Option<f64> {
    serial(calendar::clock_of(time))
}

/// Days since the beginning of Excel's calendar; its first weeks are doubtful, and it knows nothing before.
fn serial(time: NaiveDateTime) -> Option<f64> {
    if time.date() < FIRST_SURE_DAY {
        return None;
    }
    let seconds = (time - DAY_ZERO.and_time(chrono::NaiveTime::MIN)).num_seconds();
    Some(Decimal::from(seconds).to_f64()? / 86_400.0)
}

/// Not longer than a cell can be.
fn shortened(text: String) -> String {
    if text.len() <= MOST_UNITS {
        return text;
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= MOST_UNITS
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_does() {
        let at = |text: &str| serial(text.parse().unwrap());
        assert_eq!(at("2026-01-01T00:00:00"), Some(46_023.0));
        assert_eq!(at("2026-01-01T12:00:00"), Some(46_023.5));
        assert_eq!((at("1900-03-01T00:00:00"), at("1900-02-28T00:00:00")), (Some(61.0), None));
    }

    #[test]
    fn texts_fit_their_cells() {
        assert_eq!(shortened("é".repeat(40_000)).chars().count(), MOST_UNITS);
        assert_eq!(shortened("😀".repeat(20_000)).encode_utf16().count(), MOST_UNITS - 1);
        assert_eq!(shortened("=1".to_owned()), "=1");
    }
}
