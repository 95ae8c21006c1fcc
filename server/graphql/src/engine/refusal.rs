//! Why a document is not executed.

use async_graphql::{ErrorExtensionValues, Pos, ServerError};

use crate::errors::Code;

/// A request that is refused before anything is executed.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// What is wrong, each with its code.
    pub errors: Vec<ServerError>,
    /// A limit was passed: the request is answered 4xx in every media type.
    pub limit: bool,
}

impl Refusal {
    /// One error.
    pub fn new(code: Code, message: impl Into<String>, pos: Option<Pos>) -> Self {
        let mut error = ServerError::new(message, pos);
        error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", code.name());
        Self { errors: vec![error], limit: code == Code::QueryTooComplex }
    }

    /// Several errors of one kind.
    #[must_use]
    pub fn all(code: Code, mut errors: Vec<ServerError>) -> Self {
        for error in &mut errors {
            error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", code.name());
        }
        Self { errors, limit: false }
    }

    pub(super) fn too_long(limit: usize, bytes: usize) -> Self {
        Self::new(
            Code::QueryTooComplex,
            format!("The document has {bytes} bytes; at most {limit} are accepted. Send values as variables."),
            None,
        )
    }

    pub(super) fn nested(limit: usize) -> Self {
        Self::new(Code::QueryTooComplex, format!("The document nests brackets deeper than {limit} levels."), None)
    }

    pub(super) fn too_large(limit: usize, pos: Pos) -> Self {
        Self::new(
            Code::QueryTooComplex,
            format!("The operation selects more than {limit} fields when its fragments are written out."),
            Some(pos),
        )
    }

    pub(super) fn too_deep(limit: usize, pos: Pos) -> Self {
        Self::new(
            Code::QueryTooComplex,
            format!("Fields are nested deeper than {limit} levels. Ask for the deeper objects by their ids."),
            Some(pos),
        )
    }

    pub(super) fn introspection_too_deep(pos: Pos) -> Self {
        Self::new(
            Code::QueryTooComplex,
            "The introspection follows lists of types too deep. The whole schema stands at /schema.graphql.",
            Some(pos),
        )
    }

    pub(super) fn too_many_aliases(field: &str, limit: usize, pos: Pos) -> Self {
        Self::new(
            Code::QueryTooComplex,
            format!("The field `{field}` is used under more than {limit} aliases. Use a filter or several requests."),
            Some(pos),
        )
    }

    pub(super) fn too_costly(requested: usize, limit: usize) -> Self {
        Self::new(
            Code::QueryTooComplex,
            format!(
                "The operation may return {requested} objects; at most {limit} are allowed. Ask for smaller pages."
            ),
            None,
        )
    }

    pub(super) fn circular_fragment(name: &str, pos: Pos) -> Self {
        Self::new(Code::GraphqlValidationFailed, format!("The fragment `{name}` contains itself."), Some(pos))
    }

    pub(super) fn null_character(pos: Pos) -> Self {
        Self::new(Code::BadUserInput, "A text holds a null character, which cannot be stored.", Some(pos))
    }
}
