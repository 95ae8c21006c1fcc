//! When an invoice falls due (code de commerce L441-10, code de la commande publique R2192-10 and R2192-11).

use chrono::{Datelike as _, Days, NaiveDate};

wire_enum! {
    /// Payment terms, counted from the date of issue.
    pub enum PaymentTerms {
        /// 30 days.
        #[serde(rename = "DAYS_30")]
        #[cfg_attr(feature = "server", graphql(name = "DAYS_30"))]
        Days30 = "days_30",
        /// 45 days.
        #[serde(rename = "DAYS_45")]
        #[cfg_attr(feature = "server", graphql(name = "DAYS_45"))]
        Days45 = "days_45",
        /// 60 days, the most that parties may agree on.
        #[serde(rename = "DAYS_60")]
        #[cfg_attr(feature = "server", graphql(name = "DAYS_60"))]
        Days60 = "days_60",
        /// 45 days, then to the end of that month.
        #[serde(rename = "END_OF_MONTH_45")]
        #[cfg_attr(feature = "server", graphql(name = "END_OF_MONTH_45"))]
        EndOfMonth45 = "end_of_month_45",
        /// 50 days: public hospitals.
        #[serde(rename = "PUBLIC_HOSPITAL_50")]
        #[cfg_attr(feature = "server", graphql(name = "PUBLIC_HOSPITAL_50"))]
        PublicHospital50 = "public_hospital_50",
        /// At once.
        OnReceipt = "on_receipt",
    }
}

impl PaymentTerms {
    /// The terms of a buyer for whom nothing else was agreed: the law's for a public body, else the firm's own.
    #[must_use]
    pub const fn default_for(is_public_body: bool, firm: Self) -> Self {
        if is_public_body { Self::PublicHospital50 } else { firm }
    }

    /// The last day to pay without being late.
    #[must_use]
    pub fn due_date(self, issue_date: NaiveDate) -> NaiveDate {
        match self {
            Self::Days30 => after(issue_date, 30),
            Self::Days45 => after(issue_date, 45),
            Self::Days60 => after(issue_date, 60),
            Self::EndOfMonth45 => end_of_month(after(issue_date, 45)),
            Self::PublicHospital50 => after(issue_date, 50),
            Self::OnReceipt => issue_date,
        }
    }

    /// The latest due date that the law lets parties agree on: 60 days, or 45 days and the end of that month.
    #[must_use]
    pub fn latest_due_date(issue_date: NaiveDate) -> NaiveDate {
        Self::Days60.due_date(issue_date).max(Self::EndOfMonth45.due_date(issue_date))
    }
}

impl Default for PaymentTerms {
    /// The law's, where nothing was agreed.
    fn default() -> Self {
        Self::Days30
    }
}

/// Stops at the end of time instead of failing.
fn after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

fn end_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(u32::from(date.num_days_in_month())).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn by_hand() {
        for (terms, issued, due) in [
            (PaymentTerms::Days30, "2026-11-22", "2026-12-22"),
            (PaymentTerms::Days30, "2027-01-31", "2027-03-02"),
            (PaymentTerms::Days45, "2026-11-22", "2027-01-06"),
            (PaymentTerms::Days60, "2028-01-01", "2028-03-01"),
            (PaymentTerms::EndOfMonth45, "2026-11-22", "2027-01-31"),
            (PaymentTerms::EndOfMonth45, "2027-01-14", "2027-02-28"),
            (PaymentTerms::EndOfMonth45, "2028-01-15", "2028-02-29"),
            (PaymentTerms::PublicHospital50, "2026-11-23", "2027-01-12"),
            (PaymentTerms::OnReceipt, "2026-11-22", "2026-11-22"),
        ] {
            assert_eq!(terms.due_date(date(issued)), date(due), "{terms} from {issued}");
        }
        assert_eq!(PaymentTerms::latest_due_date(date("2027-01-17")), date("2027-03-31"));
        assert_eq!(PaymentTerms::latest_due_date(date("2027-01-14")), date("2027-03-15"));
    }

    #[test]
    fn defaults() {
        assert_eq!(PaymentTerms::default_for(true, PaymentTerms::Days45), PaymentTerms::PublicHospital50);
        assert_eq!(PaymentTerms::default_for(false, PaymentTerms::Days45), PaymentTerms::Days45);
    }

    #[test]
    fn the_end_of_time() {
        for terms in PaymentTerms::ALL {
            assert_eq!(terms.due_date(NaiveDate::MAX), NaiveDate::MAX);
        }
    }

    proptest! {
        #[test]
        fn due_dates_are_legal_and_never_before_the_issue(days in 0i32..400_000, terms in prop::sample::select(PaymentTerms::ALL)) {
            let issued = NaiveDate::from_num_days_from_ce_opt(730_000 + days).unwrap();
            let due = terms.due_date(issued);
            prop_assert!(issued <= due && due <= PaymentTerms::latest_due_date(issued));
        }
    }
}
