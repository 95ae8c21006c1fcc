//! A document with all that can be known of it before a request comes, and the cache of them.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use async_graphql::{
    Positioned,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
    },
};
use lru::LruCache;

use super::{
    cost::Cost,
    nesting::nesting,
    refusal::Refusal,
    survey::{Facts, survey},
};
use crate::errors::Code;
use crm::config::GraphqlLimits;

/// Brackets inside one another: more than any query that passes the other limits, little for the stack.
const NESTING: usize = 60;

/// A parsed document whose operations keep the limits that can be told without the schema.
pub(super) struct Document {
    pub(super) parsed: ExecutableDocument,
    operations: Vec<(Option<String>, Operation)>,
}

/// An operation of a document.
pub(super) struct Operation {
    pub(super) facts: Facts,
    /// Worked out when the document has passed validation.
    pub(super) cost: OnceLock<Cost>,
}

impl Document {
    /// Parses a text.
    pub(super) fn parse(text: &str, limits: &GraphqlLimits) -> Result<Self, Refusal> {
        if text.len() > limits.document_bytes {
            return Err(Refusal::too_long(limits.document_bytes, text.len()));
        }
        if nesting(text) > NESTING {
            return Err(Refusal::nested(NESTING));
        }
        let parsed = parse_query(text).map_err(|error| Refusal::all(Code::GraphqlParseFailed, vec![error.into()]))?;
        let operations = parsed.operations.iter().map(|(name, operation)| {
            let facts = survey(&parsed, operation, limits)?;
            Ok((name.map(ToString::to_string), Operation { facts, cost: OnceLock::new() }))
        });
        let operations = operations.collect::<Result<_, Refusal>>()?;
        Ok(Self { parsed, operations })
    }

    /// The operation that a request means.
    pub(super) fn operation(
        &self,
        name: Option<&str>,
    ) -> Result<(&Operation, &Positioned<OperationDefinition>), Refusal> {
        let known = match name {
            Some(_) => self.operations.iter().find(|(known, _)| known.as_deref() == name),
            None if self.operations.len() == 1 => self.operations.first(),
            None => {
                return Err(Refusal::new(
                    Code::BadUserInput,
                    "The document holds several operations: name one in `operationName`.",
                    None,
                ));
            }
        };
        let definition = |known: &Option<String>| match &self.parsed.operations {
            DocumentOperations::Single(operation) => Some(operation),
            DocumentOperations::Multiple(operations) => operations.get(known.as_deref()?),
        };
        known.and_then(|(known, operation)| Some((operation, definition(known)?))).ok_or_else(|| {
            let message = format!("The document has no operation named \"{}\".", name.unwrap_or_default());
            Refusal::new(Code::BadUserInput, message, None)
        })
    }

    /// Is there a mutation or a subscription that this request would run?
    pub(super) fn kind(&self, name: Option<&str>) -> Option<OperationType> {
        self.operation(name).ok().map(|(operation, _)| operation.facts.kind)
    }
}

/// Documents that passed validation, by their text; the least recently used go first.
pub(super) struct Documents(Mutex<Kept>);

struct Kept {
    documents: LruCache<Arc<str>, Arc<Document>>,
    bytes: usize,
}

/// Number of documents that are kept.
const DOCUMENTS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(999);
/// Bytes of text that are kept; a parsed document takes some ten times its text.
const BYTES: usize = 1 << 20;

impl Documents {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Kept { documents: LruCache::new(DOCUMENTS), bytes: 0 }))
    }

    pub(super) fn get(&self, text: &str) -> Option<Arc<Document>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).documents.get(text).cloned()
    }

    pub(super) fn keep(&self, text: &str, document: &Arc<Document>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((old, _)) = kept.documents.push(text.into(), Arc::clone(document)) {
            kept.bytes -= old.len();
        }
        kept.bytes += text.len();
        while kept.bytes > BYTES {
            let Some((old, _)) = kept.documents.pop_lru() else { break };
            kept.bytes -= old.len();
        }
    }
}
