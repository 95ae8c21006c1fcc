//! What goes to the process that renders, and what comes back.
//!
//! Each message is its length in four bytes (big-endian) and as many bytes. A request is JSON. An answer is one byte,
//! `1` before a PDF or `0` before a [`RenderProblem`] as JSON.

use serde::{Deserialize, Serialize};

use crate::Document;

/// The longest message in bytes: what is longer is refused on both sides.
pub const MAX_MESSAGE: usize = 64 << 20;

/// A document to render.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderRequest {
    /// What it says.
    pub document: Document,
    /// The Typst source of the template; absent: the built-in one of the document's kind.
    #[serde(default)]
    pub template: Option<String>,
}

impl RenderRequest {
    /// With the built-in template.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self { document, template: None }
    }

    /// As the body of a message.
    ///
    /// # Errors
    /// [`RenderProblem::Unavailable`], which no document causes.
    pub fn encode(&self) -> Result<Vec<u8>, RenderProblem> {
        serde_json::to_vec(self).map_err(|error| RenderProblem::Unavailable(error.to_string()))
    }

    /// From the body of a message.
    ///
    /// # Errors
    /// [`RenderProblem::Unavailable`] when it is no request.
    pub fn decode(body: &[u8]) -> Result<Self, RenderProblem> {
        serde_json::from_slice(body).map_err(|error| RenderProblem::Unavailable(error.to_string()))
    }
}

/// The bytes of a PDF, or why there are none.
pub type RenderAnswer = Result<Vec<u8>, RenderProblem>;

/// An answer as the body of a message.
#[must_use]
pub fn encode_answer(answer: &RenderAnswer) -> Vec<u8> {
    let (tag, body) = match answer {
        Ok(pdf) => (1, pdf.clone()),
        Err(problem) => (0, serde_json::to_vec(problem).unwrap_or_default()),
    };
    let mut message = Vec::with_capacity(body.len() + 1);
    message.push(tag);
    message.extend(body);
    message
}

/// An answer from the body of a message.
///
/// # Errors
/// The problem that was answered; [`RenderProblem::Unavailable`] when it is no answer.
pub fn decode_answer(body: &[u8]) -> RenderAnswer {
    match body.split_first() {
        Some((1, pdf)) => Ok(pdf.to_vec()),
        Some((0, problem)) => Err(serde_json::from_slice(problem)
            .unwrap_or_else(|error| RenderProblem::Unavailable(format!("the answer cannot be read: {error}")))),
        _ => Err(RenderProblem::Unavailable("the answer is empty".to_owned())),
    }
}

/// Why a document was not rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenderProblem {
    /// The template is wrong, at these places.
    #[error("the template is wrong: {}", join(.0))]
    Template(Vec<TemplateProblem>),
    /// The document would break rules of electronic invoicing (EN 16931, BR-FR).
    #[error("the document breaks rules of electronic invoicing: {}", join(.0))]
    Invalid(Vec<BrokenRule>),
    /// The template did not come to an end in time.
    #[error("the document takes too long to render")]
    TooSlow,
    /// The template took more memory than is allowed, or made too large a file.
    #[error("the document takes too much memory to render")]
    TooLarge,
    /// The process that renders cannot be had; the cause is for the log.
    #[error("documents cannot be rendered at the moment: {0}")]
    Unavailable(String),
}

/// A mistake in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateProblem {
    /// Line, from 1; 0 when it is nowhere in the template.
    pub line: u32,
    /// Column in characters, from 1; 0 when it is nowhere in the template.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            line => write!(f, "line {line}, column {}: {}", self.column, self.message),
        }
    }
}

/// A rule that a document would break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenRule {
    /// Its name: `BR-CO-15`, `BR-FR-11`.
    pub rule: String,
    /// Where in the invoice: `BT-47`.
    pub place: String,
    /// What it asks.
    pub message: String,
}

impl std::fmt::Display for BrokenRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.place, self.message)
    }
}

fn join(items: &[impl std::fmt::Display]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
