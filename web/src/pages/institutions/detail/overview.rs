//! The overview: what is to be done and what happened; beside it, the record and its people.

use sycamore::prelude::*;

use super::Detail;
use super::activity::Activity;
use super::people::{Contacts, OpenTasks, people};
use super::sheet::SheetFacts;
use crate::i18n::text::institution_detail as t;

/// The tab.
#[component(inline_props)]
pub fn OverviewTab(detail: Detail) -> View {
    let people = people(detail);
    view! {
        div(class="columns columns-wide-narrow columns-under-tabs") {
            div(class="stack") {
                OpenTasks(people=people)
                Activity(detail=detail)
            }
            aside(class="stack", "aria-label"=t::SHEET) {
                SheetFacts(detail=detail)
                Contacts(people=people)
            }
        }
    }
}
