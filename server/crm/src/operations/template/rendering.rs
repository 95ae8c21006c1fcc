//! Trying templates on invented documents: before a source is kept, and for those who write one.

use db::rows::{Template, TemplateValues};
use documents::{Appearance, Kind, RenderProblem, RenderRequest, TemplateProblem, sample};
use domain::{
    Permission,
    billing::{DocumentType, TemplateType},
};
use uuid::Uuid;

use super::{ENTITY, read, values::LONGEST_SOURCE};
use crate::{
    Context, Error, FieldError, Result,
    operations::{document::look, logo, validate::Checks},
};

/// What to try.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What the template is for.
    pub kind: TemplateType,
    /// In Typst; without one, the program's own.
    pub source: Option<String>,
    /// The template whose logo, colours and texts the document bears.
    pub id: Option<Uuid>,
}

/// What came of a trial: a document, or mistakes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The bytes of a PDF.
    Document(Vec<u8>),
    /// Mistakes.
    Mistakes(Vec<TemplateProblem>),
}

impl Tried {
    /// The bytes of the document.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `source` when there are mistakes.
    pub fn document(self) -> Result<Vec<u8>> {
        match self {
            Self::Document(pdf) => Ok(pdf),
            Self::Mistakes(mistakes) => Err(refusal(RenderProblem::Template(mistakes))),
        }
    }
}

/// The document of a kind that a type of templates makes first.
fn first_kind(kind: TemplateType) -> Kind {
    kinds(kind).next().unwrap_or(Kind::Quote)
}

/// The kinds of documents that a type of templates makes.
fn kinds(kind: TemplateType) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(move |made| {
        kind.serves(match made {
            Kind::Quote => DocumentType::QuotePdf,
            Kind::Order => DocumentType::OrderPdf,
            Kind::Invoice | Kind::Deposit => DocumentType::InvoicePdf,
            Kind::CreditNote => DocumentType::CreditNotePdf,
            Kind::Reminder => DocumentType::ReminderPdf,
        })
    })
}

/// The program's own source for a type, where people begin who write their own.
#[must_use]
pub fn built_in_source(kind: TemplateType) -> &'static str {
    documents::template_source(first_kind(kind))
}

/// Renders an invented document, marked as a draft, for those who write templates.
///
/// # Errors
/// No right, unknown, a source that is too long, takes too long or too much memory; [`Error::NoDocuments`].
pub async fn preview(ctx: &Context, trial: Trial) -> Result<Tried> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    let mut checks = Checks::default();
    checks.optional("source", trial.source.as_deref(), LONGEST_SOURCE);
    checks.finish()?;
    let source = trial.source.filter(|source| !source.trim().is_empty());
    let appearance = match trial.id {
        None => Appearance::default(),
        Some(id) => appearance(ctx, read::find(&mut *ctx.db().await?, id).await?.values).await?,
    };
    tried(ctx, first_kind(trial.kind), source, appearance).await
}

/// Renders an invented document, marked as a draft, by a template that is there.
///
/// # Errors
/// As [`preview`]; whoever may look at templates may.
pub async fn preview_of(ctx: &Context, row: Template) -> Result<Tried> {
    read::may_read(&ctx.viewer)?;
    let (kind, source) = (first_kind(row.values.kind), row.values.source.clone());
    let appearance = appearance(ctx, row.values).await?;
    tried(ctx, kind, source, appearance).await
}

async fn tried(ctx: &Context, kind: Kind, source: Option<String>, appearance: Appearance) -> Result<Tried> {
    let mut document = sample(kind);
    document.is_draft = true;
    document.appearance = appearance;
    match ctx.app.renderer.render(&RenderRequest { document, template: source }).await {
        Ok(pdf) => Ok(Tried::Document(pdf)),
        Err(RenderProblem::Template(mistakes)) => Ok(Tried::Mistakes(mistakes)),
        Err(problem) => Err(refusal(problem)),
    }
}

/// Checks that a source makes every kind of document that its type is for. Takes as long as they take to render: not to
/// be called while rows are locked.
///
/// # Errors
/// [`Error::Invalid`] at `source`; [`Error::NoDocuments`].
pub(super) async fn check(ctx: &Context, kind: TemplateType, source: &str) -> Result<()> {
    for made in kinds(kind) {
        let request = RenderRequest { document: sample(made), template: Some(source.to_owned()) };
        ctx.app.renderer.render(&request).await.map_err(refusal)?;
    }
    Ok(())
}

/// Why a source is not kept.
fn refusal(problem: RenderProblem) -> Error {
    let at_source = |code, message: String| FieldError::new("source", code, message);
    match problem {
        RenderProblem::Template(mistakes) => {
            Error::Invalid(mistakes.iter().map(|mistake| at_source("INVALID_TEMPLATE", mistake.to_string())).collect())
        }
        RenderProblem::TooSlow => {
            Error::Invalid(vec![at_source("TOO_SLOW", "The document takes too long to make.".to_owned())])
        }
        RenderProblem::TooLarge => {
            Error::Invalid(vec![at_source("TOO_LARGE", "The document takes too much memory to make.".to_owned())])
        }
        RenderProblem::Unavailable(_) => Error::NoDocuments,
        problem @ RenderProblem::Invalid(_) => Error::Internal(problem.into()),
    }
}

/// How documents of a template look.
async fn appearance(ctx: &Context, values: TemplateValues) -> Result<Appearance> {
    let logo = match values.logo_file_id {
        None => None,
        Some(id) => Some(logo::picture(&mut *ctx.db().await?, id).await?.1),
    };
    Ok(look::appearance(&values, logo))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_tried_on_all_that_it_makes() {
        let of = |kind| kinds(kind).collect::<Vec<_>>();
        assert_eq!(of(TemplateType::Quote), [Kind::Quote, Kind::Order]);
        assert_eq!(of(TemplateType::Invoice), [Kind::Invoice, Kind::Deposit, Kind::CreditNote]);
        assert_eq!(of(TemplateType::Both).len(), 5);
        assert_eq!(of(TemplateType::Reminder), [Kind::Reminder]);
    }

    #[test]
    fn mistakes_stand_at_the_source() {
        let mistake = TemplateProblem { line: 2, column: 3, message: "unknown variable: x".into() };
        let Error::Invalid(fields) = refusal(RenderProblem::Template(vec![mistake])) else { panic!("invalid") };
        assert_eq!((fields[0].field.as_deref(), fields[0].code), (Some("source"), "INVALID_TEMPLATE"));
        assert_eq!(fields[0].message, "line 2, column 3: unknown variable: x");
    }
}
