//! The PDF of a document: beside it where there is room, else behind a link.

use sycamore::prelude::*;

use crate::i18n::text::documents as t;
use crate::ui::icon::{Glyph, Icon};

/// Where a PDF is, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// Address without a query.
    pub path: String,
    /// Version of the document: another one is fetched anew.
    pub version: i64,
    /// Number of the document, or its name.
    pub name: String,
}

impl Pdf {
    fn address(&self) -> String {
        format!("{}?v={}", self.path, self.version)
    }

    /// To be shown, where the other is to be saved.
    fn shown(&self) -> String {
        format!("{}&inline=true", self.address())
    }
}

/// The link that opens it.
#[component(inline_props)]
pub fn PdfLink(pdf: ReadSignal<Pdf>) -> View {
    view! {
        a(class="button", href=pdf.with(Pdf::shown), target="_blank", rel="external noopener") {
            Icon(glyph=Glyph::EXTERNAL_LINK)
            (t::OPEN_PDF)
        }
    }
}

/// The sheet beside the document; nothing is fetched where it is not shown.
#[component(inline_props)]
pub fn PdfPreview(pdf: ReadSignal<Pdf>, #[prop(default)] saved_only: bool) -> View {
    let note = saved_only.then(|| view! { p(class="small faint pdf-note") { (t::PREVIEW_SAVED) } });
    view! {
        aside(class="editor-preview", "aria-labelledby"="preview") {
            section(class="section") {
                div(class="section-header") {
                    h2(id="preview") { (t::PREVIEW) }
                    a(
                        class="button button-small",
                        href=pdf.with(Pdf::address),
                        download="",
                        rel="external",
                    ) {
                        Icon(glyph=Glyph::DOWNLOAD)
                        (t::DOWNLOAD_PDF)
                    }
                }
                div(class="pdf-tray") {
                    iframe(
                        class="pdf-frame",
                        loading="lazy",
                        src=pdf.with(|pdf| format!("{}#view=FitH&toolbar=0&navpanes=0", pdf.shown())),
                        title=t::preview_of(&pdf.with(|pdf| pdf.name.clone())),
                    ) {}
                }
                (note)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_has_another_address() {
        let pdf = |version| Pdf { path: "/api/quotes/1/pdf".into(), version, name: "Q1".into() };
        assert_eq!(pdf(3).address(), "/api/quotes/1/pdf?v=3");
        assert_eq!(pdf(3).shown(), "/api/quotes/1/pdf?v=3&inline=true");
        assert_ne!(pdf(3).address(), pdf(4).address());
    }
}
