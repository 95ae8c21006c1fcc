//! Templates of documents: the list by type, and the editor of one with its preview.

mod actions;
mod colour;
mod create;
mod editor;
mod fields;
mod list;
mod preview;
mod variables;
mod versions;

use domain::Permission;
use sycamore::prelude::*;

use self::editor::Editor;
use self::list::TemplateList;
use crate::api::back_office::{template, templates};
use crate::app::{use_address, use_app};
use crate::pages::not_found::Reserved;
use crate::router::{Page, Panel};

/// A template as a line of the list.
pub type Line = templates::TemplatesInvoiceTemplatesNodes;
/// A template as a record.
pub type Template = template::TemplateRecord;
/// A source that it had.
pub type Version = template::TemplateRecordVersions;
/// What templates can print.
pub type Variable = template::TemplateTemplateVariables;

/// The page: the list, or the editor of the template that the address names.
#[component]
pub fn TemplatesPage() -> View {
    let session = use_app().session;
    let address = use_address();
    let allowed = create_selector(move || session.can(Permission::ManageTemplates));
    let edited = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Templates(Panel::Shown(id) | Panel::Edited(id)) => Some(id.clone()),
            _ => None,
        })
    });
    view! {
        (if !allowed.get() {
            view! { Reserved() }
        } else if let Some(id) = edited.get_clone() {
            view! { Editor(id=id) }
        } else {
            view! { TemplateList() }
        })
    }
}

/// Where a template is edited.
#[must_use]
pub fn path_of(id: &str) -> String {
    Page::Templates(Panel::Shown(id.to_owned())).path()
}
