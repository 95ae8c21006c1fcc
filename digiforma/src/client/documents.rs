//! The documents that are sent: queries alone, checked against the SDL when the program is compiled.
//!
//! One field that an account does not have fails its whole document. So a document is sent without the fields that
//! the account's schema lacks; if the schema cannot be read, without those that not every account has.

use chrono::{DateTime, Utc};
use graphql_client::GraphQLQuery;
use serde_json::Value;

use crate::record::Kind;

type Date = String;
type NaiveDateTime = String;
type Time = String;

/// Fields that were seen at few accounts, or lately.
const OPTIONAL: [&str; 8] = [
    "Company.legalName",
    "Company.eInvoicingAddress",
    "Company.draft",
    "Company.group",
    "Contact.birthdate",
    "Customer.accountManager",
    "QuotationItem.forceTotal",
    "QuotationItem.forcedTotal",
];

/// A document that reads a list.
pub(super) struct Document {
    pub(super) text: &'static str,
    variables: fn(i64, i64, Option<String>) -> serde_json::Result<Value>,
}

macro_rules! document {
    ($name:ident, $path:tt) => {
        #[derive(GraphQLQuery)]
        #[graphql(
            schema_path = "graphql/schema.graphql",
            query_path = $path,
            response_derives = "Debug",
            skip_serializing_none
        )]
        struct $name;
    };
}

macro_rules! list {
    ($name:ident, $module:ident, $constant:ident, $path:tt) => {
        document!($name, $path);

        const $constant: Document = Document {
            text: $module::QUERY,
            variables: |page, size, updated_after| {
                let date_filters =
                    updated_after.map(|updated_after| $module::DateFilter { updated_after: Some(updated_after) });
                serde_json::to_value($module::Variables { page, size, date_filters })
            },
        };
    };
}

document!(Account, "graphql/account.graphql");
document!(Quotations, "graphql/quotations.graphql");
list!(Companies, companies, COMPANIES, "graphql/companies.graphql");
list!(Trainees, trainees, TRAINEES, "graphql/trainees.graphql");
list!(Customers, customers, CUSTOMERS, "graphql/customers.graphql");
list!(Invoices, invoices, INVOICES, "graphql/invoices.graphql");
list!(TrainingSessions, training_sessions, TRAINING_SESSIONS, "graphql/training_sessions.graphql");
list!(Programs, programs, PROGRAMS, "graphql/programs.graphql");
list!(FundingAgencies, funding_agencies, FUNDING_AGENCIES, "graphql/funding_agencies.graphql");

const QUOTATIONS: Document = Document {
    text: quotations::QUERY,
    variables: |page, size, _| serde_json::to_value(quotations::Variables { page, size }),
};

/// The document of a list. Kinds that no reader exists for have the companies'.
pub(super) fn of(kind: Kind) -> Document {
    match kind {
        Kind::Company | Kind::Instructor | Kind::Manager | Kind::Room => COMPANIES,
        Kind::Trainee => TRAINEES,
        Kind::Customer => CUSTOMERS,
        Kind::Quotation => QUOTATIONS,
        Kind::Invoice => INVOICES,
        Kind::TrainingSession => TRAINING_SESSIONS,
        Kind::Program => PROGRAMS,
        Kind::FundingAgency => FUNDING_AGENCIES,
    }
}

/// The document that tries a connection.
pub(super) fn account() -> &'static str {
    account::QUERY
}

/// All documents that are ever sent, but the one that asks for the schema.
pub(crate) fn shipped() -> [&'static str; 9] {
    [
        account::QUERY,
        companies::QUERY,
        trainees::QUERY,
        customers::QUERY,
        quotations::QUERY,
        invoices::QUERY,
        training_sessions::QUERY,
        programs::QUERY,
        funding_agencies::QUERY,
    ]
}

/// Variables of a page.
pub(super) fn variables(kind: Kind, page: usize, size: usize, updated_after: Option<DateTime<Utc>>) -> Value {
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let moment = updated_after.map(|moment| moment.format("%Y-%m-%dT%H:%M:%S%.3f").to_string());
    (of(kind).variables)(whole(page), whole(size), moment).unwrap_or_default()
}

/// Whether an account is expected to lack a field at times.
pub(crate) fn is_optional(path: &str) -> bool {
    OPTIONAL.contains(&path)
}
