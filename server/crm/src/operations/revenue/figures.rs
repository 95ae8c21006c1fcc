//! What was invoiced and paid: in a period, and month by month.

use std::ops::Add;

use chrono::{DateTime, Datelike as _, Months, NaiveDate, Utc};
use db::{
    column,
    query::{Condition, Value, Values},
    revenue::{self, Period, Sums},
};
use domain::Permission;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{billing::calendar, digiforma::connection, scope},
};

/// The name in rights of API tokens.
const ENTITY: &str = "revenue";

/// Months of an evolution when nobody says how many.
const MONTHS: i32 = 12;
/// Most months of an evolution.
pub const MOST_MONTHS: i32 = 24;

/// What documents amount to, in euros; those that take something back are negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Number of documents.
    pub count: i64,
    /// With tax.
    pub invoiced: Decimal,
    /// With tax: confirmed payments, less refunds.
    pub paid: Decimal,
    /// Before tax.
    pub invoiced_before_tax: Decimal,
    /// Before tax: payments hold tax in proportion to their document.
    pub paid_before_tax: Decimal,
}

impl Amounts {
    /// With tax: what of it was not paid; negative where clients have money to get back.
    #[must_use]
    pub fn unpaid(&self) -> Decimal {
        self.invoiced - self.paid
    }

    /// Before tax: what of it was not paid.
    #[must_use]
    pub fn unpaid_before_tax(&self) -> Decimal {
        self.invoiced_before_tax - self.paid_before_tax
    }
}

impl Add for Amounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            invoiced: self.invoiced + other.invoiced,
            paid: self.paid + other.paid,
            invoiced_before_tax: self.invoiced_before_tax + other.invoiced_before_tax,
            paid_before_tax: self.paid_before_tax + other.paid_before_tax,
        }
    }
}

impl From<Sums> for Amounts {
    fn from(sums: Sums) -> Self {
        // Nothing has no decimals: amounts look alike whatever there is.
        let cents = |amount: Decimal| {
            let mut amount = amount;
            amount.rescale(2);
            amount
        };
        Self {
            count: sums.documents,
            invoiced: cents(sums.invoiced),
            paid: cents(sums.paid),
            invoiced_before_tax: cents(sums.invoiced_net),
            paid_before_tax: cents(sums.paid_net),
        }
    }
}

/// Amounts by where the revenue comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BySource {
    /// Invoices and credit notes of the firm.
    pub audit: Amounts,
    /// Training invoices.
    pub formation: Amounts,
    /// Entries by hand.
    pub other: Amounts,
}

impl BySource {
    /// All together.
    #[must_use]
    pub fn total(&self) -> Amounts {
        self.audit + self.formation + self.other
    }
}

impl From<revenue::BySource> for BySource {
    fn from(sums: revenue::BySource) -> Self {
        Self { audit: sums.audit.into(), formation: sums.formation.into(), other: sums.other.into() }
    }
}

/// The revenue of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consolidated {
    /// Of an institution; absent for the firm.
    pub institution_id: Option<Uuid>,
    /// First day; absent where the period has no beginning.
    pub from: Option<NaiveDate>,
    /// Last day; absent where the period has no end.
    pub to: Option<NaiveDate>,
    /// The amounts.
    pub revenue: BySource,
}

/// The revenue of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// The amounts.
    pub revenue: BySource,
}

/// The revenue of a period, its first and last day included: of an institution that the viewer sees, or of the firm.
///
/// # Errors
/// As [`may_see_firm`] without an institution; [`Error::NotFound`] for one that is not there for the viewer; a period that
/// ends before it begins.
pub async fn consolidated(
    ctx: &Context,
    institution_id: Option<Uuid>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Consolidated> {
    let found = of_periods(ctx, institution_id, &[period(from, to)?]).await?;
    let revenue = found.first().map(|found| found.sums.into()).unwrap_or_default();
    Ok(Consolidated { institution_id, from, to, revenue })
}

/// The revenue of the last months (by default 12), the present one included, the oldest first: each is there, and begins
/// at midnight in France.
///
/// # Errors
/// As [`consolidated`]; other than 1 to [`MOST_MONTHS`] months.
pub async fn evolution(ctx: &Context, months: Option<i32>, institution_id: Option<Uuid>) -> Result<Vec<Month>> {
    let months = months.unwrap_or(MONTHS);
    if !(1..=MOST_MONTHS).contains(&months) {
        return Err(Error::BadInput(format!("`months` is a number from 1 to {MOST_MONTHS}, not {months}.").into()));
    }
    let periods = last_months(calendar::today(), months.unsigned_abs());
    let found = of_periods(ctx, institution_id, &periods).await?;
    Ok(found.into_iter().map(|found| Month { first: found.first, revenue: found.sums.into() }).collect())
}

/// The revenue in a period of each of these institutions that the viewer sees, in one statement.
///
/// # Errors
/// [`Error::Forbidden`] without the right; [`Error::Refused`] to an API token that does not reach it; a period that ends
/// before it begins.
pub async fn of_institutions(
    ctx: &Context,
    ids: Vec<Uuid>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<Consolidated>> {
    ctx.viewer.may_read(ENTITY, Permission::ViewInstitutionRevenue)?;
    let institutions =
        scope::institutions(&ctx.viewer).and(Condition::OneOf(column!(medical_institutions.id), Values::Ids(ids)));
    let period = period(from, to)?;
    let found = revenue::of_institutions(&mut *ctx.db().await?, &institutions, &[period]).await?;
    let of = |found: revenue::Revenue| Consolidated {
        institution_id: found.institution_id,
        from,
        to,
        revenue: found.sums.into(),
    };
    Ok(found.into_iter().map(of).collect())
}

/// Checks that the viewer may see the revenue of the whole firm, whatever institutions the viewer sees.
///
/// # Errors
/// [`Error::Forbidden`] without the right; [`Error::Refused`] to an API token that does not reach it.
pub fn may_see_firm(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInstitutionAnalytics)
}

/// Where training invoices come from, and how fresh they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mirror {
    /// There is a token of Digiforma, and the mirror is switched on.
    pub is_configured: bool,
    /// The end of the last reading.
    pub last_sync_at: Option<DateTime<Utc>>,
}

/// How fresh training invoices are.
///
/// # Errors
/// Those of the database.
pub async fn mirror(ctx: &Context) -> Result<Mirror> {
    let settings = connection::find(&mut *ctx.db().await?).await?;
    let is_configured = settings.values.is_enabled && connection::is_configured(&ctx.app, &settings);
    Ok(Mirror { is_configured, last_sync_at: settings.last_sync_date })
}

async fn of_periods(ctx: &Context, institution_id: Option<Uuid>, periods: &[Period]) -> Result<Vec<revenue::Revenue>> {
    let Some(id) = institution_id else {
        may_see_firm(&ctx.viewer)?;
        return Ok(revenue::of_firm(&mut *ctx.db().await?, periods).await?);
    };
    ctx.viewer.may_read(ENTITY, Permission::ViewInstitutionRevenue)?;
    let institution = Condition::All(vec![
        Condition::eq(column!(medical_institutions.id), Value::Id(id)),
        Condition::IsNull(column!(medical_institutions.deleted_at)),
        scope::institutions(&ctx.viewer),
    ]);
    let found = revenue::of_institutions(&mut *ctx.db().await?, &institution, periods).await?;
    // Each period has a row, whatever is in it, unless the institution has none.
    if found.is_empty() { Err(Error::NotFound("institution")) } else { Ok(found) }
}

/// Days that no document lies before or after.
const BEGINNING: Option<NaiveDate> = NaiveDate::from_ymd_opt(1, 1, 1);
const END: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

fn period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Period> {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Error::BadInput("The period ends before it begins.".into()));
    }
    let (beginning, end) = (BEGINNING.unwrap_or_default(), END.unwrap_or_default());
    let first = from.unwrap_or(beginning).clamp(beginning, end);
    let before = to.map_or(end, |day| day.succ_opt().unwrap_or(end)).clamp(beginning, end);
    Ok(Period { first, before })
}

/// So many months, the last of which the day lies in; the oldest first.
fn last_months(today: NaiveDate, months: u32) -> Vec<Period> {
    let this_month = today.with_day(1).unwrap_or(today);
    let month = |back: u32| {
        let first = this_month.checked_sub_months(Months::new(back))?;
        Some(Period { first, before: first.checked_add_months(Months::new(1))? })
    };
    (0..months).rev().filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_touch_each_other() {
        let months = last_months(day("2026-03-31"), 24);
        assert_eq!(months.len(), 24);
        assert_eq!(months[0], Period { first: day("2024-04-01"), before: day("2024-05-01") });
        assert_eq!(months[23], Period { first: day("2026-03-01"), before: day("2026-04-01") });
        assert!(months.windows(2).all(|two| two[0].before == two[1].first));
        assert_eq!(last_months(day("2026-01-01"), 1).len(), 1);
    }

    #[test]
    fn periods_are_open_where_no_day_is_said() {
        let of = |from: Option<&str>, to: Option<&str>| period(from.map(day), to.map(day)).unwrap();
        assert_eq!(of(Some("2026-01-01"), Some("2026-01-31")).before, day("2026-02-01"));
        assert_eq!(of(Some("2026-01-01"), Some("2026-01-01")).before, day("2026-01-02"));
        assert_eq!(of(None, None), Period { first: day("0001-01-01"), before: day("9999-12-31") });
        let far = period(Some(NaiveDate::MIN), Some(NaiveDate::MAX)).unwrap();
        assert_eq!(far, of(None, None));
        assert!(period(Some(day("2026-02-01")), Some(day("2026-01-31"))).is_err());
    }

    #[test]
    fn sources_add_up() {
        let of = |count, invoiced: i64, paid: i64| {
            Amounts::from(Sums { documents: count, invoiced: invoiced.into(), paid: paid.into(), ..Sums::default() })
        };
        let all = BySource { audit: of(2, 120, 20), formation: of(1, -12, 0), other: of(0, 0, 0) };
        let total = all.total();
        assert_eq!(
            (total.count, total.invoiced.to_string(), total.unpaid().to_string()),
            (3, "108.00".into(), "88.00".into())
        );
        assert_eq!(Amounts::from(Sums::default()).invoiced.to_string(), "0.00");
    }
}
