//! Where the rows come from that the schema serves.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::record::Kind;

/// A row as the upstream sends it (`raw` of the records): an object whose keys are the schema's fields. References
/// are objects with an `id` (and `__typename` where the schema has a union); what they lack is loaded by that id.
pub type Row = Arc<Value>;

/// Why a source has no rows; the sentence is shown to the caller of the schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SourceError(pub String);

/// What a source answers.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, SourceError>>;

/// Rows, from a fixture or from mirror tables. The schema asks in batches: a list costs one call, and each level
/// below it one call per kind of row, however many rows there are.
pub trait Source: Send + Sync + 'static {
    /// A page of a list, sorted as [`Kind::order`] says.
    fn list(&self, request: ListRequest) -> Answer<'_, Vec<Row>>;

    /// The rows with these ids, in any order, each once; ids that do not exist are left out.
    fn by_ids(&self, kind: Kind, ids: Vec<String>) -> Answer<'_, Vec<Row>>;

    /// Deals that name one of the ids in `link`, as (id of the list, deal), deals by id ascending. A deal that names
    /// several of them comes once for each.
    fn customers_of(&self, link: CustomerLink, ids: Vec<String>) -> Answer<'_, Vec<(String, Row)>>;
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRequest {
    /// The list.
    pub kind: Kind,
    /// Only rows that are like this.
    pub filter: Filter,
    /// Only rows changed after this moment; rows that do not say when they were changed are kept.
    pub updated_after: Option<DateTime<Utc>>,
    /// `None`: all rows.
    pub page: Option<PageRequest>,
}

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// From 0.
    pub number: usize,
    /// Rows in a page.
    pub size: usize,
}

/// Conditions on a list. Texts are equal as they stand, but for the case of letters; several conditions hold all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Filter {
    /// All rows.
    #[default]
    None,
    /// `CompanyFilter`.
    Company(CompanyFilter),
    /// `TraineeFilter`.
    Trainee {
        /// `email`.
        email: Option<String>,
    },
    /// `ProgramFilter`.
    Program {
        /// Only programs that are no copy (no `parentId`, no `parent`).
        root_level_only: bool,
    },
    /// `TrainingSessionFilters`.
    TrainingSession(SessionFilter),
}

/// Conditions on companies, by the row's field of the same name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyFilter {
    /// `accountingNumber`.
    pub accounting_number: Option<String>,
    /// `code`.
    pub code: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `group`.
    pub group: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// `siret`.
    pub siret: Option<String>,
}

/// Conditions on training sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionFilter {
    /// `startDate` is this day or later.
    pub started_after: Option<NaiveDate>,
    /// `startDate` is this day or earlier.
    pub started_before: Option<NaiveDate>,
    /// `endDate` is this day or later.
    pub ended_after: Option<NaiveDate>,
    /// In lower case, as rows have it (`finished`).
    pub pipeline_state: Option<String>,
}

/// By what deals are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CustomerLink {
    /// `trainingSession.id`.
    TrainingSession,
    /// `customerTrainees.trainee.id`.
    Trainee,
    /// `customerFundings.fundingAgency.id`.
    FundingAgency,
}
