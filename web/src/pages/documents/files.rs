//! The files that were kept of a document: what was sent or issued, unchanged for ever.

use domain::billing::DocumentType;
use sycamore::prelude::*;

use crate::i18n::format;
use crate::i18n::text::documents as t;
use crate::ui::icon::{Glyph, Icon};

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is.
    pub kind: DocumentType,
    /// Name.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it was made.
    pub made_at: String,
    /// Who made it.
    pub made_by: Option<String>,
    /// When it was mailed.
    pub mailed_at: Option<String>,
    /// To whom.
    pub mailed_to: Vec<String>,
}

/// Makes [`File`]s of the documents of an operation.
#[macro_export]
macro_rules! kept_files {
    ($documents:expr) => {
        $documents
            .iter()
            .map(|file| $crate::pages::documents::files::File {
                kind: file.document_type,
                name: file.file_name.clone(),
                url: file.url.clone(),
                sha256: file.sha256.clone(),
                made_at: file.generated_at.clone(),
                made_by: file.generated_by.as_ref().map(|person| person.full_name.clone()),
                mailed_at: file.emailed_at.clone(),
                mailed_to: file.emailed_to.clone(),
            })
            .collect::<Vec<_>>()
    };
}

/// The section.
#[must_use]
pub fn section(files: Vec<File>) -> View {
    let body = if files.is_empty() {
        view! { p(class="soft") { (t::NO_FILES) } }
    } else {
        list(files)
    };
    view! {
        section(class="section", "aria-labelledby"="files") {
            div(class="section-header") { h2(id="files") { (t::FILES) } }
            (body)
        }
    }
}

/// The files alone.
#[must_use]
pub fn list(files: Vec<File>) -> View {
    let lines: Vec<View> = files.into_iter().map(line).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(file: File) -> View {
    let kind = t::document_type(file.kind);
    let (href, name, title) = (file.url, file.name, file.sha256);
    let (made, by) = (file.made_at, file.made_by);
    let made = move || match &by {
        Some(name) => t::file_made(&format::day_and_time(&made), name),
        None => format::day_and_time(&made),
    };
    let to = file.mailed_to.join(", ");
    let mailed = file.mailed_at.map(|when| {
        let words = move || t::file_mailed(&format::day_and_time(&when), &to);
        view! { p(class="small faint") { (words()) } }
    });
    view! {
        li {
            Icon(glyph=Glyph::FILE_TEXT)
            div {
                a(class="cell-title", href=href, target="_blank", rel="external noopener", title=title) { (name) }
                p(class="small faint") { (kind) " · " (made()) }
                (mailed)
            }
        }
    }
}
