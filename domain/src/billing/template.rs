//! Words of templates and of the files that are made with them.

wire_enum! {
    /// What a template is for.
    pub enum TemplateType {
        /// Quotes and orders.
        Quote = "quote",
        /// Invoices and credit notes.
        Invoice = "invoice",
        /// Both of them.
        Both = "both",
        /// Reminders of unpaid invoices.
        Reminder = "reminder",
    }
}

wire_enum! {
    /// Where the logo stands.
    pub enum LogoPosition {
        /// Above the text, at the left.
        TopLeft = "top_left",
        /// Above the text, in the middle.
        TopCenter = "top_center",
        /// Above the text, at the right.
        TopRight = "top_right",
        /// In the header of each page, at the left.
        HeaderLeft = "header_left",
        /// In the header of each page, at the right.
        HeaderRight = "header_right",
    }
}

wire_enum! {
    /// What a generated file is.
    pub enum DocumentType {
        /// Quote.
        QuotePdf = "quote_pdf",
        /// Order that followed a quote.
        OrderPdf = "order_pdf",
        /// Invoice.
        InvoicePdf = "invoice_pdf",
        /// Credit note.
        CreditNotePdf = "credit_note_pdf",
        /// Reminder of an unpaid invoice.
        ReminderPdf = "reminder_pdf",
    }
}

impl TemplateType {
    /// Whether such a template can make the file.
    #[must_use]
    pub const fn serves(self, document: DocumentType) -> bool {
        match document {
            DocumentType::QuotePdf | DocumentType::OrderPdf => matches!(self, Self::Quote | Self::Both),
            DocumentType::InvoicePdf | DocumentType::CreditNotePdf => matches!(self, Self::Invoice | Self::Both),
            DocumentType::ReminderPdf => matches!(self, Self::Reminder),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_template_and_both_serves_two() {
        for document in DocumentType::ALL {
            assert!(TemplateType::ALL.iter().any(|template| template.serves(*document)));
        }
        assert!(
            TemplateType::Both.serves(DocumentType::OrderPdf) && TemplateType::Both.serves(DocumentType::CreditNotePdf)
        );
        assert!(!TemplateType::Both.serves(DocumentType::ReminderPdf));
        assert!(!TemplateType::Quote.serves(DocumentType::InvoicePdf));
    }
}
