//! Which company of Digiforma is which institution: suggestions to decide, companies without an institution, links.

mod actions;
mod compare;
mod linked;
mod panel;
mod side;
mod suggestions;
mod unmatched;

use std::rc::Rc;

use sycamore::prelude::*;

use self::linked::LinkedCompanies;
use self::panel::CompanyPanel;
use self::suggestions::Suggestions;
use self::unmatched::UnmatchedCompanies;
use crate::api::digiforma::{DigiformaCounts, digiforma_counts};
use crate::api::send;
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::digiforma_matching as t;
use crate::pages::digiforma::follow_syncs;
use crate::router::{MatchingTab, Page};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::tabs::{Tab, Tabs};

type Counts = digiforma_counts::DigiformaCountsDigiformaStatus;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Matching {
    counts: Remote<Counts>,
    /// Rises with each change, here or by a reading: lists are fetched again.
    pub changes: Signal<u32>,
}

impl Matching {
    /// Something was decided here.
    pub fn reload(self) {
        if self.changes.is_alive() {
            self.counts.reload();
            self.changes.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// As [`Self::reload`], as what follows an action.
    #[must_use]
    pub fn changed(self) -> Rc<dyn Fn()> {
        Rc::new(move || self.reload())
    }
}

/// The page.
#[component]
pub fn MatchingPage() -> View {
    let app = use_app();
    let address = use_address();
    let tab = create_selector(move || {
        address.with(|address| match address.page {
            Page::Matching(tab) => tab,
            _ => MatchingTab::Suggestions,
        })
    });
    let counts: Remote<Counts> = fetch(
        || (),
        |()| async move { Ok(send::<DigiformaCounts>(digiforma_counts::Variables).await?.digiforma.status) },
    );
    let matching = Matching { counts, changes: create_signal(0) };
    follow_syncs(app, move || counts.refresh());
    // The end of a reading may have linked anything.
    let last =
        create_selector(move || counts.value.with(|counts| counts.as_ref()?.last_sync.as_ref()?.completed_at.clone()));
    create_effect(move || {
        last.track();
        matching.changes.update(|count| *count = count.wrapping_add(1));
    });
    let nothing = create_selector(move || {
        counts.value.with(|counts| counts.as_ref().is_some_and(|counts| counts.total_companies == 0))
    });
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::TITLE)
                p(class="soft read-width") { (t::INTRO) }
            }
        }
        Views(counts=counts, tab=tab)
        Loaded(
            remote=counts,
            what=Message::from(t::COUNTS_FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=move |_| view! {
                (if nothing.get() {
                    not_read()
                } else {
                    match tab.get() {
                        MatchingTab::Suggestions => view! { Suggestions(matching=matching) },
                        MatchingTab::Unmatched => view! { UnmatchedCompanies(matching=matching) },
                        MatchingTab::Linked => view! { LinkedCompanies(matching=matching) },
                    }
                })
            },
        )
        CompanyPanel(matching=matching)
    }
}

fn not_read() -> View {
    let href = Page::DigiformaSettings.path();
    view! {
        Empty(glyph=Glyph::LINK, title=t::NOT_READ_TITLE, body=t::NOT_READ_BODY) {
            a(class="button", href=href) { (t::GO_TO_SETTINGS) }
        }
    }
}

#[component(inline_props)]
fn Views(counts: Remote<Counts>, tab: ReadSignal<MatchingTab>) -> View {
    let view_tab = move |target: MatchingTab, name: Words, count: fn(&Counts) -> i64| {
        Tab::new(Page::Matching(target).path(), name, move || tab.get() == target).counting(move || {
            counts.value.with(|counts| counts.as_ref().map(|all| u64::try_from(count(all)).unwrap_or(0)))
        })
    };
    let tabs = vec![
        view_tab(MatchingTab::Suggestions, t::TAB_SUGGESTIONS, |counts| counts.pending_suggestions),
        view_tab(MatchingTab::Unmatched, t::TAB_UNMATCHED, |counts| counts.unlinked_companies),
        view_tab(MatchingTab::Linked, t::TAB_LINKED, |counts| counts.linked_companies),
    ];
    view! { Tabs(label=t::VIEWS, tabs=tabs) }
}
