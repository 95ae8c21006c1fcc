//! Payloads of mutations: the entity, or what was wrong with the input.

use async_graphql::{MaybeUndefined, SimpleObject};
use uuid::Uuid;

use super::rows::Row;
use crate::columns;
use crm::{Error, FieldError, Result, operations::write::Change};

/// Something wrong with an input.
#[derive(Debug, Clone, SimpleObject)]
pub struct UserError {
    /// Path inside the input, such as `address.city`; absent for the input as a whole.
    pub field: Option<String>,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// Machine name: `REQUIRED`, `TOO_LONG`, `INVALID_FORMAT`, `TAKEN`, `ILLEGAL_TRANSITION`, …
    pub code: String,
    /// The row that it is about, where it stands in a list of it.
    #[graphql(skip)]
    pub row: Option<Uuid>,
}

impl From<FieldError> for UserError {
    fn from(error: FieldError) -> Self {
        Self { field: error.field, message: error.message.into_owned(), code: error.code.to_owned(), row: None }
    }
}

impl Row for UserError {
    columns!(field, message, code);
}

/// Parts an operation's result: what it made, or what was wrong with the input.
///
/// # Errors
/// Everything that is not about the input.
pub fn outcome<T>(result: Result<T>) -> Result<(Option<T>, Vec<UserError>)> {
    match result {
        Ok(made) => Ok((Some(made), Vec::new())),
        Err(Error::Invalid(errors)) => Ok((None, errors.into_iter().map(UserError::from).collect())),
        Err(other) => Err(other),
    }
}

/// A field of a partial update: left out, cleared, or set.
pub fn change<T>(field: MaybeUndefined<T>) -> Change<T> {
    match field {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}

/// A payload of one entity and its user errors.
macro_rules! payload {
    ($Payload:ident, $field:ident: $Object:ty, $doc:literal) => {
        #[doc = concat!("Answer of a mutation on ", $doc, ".")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $Payload {
            #[doc = concat!("The ", $doc, " as it is now; absent when the input was wrong.")]
            pub $field: Option<$crate::rows::One<$Object>>,
            /// What was wrong with the input.
            pub user_errors: Vec<$crate::payload::UserError>,
        }

        impl $Payload {
            fn new<R>(result: crm::Result<R>) -> async_graphql::Result<Self>
            where
                $Object: From<R>,
            {
                let (made, user_errors) = $crate::payload::outcome(result)?;
                Ok(Self { $field: made.map(|row| <$Object>::from(row).into()), user_errors })
            }
        }
    };
}
pub(crate) use payload;
