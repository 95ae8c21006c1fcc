//! One document, from data to the bytes that are sent.

use crate::{Document, Kind, RenderAnswer, RenderProblem, RenderRequest, data, facturx, typeset, view};

/// Renders a document where it is called: as long as its template takes. An issued invoice, deposit or credit note has
/// Factur-X inside. The same request gives the same bytes.
///
/// # Errors
/// [`RenderProblem::Invalid`] when an invoice would break a rule, [`RenderProblem::Template`] when the template or the
/// logo is wrong.
pub fn render(request: &RenderRequest) -> RenderAnswer {
    let document = &request.document;
    if let Some(logo) = &document.appearance.logo
        && data::logo_media_type(logo).is_none()
    {
        let message = "the logo is no picture in PNG, JPEG, GIF or SVG".to_owned();
        return Err(RenderProblem::Template(vec![crate::TemplateProblem { line: 0, column: 0, message }]));
    }
    let proof = match document.kind.invoice_type() {
        Some(_) if !document.is_draft => Some(facturx::prove(document)?),
        _ => None,
    };
    let pdf = typeset::pdf(request)?;
    let Some(proof) = proof else { return Ok(pdf) };
    facturx::embed(&pdf, &proof, document, title(document))
}

/// `Facture INV2026110001`
pub(crate) fn title(document: &Document) -> String {
    let heading = view::heading(document.kind);
    match &document.number {
        Some(number) => format!("{heading} {number}"),
        None => heading.to_owned(),
    }
}

/// The source of the built-in template of a kind: where people begin who write their own.
#[must_use]
pub const fn template_source(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => include_str!("../templates/quote.typ"),
        Kind::Order => include_str!("../templates/order.typ"),
        Kind::Invoice | Kind::Deposit | Kind::CreditNote => include_str!("../templates/invoice.typ"),
        Kind::Reminder => include_str!("../templates/reminder.typ"),
    }
}
