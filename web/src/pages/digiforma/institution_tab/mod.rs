//! What one institution has in Digiforma: its companies there, training invoices and quotes, and people.

mod companies;
mod invoices;
mod people;
mod quotes;

use domain::{DigiformaSyncStatus, Permission};
use sycamore::prelude::*;

use self::companies::Companies;
use self::invoices::TrainingInvoiceList;
use self::people::People;
use self::quotes::TrainingQuoteList;
use super::follow_syncs;
use crate::api::digiforma::{DigiformaCounts, InstitutionDigiforma, digiforma_counts, institution_digiforma as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{digiforma, training as t};
use crate::router::{MatchingTab, Page};
use crate::ui::combobox::Candidate;
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

/// A company that is linked to the institution.
pub type Company = api::LinkedCompany;

/// Rows of a list that are fetched at first, and at most.
const SOME: i64 = 20;
const MOST: i64 = 100;

/// The tab of institution `host`.
#[component(inline_props)]
pub fn DigiformaTab(host: Candidate) -> View {
    let app = use_app();
    let id = host.id.clone();
    let companies = fetch(
        move || id.clone(),
        |id| async move {
            let data = send::<InstitutionDigiforma>(api::Variables { id }).await?;
            Ok(data.institution.digiforma_companies.nodes)
        },
    );
    follow_syncs(app, move || companies.refresh());
    let host = create_signal(host.id);
    view! {
        div(class="stack columns-under-tabs") {
            LastSync()
            Loaded(
                remote=companies,
                what=Message::from(t::TAB_FAILED),
                waiting=|| view! { SkeletonRows(rows=8) },
                show=move |companies| {
                    let none = create_selector(move || companies.with(Vec::is_empty));
                    view! {
                        (if none.get() {
                            nothing()
                        } else {
                            let host = host.get_clone_untracked();
                            let same = host.clone();
                            view! {
                                Companies(companies=companies)
                                TrainingInvoiceList(institution=same)
                                TrainingQuoteList(institution=host)
                                People(companies=companies)
                            }
                        })
                    }
                },
            )
        }
    }
}

/// Plainly that nothing is linked, and for those who may link, where.
fn nothing() -> View {
    let session = use_app().session;
    let matching = untrack(|| session.can(Permission::ManageIntegrations)).then(|| {
        let href = Page::Matching(MatchingTab::Unmatched).path();
        view! { a(class="button", href=href) { (digiforma::OPEN_MATCHING) } }
    });
    view! { Empty(glyph=Glyph::UNLINK, title=t::TAB_EMPTY_TITLE, body=t::TAB_EMPTY_BODY) { (matching) } }
}

/// When Digiforma was last read, for those who may follow that.
#[component]
fn LastSync() -> View {
    let app = use_app();
    if !untrack(|| app.session.can(Permission::ViewInstitutionAnalytics)) {
        return View::new();
    }
    let status = fetch(
        || (),
        |()| async move { Ok(send::<DigiformaCounts>(digiforma_counts::Variables).await?.digiforma.status) },
    );
    follow_syncs(app, move || status.refresh());
    let told = create_selector(move || {
        status.value.with(|status| {
            let status = status.as_ref()?;
            Some(match status.last_sync.as_ref().and_then(|last| Some((last.completed_at.clone()?, last.status))) {
                None => t::NEVER_READ.now().to_owned(),
                Some((when, DigiformaSyncStatus::Error)) => t::last_broken(&format::since(&when)),
                Some((when, _)) => digiforma::last(&format::since(&when)),
            })
        })
    });
    view! { p(class="small soft") { (told.get_clone().unwrap_or_default()) } }
}
