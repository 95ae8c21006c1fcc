//! Sending a form: the same content sent twice carries the same key, so that it is done once.

use std::cell::RefCell;

use graphql_client::GraphQLQuery;
use uuid::Uuid;

use super::client::send_with_key;
use super::error::ApiError;

/// The last content that was sent, and its key.
#[derive(Debug, Default)]
pub struct Submission {
    last: RefCell<Option<(String, String)>>,
}

impl Submission {
    /// Sends `variables`; a repetition of the same content gets the answer of the first.
    ///
    /// # Errors
    /// As [`super::send`].
    pub async fn send<Q: GraphQLQuery>(&self, variables: Q::Variables) -> Result<Q::ResponseData, ApiError> {
        let content = serde_json::to_string(&variables).unwrap_or_default();
        let key = self.key(content);
        let answer = send_with_key::<Q>(variables, key).await;
        if answer.is_ok() {
            self.last.replace(None);
        }
        answer
    }

    fn key(&self, content: String) -> String {
        let mut last = self.last.borrow_mut();
        match &*last {
            Some((sent, key)) if *sent == content => key.clone(),
            _ => {
                let key = Uuid::new_v4().to_string();
                *last = Some((content, key.clone()));
                key
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repetition_keeps_its_key_and_a_change_gets_a_new_one() {
        let submission = Submission::default();
        let first = submission.key("a".into());
        assert_eq!(submission.key("a".into()), first);
        assert_ne!(submission.key("b".into()), first);
    }
}
