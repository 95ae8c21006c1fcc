//! A company without an institution, in a side panel: what is known of it, the institutions that it may be, and a search
//! among all of them.

use sycamore::prelude::*;

use super::Matching;
use super::actions;
use super::compare::Comparison;
use super::side::Side;
use crate::api::digiforma::{ComparedInstitution, DigiformaCompany, compared_institution, digiforma_company as api};
use crate::api::{ApiError, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{digiforma_matching as t, training};
use crate::pages::institutions::reference;
use crate::pages::panels::is_id;
use crate::router::query::Query;
use crate::router::{Address, MatchingTab, Page, go};
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::unknown::Unknown;

type Found = api::DigiformaCompanyDigiforma;

/// Where the panel of a company is, over a tab.
#[must_use]
pub fn address_over(tab: MatchingTab, company: &str) -> String {
    let mut query = Query::default();
    query.push("company", company);
    Address { page: Page::Matching(tab), query }.url()
}

/// The panel of the company that the address names.
#[component(inline_props)]
pub fn CompanyPanel(matching: Matching) -> View {
    let address = use_address();
    let open = create_selector(move || address.with(|address| address.query.get("company").map(str::to_owned)));
    view! {
        (match open.get_clone() {
            Some(id) => view! { One(matching=matching, id=id) },
            None => View::new(),
        })
    }
}

async fn find(id: String) -> Result<Option<Found>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    match send::<DigiformaCompany>(api::Variables { id }).await {
        Ok(data) => Ok(Some(data.digiforma)),
        Err(ApiError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component(inline_props)]
fn One(matching: Matching, id: String) -> View {
    let address = use_address();
    let remote = fetch(
        move || {
            matching.changes.track();
            id.clone()
        },
        find,
    );
    // Back to the list as it is: its own search and page stay.
    let close = move || {
        let here = address.with_untracked(|address| Address {
            page: address.page.clone(),
            query: Query::parse(&without_company(&address.query.to_string())),
        });
        go(&here.url());
    };
    let title = move || {
        let name = remote.value.with(|found| found.iter().flatten().next().map(|found| found.company.name.clone()));
        name.unwrap_or_else(|| t::COMPANY.now().to_owned())
    };
    view! {
        Modal(kind=ModalKind::SidePanel, title=title, on_close=close) {
            div(class="panel-body") {
                Loaded(
                    remote=remote,
                    what=Message::from(t::PANEL_FAILED),
                    waiting=|| view! { SkeletonRows(rows=8) },
                    show=move |found| {
                        let found = create_selector(move || found.get_clone());
                        view! {
                            (match found.get_clone() {
                                Some(found) => read(matching, found, close),
                                None => view! {
                                    Empty(glyph=Glyph::SEARCH, title=t::GONE_TITLE, body=t::GONE_BODY) {}
                                },
                            })
                        }
                    },
                )
            }
        }
    }
}

/// The query of an address without the panel.
fn without_company(query: &str) -> String {
    query.split('&').filter(|pair| !pair.starts_with("company=")).collect::<Vec<_>>().join("&")
}

fn read(matching: Matching, found: Found, close: impl Fn() + Copy + 'static) -> View {
    let Found { company, suggested_matches } = found;
    let digiforma_id = company.digiforma_id.clone();
    let linked = company.institution.clone().map(|institution| (institution.id, institution.name));
    let side = Side::from(company);
    let facts = facts(&side, digiforma_id);
    let choice = match linked {
        Some((id, name)) => {
            let href = Page::institution(&id).path();
            view! {
                Notice(tone=Tone::Info) {
                    div { p { (t::already_linked(&name)) } }
                    a(class="button button-small", href=href) { (t::OPEN_INSTITUTION) }
                }
            }
        }
        None => {
            let likely: Vec<(Side, i64, String)> = suggested_matches
                .into_iter()
                .filter_map(|one| Some((Side::from(one.institution?), one.score, one.criteria)))
                .collect();
            let same = side.clone();
            view! {
                Likely(matching=matching, company=same, likely=likely, close=close)
                ByHand(matching=matching, company=side, close=close)
            }
        }
    };
    view! {
        (facts)
        (choice)
    }
}

fn facts(side: &Side, digiforma_id: String) -> View {
    let place = [side.street.clone(), side.city.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let all: [(Words, Option<String>); 6] = [
        (training::DIGIFORMA_ID, Some(digiforma_id)),
        (t::CITY, Some(place).filter(|place| !place.is_empty())),
        (t::SIRET, side.siret.clone()),
        (t::ACCOUNTING_NUMBER, side.accounting_number.clone()),
        (t::EMAIL, side.emails.first().cloned()),
        (t::PHONE, side.phone.clone()),
    ];
    let facts: Vec<View> = all
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                Some(value) => view! { span { (value) } },
                None => view! { Unknown() },
            };
            view! {
                dt { (name) }
                dd { (value) }
            }
        })
        .collect();
    view! { dl(class="facts") { (facts) } }
}

/// Links, and closes the panel.
fn link(app: App, matching: Matching, company: &Side, institution: &Side, close: impl Fn() + Copy + 'static) {
    let (one, other) = ((company.id.clone(), company.name.clone()), (institution.id.clone(), institution.name.clone()));
    actions::link(app, one, other, matching.changed());
    close();
}

/// The institutions that it may be, each beside it.
#[component(inline_props)]
fn Likely<C: Fn() + Copy + 'static>(
    matching: Matching,
    company: Side,
    likely: Vec<(Side, i64, String)>,
    close: C,
) -> View {
    let app = use_app();
    let none = likely.is_empty();
    let cards: Vec<View> = likely
        .into_iter()
        .enumerate()
        .map(|(at, (institution, score, criteria))| {
            let criterion = t::criterion(Some(&criteria));
            let score = t::score(&score.to_string());
            let compared = company.clone();
            let (name, caption) = (institution.name.clone(), t::compared(&institution.name));
            let city = institution.city.clone().unwrap_or_default();
            let (one, other) = (company.clone(), institution.clone());
            let (label, summary_words) = (t::link_to(&name), caption.clone());
            view! {
                li(class="match") {
                    div(class="match-header") {
                        p(class="cell-title") { (name) }
                        p(class="small soft cell-line") {
                            span(class="tag") { (score) }
                            (criterion.map(|words| view! { span { (words) } }))
                            span { (city) }
                        }
                    }
                    // The likeliest is open.
                    details(open=at == 0) {
                        summary(class="small") { (summary_words) }
                        Comparison(company=compared, institution=institution, caption=caption)
                    }
                    div(class="panel-actions") {
                        button(
                            class="button button-small",
                            r#type="button",
                            "aria-label"=label,
                            on:click=move |_| link(app, matching, &one, &other, close),
                        ) {
                            Icon(glyph=Glyph::LINK)
                            (t::LINK)
                        }
                    }
                }
            }
        })
        .collect();
    let body = if none {
        view! { p(class="soft") { (t::NO_LIKELY) } }
    } else {
        view! { ul(class="match-list") { (cards) } }
    };
    view! {
        section(class="section", "aria-labelledby"="likely") {
            div(class="section-header") { h3(id="likely") { (t::LIKELY) } }
            (body)
        }
    }
}

/// A search among all institutions, and the chosen one beside the company.
#[component(inline_props)]
fn ByHand<C: Fn() + Copy + 'static>(matching: Matching, company: Side, close: C) -> View {
    let state = FieldState::free("");
    let chosen = create_signal(None::<Candidate>);
    view! {
        section(class="section", "aria-labelledby"="by-hand") {
            div(class="section-header") { h3(id="by-hand") { (t::LINK_BY_HAND) } }
            div(class="stack-tight") {
                Combobox(
                    state=state,
                    chosen=chosen,
                    label=t::SEARCH_ALL,
                    search=reference::search(),
                    help=t::SEARCH_ALL_HELP,
                )
                (match chosen.get_clone() {
                    Some(candidate) => {
                        let company = company.clone();
                        view! { Chosen(matching=matching, company=company, id=candidate.id, close=close) }
                    },
                    None => View::new(),
                })
            }
        }
    }
}

#[component(inline_props)]
fn Chosen<C: Fn() + Copy + 'static>(matching: Matching, company: Side, id: String, close: C) -> View {
    let app = use_app();
    let remote = fetch(
        move || id.clone(),
        |id| async move {
            let data = send::<ComparedInstitution>(compared_institution::Variables { id }).await?;
            Ok(Side::from(data.institution))
        },
    );
    let company = create_signal(company);
    view! {
        Loaded(
            remote=remote,
            what=Message::from(t::COMPARE_FAILED),
            waiting=|| view! { SkeletonRows(rows=3) },
            show=move |found| {
                let institution = found.get_clone_untracked();
                let caption = t::compared(&institution.name);
                let name = institution.name.clone();
                let other = institution.clone();
                view! {
                    div(class="match") {
                        Comparison(company=company.get_clone_untracked(), institution=institution, caption=caption)
                        div(class="panel-actions") {
                            button(
                                class="button button-primary",
                                r#type="button",
                                on:click=move |_| link(app, matching, &company.get_clone_untracked(), &other, close),
                            ) {
                                Icon(glyph=Glyph::LINK)
                                (t::link_to(&name))
                            }
                        }
                    }
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panel_leaves_the_rest_of_the_address() {
        assert_eq!(without_company("q=chu&company=1&after=x"), "q=chu&after=x");
        assert_eq!(without_company("company=1"), "");
    }
}
