//! Generates accounts.

use chrono::NaiveDate;

use super::Fixture;

/// An establishment that the firm knows; some companies of a generated account are such, more or less recognisably.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEstablishment {
    /// Name.
    pub name: String,
    /// Town.
    pub city: String,
    /// Post code.
    pub zip_code: String,
    /// 14 digits.
    pub siret: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// Address for mails of one of its contacts.
    pub email: Option<String>,
}

/// How large an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Companies.
    pub companies: usize,
    /// Trainees.
    pub trainees: usize,
    /// Training sessions.
    pub sessions: usize,
    /// Deals, each with a quotation more or less.
    pub customers: usize,
    /// Invoices, drafts and credit notes among them.
    pub invoices: usize,
}
