//! Templates of documents.

mod filter;
mod mutations;
mod object;
mod order;
mod preview;
mod query;
mod version;

pub use filter::InvoiceTemplateFilter;
pub use mutations::InvoiceTemplateMutation;
pub use object::{InvoiceTemplate, templates_by_id};
pub use order::InvoiceTemplateOrder;
pub use preview::{TemplatePreviewMutation, TemplateSourceQuery};
pub use query::InvoiceTemplateQuery;
pub use version::TemplateVersion;
