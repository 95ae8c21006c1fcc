//! Rendering between two attempts of a transaction, so that no lock is held meanwhile.
//!
//! A transaction that needs a document asks for the bytes of exactly that one. Where they are not there, it is rolled
//! back, the document is rendered, and the transaction is tried again; it goes through when it asks for the same
//! document. So what was rendered is what is committed, whatever others did in between.

use documents::RenderRequest;

use super::{Paper, problem};
use crate::{App, Error, Result};

/// Documents of one operation, at most: the first one, and others because somebody changed something meanwhile.
const MOST: usize = 5;

/// Documents that were rendered for an operation.
#[derive(Debug, Default)]
pub(in crate::operations) struct Rendered(Vec<(RenderRequest, Vec<u8>)>);

/// Why an attempt of a transaction ended.
#[derive(Debug)]
pub(in crate::operations) enum Stop {
    /// It failed.
    Failed(Error),
    /// It needs this document.
    Render(Box<RenderRequest>),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<diesel::result::Error> for Stop {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Rendered {
    /// The bytes of a document.
    ///
    /// # Errors
    /// [`Stop::Render`] when it has to be rendered first.
    pub(in crate::operations) fn bytes(&self, paper: &Paper) -> Result<&[u8], Stop> {
        let found = self.0.iter().find(|(request, _)| *request == paper.request);
        found.map(|(_, bytes)| bytes.as_slice()).ok_or_else(|| Stop::Render(Box::new(paper.request.clone())))
    }

    /// Renders what an attempt was stopped for, so that the next one finds it.
    ///
    /// # Errors
    /// The attempt failed, or the document cannot be made.
    pub(in crate::operations) async fn prepare(&mut self, app: &App, stop: Stop) -> Result<()> {
        let request = match stop {
            Stop::Failed(error) => return Err(error),
            Stop::Render(request) => *request,
        };
        if self.0.len() >= MOST {
            let message = "What the document says was changed again and again meanwhile. Try again.";
            return Err(Error::Conflict(message.into()));
        }
        let bytes = app.renderer.render(&request).await.map_err(problem::error)?;
        self.0.push((request, bytes));
        Ok(())
    }
}
