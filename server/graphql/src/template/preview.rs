//! Trying templates, and what they can say.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use documents::TemplateProblem as Mistake;
use domain::billing::TemplateType;

use crate::{
    Id, context,
    payload::{UserError, outcome},
};
use crm::operations::template::{self, Trial, Tried};

/// A source to try on an invented document.
#[derive(Debug, Clone, InputObject)]
pub struct PreviewInvoiceTemplateInput {
    /// The template whose logo, colours and texts the document bears; by default it bears none.
    pub id: Option<Id>,
    /// What the source is for.
    #[graphql(name = "type")]
    pub kind: TemplateType,
    /// In Typst, at most 200 000 characters; without one, the program's own.
    pub source: Option<String>,
}

/// Answer of `previewInvoiceTemplate`.
#[derive(Debug, SimpleObject)]
pub struct PreviewInvoiceTemplatePayload {
    /// The document, a PDF in base64; absent when there are problems.
    pdf: Option<String>,
    /// Mistakes of the source.
    problems: Vec<TemplateProblem>,
    /// What was wrong with the input.
    user_errors: Vec<UserError>,
}

/// A mistake of a source.
#[derive(Debug, SimpleObject)]
pub struct TemplateProblem {
    /// Line, from 1; absent when the mistake is at no place of the source.
    line: Option<u32>,
    /// Column in characters, from 1.
    column: Option<u32>,
    /// What is wrong.
    message: String,
}

impl From<Mistake> for TemplateProblem {
    fn from(mistake: Mistake) -> Self {
        let place = |number: u32| (number > 0).then_some(number);
        Self { line: place(mistake.line), column: place(mistake.column), message: mistake.message }
    }
}

/// Something that sources can print.
#[derive(Debug, SimpleObject)]
pub struct TemplateVariable {
    /// Its path, `[]` after what is a list: `doc.lines[].name`.
    path: &'static str,
    /// What it holds, in French.
    description: &'static str,
}

/// Root fields for those who write templates.
#[derive(Default)]
pub struct TemplateSourceQuery;

#[Object]
impl TemplateSourceQuery {
    /// What the sources of templates can print, in the order of the dictionary.
    async fn template_variables(&self, ctx: &Context<'_>) -> Result<Vec<TemplateVariable>> {
        template::may_read(&context(ctx)?.viewer)?;
        let variables = documents::variables().iter();
        Ok(variables.map(|one| TemplateVariable { path: one.path, description: one.description }).collect())
    }

    /// The source of the program's own template, to begin with.
    async fn built_in_template_source(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "type")] kind: TemplateType,
    ) -> Result<&'static str> {
        template::may_read(&context(ctx)?.viewer)?;
        Ok(template::built_in_source(kind))
    }
}

/// Mutations that change nothing.
#[derive(Default)]
pub struct TemplatePreviewMutation;

#[Object]
impl TemplatePreviewMutation {
    /// Makes an invented document by a source, marked as a draft; for those who write templates. Keeps nothing.
    async fn preview_invoice_template(
        &self,
        ctx: &Context<'_>,
        input: PreviewInvoiceTemplateInput,
    ) -> Result<PreviewInvoiceTemplatePayload> {
        let trial = Trial { kind: input.kind, source: input.source, id: input.id.map(Into::into) };
        let (tried, user_errors) = outcome(template::preview(context(ctx)?, trial).await)?;
        let (pdf, problems) = match tried {
            None => (None, Vec::new()),
            Some(Tried::Document(pdf)) => (Some(STANDARD.encode(pdf)), Vec::new()),
            Some(Tried::Mistakes(mistakes)) => (None, mistakes.into_iter().map(TemplateProblem::from).collect()),
        };
        Ok(PreviewInvoiceTemplatePayload { pdf, problems, user_errors })
    }
}
