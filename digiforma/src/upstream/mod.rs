//! Digiforma's schema over any source of rows: over a fixture it is the stand-in, over mirror tables the firm's own
//! copy. It is built from the SDL, and answers queries alone.

mod build;
mod node;
mod preload;
mod request;
mod source;

use std::sync::Arc;

pub use async_graphql::dynamic::{Schema, SchemaError};
pub use source::{
    Answer, CompanyFilter, CustomerLink, Filter, ListRequest, PageRequest, Row, SessionFilter, Source, SourceError,
};

/// The schema over a source.
///
/// What a row does not hold is loaded by its id, a kind and level at a time; what the source does not have either is
/// null. Lists that no [`crate::record::Kind`] stands for (`modules`, `programCategories`, …) are empty.
///
/// # Errors
/// An SDL that is no schema, which is a defect of this program.
pub fn schema(source: Arc<dyn Source>) -> Result<Schema, SchemaError> {
    build::schema(source)
}
