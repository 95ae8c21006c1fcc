//! A document before it is rendered.

use documents::{Document, Kind, RenderRequest};
use domain::billing::DocumentType;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Look;

/// All that a document is made of, and what is noted of it when it is kept.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Paper {
    /// What the file is.
    pub(in crate::operations) document_type: DocumentType,
    /// What is rendered.
    pub(in crate::operations) request: RenderRequest,
    /// `INV2026110012.pdf`
    pub(in crate::operations) file_name: String,
    /// The template that it looks by; without one, the program's own.
    pub(in crate::operations) template_id: Option<Uuid>,
    /// Name of the template and version of its source.
    pub(super) template_snapshot: Option<Value>,
}

impl Paper {
    pub(super) fn new(document_type: DocumentType, document: Document, look: Look) -> Self {
        let file_name = format!("{}.pdf", stem(&document));
        let template_snapshot =
            look.template.as_ref().map(|template| json!({ "name": template.name, "version": template.version }));
        Self {
            document_type,
            file_name,
            template_id: look.template.map(|template| template.id),
            template_snapshot,
            request: RenderRequest {
                document: Document { appearance: look.appearance, ..document },
                template: look.source,
            },
        }
    }

    /// The same document as the program itself would make it, without what the firm chose of its look.
    pub(super) fn plain(self) -> Self {
        let mut request = self.request;
        request.template = None;
        request.document.appearance.logo = None;
        Self { request, template_id: None, template_snapshot: None, ..self }
    }
}

/// The name of the file without its ending: the number, in characters that every system takes.
fn stem(document: &Document) -> String {
    let name = match document.kind {
        Kind::Quote => "Devis",
        Kind::Order => "Commande",
        Kind::Invoice | Kind::Deposit => "Facture",
        Kind::CreditNote => "Avoir",
        Kind::Reminder => "Relance",
    };
    let number = match (&document.number, &document.reminder) {
        (Some(number), _) => Some(number.clone()),
        (None, Some(reminder)) => {
            reminder.invoices.first().map(|invoice| format!("{name}-{}-{}", invoice.number, reminder.level))
        }
        (None, None) => None,
    };
    let mut stem = number.unwrap_or_else(|| name.to_owned());
    if document.is_draft {
        stem.push_str("-brouillon");
    }
    stem.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).take(200).collect()
}

#[cfg(test)]
mod tests {
    use documents::sample;

    use super::*;

    #[test]
    fn files_are_called_by_their_numbers() {
        let named = |kind, number: Option<&str>, is_draft| {
            stem(&Document { number: number.map(str::to_owned), is_draft, ..sample(kind) })
        };
        assert_eq!(named(Kind::Invoice, Some("INV/2026+1"), false), "INV-2026-1");
        assert_eq!(named(Kind::Invoice, None, true), "Facture-brouillon");
        assert_eq!(named(Kind::Quote, Some("Q2026110004"), true), "Q2026110004-brouillon");
        assert_eq!(named(Kind::Order, Some("Bon n°\u{a0}7 \"x\""), false), "Bon-n--7--x-");
        assert_eq!(named(Kind::Reminder, None, false), "Relance-INV2026090003-1");
    }
}
