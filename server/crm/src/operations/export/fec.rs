//! The journals of sales and of the bank in the layout of the accounting file (fichier des écritures comptables, LPF
//! A47 A-1): what an accountant takes over. It is an export of two journals, no ledger: the firm's books are kept
//! elsewhere.
//!
//! An issued invoice is debited to the client and credited to sales and VAT, each group of VAT by itself; a credit note
//! the other way round; deposits are sales. A confirmed payment is debited to the bank and credited to the client, a
//! refund the other way round. Entries count within the accounting year, in each journal from 1, whatever part of the
//! year the file has; what is recorded late with an earlier date moves the numbers after it.

mod documents;
mod entries;
mod money;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use db::rows::FirmAccounting;
use domain::{Permission, billing::fec as layout};
use futures_util::{StreamExt as _, stream};

use self::entries::Journals;
use super::{File, Pieces};
use crate::{
    Context, Error, Result,
    operations::{firm, invoice},
};

/// Days whose entries are read at once.
const AT_ONCE: u64 = 7;

/// First and last day of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// The first and the last day of the accounting year in which a day lies.
fn accounting_year(day: NaiveDate, first_month: i32) -> Option<(NaiveDate, NaiveDate)> {
    let month = u32::try_from(first_month).ok()?;
    let year = if day.month() >= month { day.year() } else { day.year() - 1 };
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(12))?.pred_opt()?))
}

/// The entries of a period, which lies within one accounting year.
///
/// # Errors
/// No right, a period that is none or lies in two years, a firm without SIREN, those of the database.
pub async fn fec(ctx: &Context, period: Period) -> Result<File> {
    ctx.viewer.may_read(invoice::ENTITY, Permission::ExportData)?;
    ctx.viewer.may_read("payment", Permission::ExportData)?;
    ctx.viewer.may_read(invoice::ENTITY, Permission::ViewAllBilling)?;
    let Period { from, to } = period;
    if !(2000..2200).contains(&from.year()) {
        return Err(Error::invalid("from", "OUT_OF_RANGE", "Expected a date from 2000 to 2199."));
    }
    if to < from {
        return Err(Error::invalid("to", "BEFORE_START", "The period ends before it begins."));
    }
    let mut conn = ctx.db().await?;
    let firm = firm::read(&mut conn).await?.values;
    let Some((year_begin, year_end)) = accounting_year(from, firm.accounting.accounting_year_month) else {
        return Err(Error::Internal(anyhow::anyhow!("there is no accounting year of {from}")));
    };
    if to > year_end {
        let problem = format!("The accounting year ends on {year_end}. Export each year by itself.");
        return Err(Error::invalid("to", "OTHER_YEAR", problem));
    }
    let Some(siren) = &firm.siren else {
        let problem = "The firm's SIREN is missing; the name of the file begins with it.";
        return Err(Error::invalid("firm.siren", "MISSING_MENTION", problem));
    };
    let name = layout::file_name(siren, year_end);
    let sales = documents::count(&mut conn, year_begin, from).await?;
    let bank = money::count(&mut conn, year_begin, from).await?;
    drop(conn);
    let file = Export { ctx: ctx.clone(), next: Some(from), to, journals: Journals::new(firm.accounting, sales, bank) };
    Ok(File { name, media_type: "text/plain; charset=utf-8", pieces: pieces(file) })
}

/// A file that is being written.
struct Export {
    ctx: Context,
    /// The first day that is not written yet.
    next: Option<NaiveDate>,
    to: NaiveDate,
    journals: Journals,
}

fn pieces(export: Export) -> Pieces {
    let head = stream::once(async { Ok(format!("{}\r\n", layout::HEADER).into_bytes()) });
    let entries = stream::try_unfold(export, |mut export| async move {
        let piece = export.piece().await?;
        Ok(piece.map(|piece| (piece, export)))
    });
    head.chain(entries).boxed()
}

impl Export {
    /// The entries of the next days; `None` at the end.
    async fn piece(&mut self) -> Result<Option<Vec<u8>>> {
        let Some(first) = self.next.filter(|day| *day <= self.to) else { return Ok(None) };
        let last = first.checked_add_days(Days::new(AT_ONCE - 1)).map_or(self.to, |day| day.min(self.to));
        self.next = last.succ_opt();
        let mut conn = self.ctx.db().await?;
        let documents = documents::load(&mut conn, first, last).await?;
        let payments = money::load(&mut conn, first, last).await?;
        drop(conn);
        let entries = self.journals.of(&documents, &payments)?;
        layout::check(&entries)
            .map_err(|problem| Error::Internal(anyhow::anyhow!("entries from {first} to {last}: {problem:?}")))?;
        let mut text = String::with_capacity(entries.len() * 160);
        for entry in entries {
            text.push_str(&entry.to_line());
            text.push_str("\r\n");
        }
        Ok(Some(text.into_bytes()))
    }
}

/// Accounts of the firm, by name for others of this module.
type Accounts = FirmAccounting;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounting_years() {
        let of = |day: &str, month| {
            let (first, last) = accounting_year(day.parse().unwrap(), month).unwrap();
            format!("{first} {last}")
        };
        assert_eq!(of("2026-11-05", 1), "2026-01-01 2026-12-31");
        assert_eq!(of("2026-03-31", 4), "2025-04-01 2026-03-31");
        assert_eq!(of("2026-04-01", 4), "2026-04-01 2027-03-31");
        assert_eq!(of("2024-02-29", 3), "2023-03-01 2024-02-29");
        assert_eq!(accounting_year(NaiveDate::MIN, 13), None);
    }
}
