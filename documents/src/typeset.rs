//! From template and data to PDF/A-3.

use chrono::{Datelike as _, NaiveDate};
use serde_json::Value;
use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Smart};
use typst::syntax::Span;
use typst::{World as _, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{Document, RenderProblem, RenderRequest, TemplateProblem, text, view, world::Paper};

/// How many documents the compiler remembers parts of. Without a limit its memory grows with each document.
const REMEMBERED: usize = 2;

/// Makes the PDF of a document.
///
/// # Errors
/// [`RenderProblem::Template`] with the places of the mistakes.
pub(crate) fn pdf(request: &RenderRequest) -> Result<Vec<u8>, RenderProblem> {
    let document = &request.document;
    let mut data = view::of(document);
    make_printable(&mut data);
    let template = request.template.as_deref().unwrap_or_else(|| crate::template_source(document.kind)).to_owned();
    let paper = Paper::new(template, data.to_string(), document.appearance.logo.clone(), document.issue_date);
    let result =
        typst::compile::<PagedDocument>(&paper).output.and_then(|pages| typst_pdf::pdf(&pages, &options(document)));
    typst::comemo::evict(REMEMBERED);
    result.map_err(|mistakes| RenderProblem::Template(problems(&paper, &mistakes)))
}

fn options(document: &Document) -> PdfOptions {
    PdfOptions {
        ident: document
            .number
            .as_ref()
            .map_or(Smart::Auto, |number| Smart::Custom(format!("{}/{number}", document.kind.name()))),
        creator: Smart::Custom(Some("Medical CRM".to_owned())),
        timestamp: timestamp(document.issue_date),
        standards: PdfStandards::new(&[PdfStandard::A_3b]).unwrap_or_default(),
        // Tags would double the size of the file and the time that it takes to put an invoice into it.
        tagged: false,
        ..PdfOptions::default()
    }
}

fn timestamp(date: NaiveDate) -> Option<Timestamp> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

fn make_printable(value: &mut Value) {
    match value {
        Value::String(string) => *string = text::printable(string),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(entries) => entries.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn problems(paper: &Paper, mistakes: &EcoVec<SourceDiagnostic>) -> Vec<TemplateProblem> {
    mistakes
        .iter()
        .filter(|mistake| mistake.severity == Severity::Error)
        .map(|mistake| problem(paper, mistake))
        .collect()
}

/// The place is where the template itself is wrong, or where it calls what goes wrong.
fn problem(paper: &Paper, mistake: &SourceDiagnostic) -> TemplateProblem {
    let template = paper.main();
    let inside = (mistake.span.id() == Some(template)).then(|| paper.range(mistake.span)).flatten();
    let called = || {
        let spans = mistake.trace.iter().map(|point| point.span);
        spans.filter(|span: &Span| span.id() == Some(template)).find_map(|span| paper.range(span))
    };
    let place = inside.or_else(called).and_then(|range| paper.template().lines().byte_to_line_column(range.start));
    let (line, column) = place.map_or((0, 0), |(line, column)| (counted(line), counted(column)));
    let hints = mistake.hints.iter().map(|hint| hint.v.as_str());
    let message = std::iter::once(mistake.message.as_str()).chain(hints).collect::<Vec<_>>().join("; ");
    TemplateProblem { line, column, message }
}

/// People count from 1.
fn counted(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}
