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
        #[graphql(schema_path = "graphql/schema.graphql", query_path = $path, skip_serializing_none)]
        #[expect(dead_code, reason = "stands for its document, and is never a value")]
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

#[cfg(test)]
mod tests {
    use super::*;
    use graphql_parser::query::{Definition, OperationDefinition, parse_query};
    use std::path::Path;

    #[test]
    fn only_queries_are_sent() {
        let files = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("graphql")).unwrap();
        let mut texts: Vec<String> = shipped().iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(texts.len(), 9);
        for file in files.map(|file| file.unwrap().path()) {
            if !file.ends_with("schema.graphql") {
                texts.push(std::fs::read_to_string(file).unwrap());
            }
        }
        texts.push(crate::schema::INTROSPECTION.to_owned());
        assert_eq!(texts.len(), 9 + 9 + 1, "a file that is not shipped, or the other way round");
        for text in texts {
            for definition in parse_query::<String>(&text).unwrap().definitions {
                let reads = matches!(
                    definition,
                    Definition::Fragment(_)
                        | Definition::Operation(OperationDefinition::Query(_) | OperationDefinition::SelectionSet(_))
                );
                assert!(reads, "{text}");
            }
        }
    }

    #[test]
    fn no_source_holds_a_document_that_writes() {
        fn look(folder: &Path) {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    look(&entry);
                    continue;
                }
                let text = std::fs::read_to_string(&entry).unwrap();
                let written = ["mutation {", "mutation(", "mutation ("].iter().any(|start| {
                    text.lines().filter(|line| !line.contains("iter().any")).any(|line| line.contains(start))
                });
                assert!(!written, "{}", entry.display());
            }
        }
        look(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    }

    #[test]
    fn variables_have_the_attested_form() {
        let moment = "2026-03-01T12:30:00.250Z".parse().unwrap();
        let expected = serde_json::json!({
            "page": 0, "size": 100, "dateFilters": { "updatedAfter": "2026-03-01T12:30:00.250" }
        });
        assert_eq!(variables(Kind::Invoice, 0, 100, Some(moment)), expected);
        assert_eq!(variables(Kind::Invoice, 3, 20, None), serde_json::json!({ "page": 3, "size": 20 }));
        assert_eq!(variables(Kind::Quotation, 3, 20, Some(moment)), serde_json::json!({ "page": 3, "size": 20 }));
    }
}
