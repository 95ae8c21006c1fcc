//! How many institutions there are, each count with its list.

use domain::Permission;
use sycamore::prelude::*;

use super::{Data, api};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::dashboard as t;

/// The section.
#[component(inline_props)]
pub fn InstitutionFigures(data: ReadSignal<Data>) -> View {
    let session = use_app().session;
    // Who sees only those that are assigned has none without an owner.
    let all = create_selector(move || session.can(Permission::ViewAllInstitutions));
    let counts = create_memo(move || data.with(|data| data.dashboard.institutions.clone()));
    view! {
        section(class="section", "aria-labelledby"="institutions") {
            div(class="section-header") { h2(id="institutions") { (t::INSTITUTIONS) } }
            dl(class="counts") { (rows(&counts.get_clone(), all.get())) }
        }
    }
}

fn rows(counts: &api::DashboardDashboardInstitutions, all: bool) -> Vec<View> {
    let rows = [
        Some((t::ALL_INSTITUTIONS, counts.total, "")),
        Some((t::ACTIVE, counts.active, "?active=yes")),
        Some((t::CLIENTS, counts.clients, "?status=client")),
        Some((t::PROSPECTS, counts.prospects, "?status=prospect")),
        all.then_some((t::WITHOUT_OWNER, counts.unassigned, "?assignee=none")),
        Some((t::NEW_THIS_MONTH, counts.created_this_month, "?sort=-created")),
    ];
    rows.into_iter().flatten().map(|(name, count, query)| row(name, count, query)).collect()
}

fn row(name: Words, count: i64, query: &str) -> View {
    let href = format!("/institutions{query}");
    let count = format::integer(u64::try_from(count).unwrap_or_default());
    view! {
        dt { (name) }
        dd { a(class="number", href=href) { (count) } }
    }
}
