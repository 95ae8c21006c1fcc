//! Suggestions side by side, the likeliest first: confirmed, rejected, or another institution is looked for.

use std::rc::Rc;

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::Matching;
use super::actions::{self, Link};
use super::compare::Comparison;
use super::panel::address_over;
use super::side::Side;
use crate::api::digiforma::{DigiformaSuggestions, digiforma_suggestions as api};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::digiforma_matching as t;
use crate::layout::shortcuts;
use crate::platform::dom;
use crate::router::{MatchingTab, Page};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

type Suggestion = api::DigiformaSuggestionsDigiformaFuzzyMatchesNodes;
type Found = api::DigiformaSuggestionsDigiformaFuzzyMatches;

/// Suggestions that are fetched at once, and at most; decided ones make room for others.
const SOME: i64 = 20;
const MOST: i64 = 100;

/// The tab.
#[component(inline_props)]
pub fn Suggestions(matching: Matching) -> View {
    let app = use_app();
    let count = create_signal(SOME);
    let remote: Remote<Found> = fetch(
        move || {
            matching.changes.track();
            count.get()
        },
        |first| async move { Ok(send::<DigiformaSuggestions>(api::Variables { first }).await?.digiforma.fuzzy_matches) },
    );
    // Decided a moment ago: they leave at once, whatever the server says later.
    let decided = create_signal(Vec::<String>::new());
    listen(app);
    view! {
        section(class="tab-section", "aria-label"=t::SUGGESTIONS) {
            Loaded(
                remote=remote,
                what=Message::from(t::SUGGESTIONS_FAILED),
                waiting=|| view! { SkeletonRows(rows=8) },
                show=move |found| {
                    let left = create_memo(move || {
                        let decided = decided.get_clone();
                        let waits = |one: &&Suggestion| one.company.is_some() && !decided.contains(&one.id);
                        found.with(|found: &Found| found.nodes.iter().filter(waits).cloned().collect::<Vec<_>>())
                    });
                    let none = create_selector(move || left.with(Vec::is_empty));
                    let more = create_selector(move || found.with(|found| found.page_info.has_next_page));
                    view! {
                        (if none.get() {
                            nothing()
                        } else {
                            view! { p(class="small faint match-keys") { (t::KEYS_HINT) } }
                        })
                        div(class="match-list") {
                            Keyed(
                                list=left,
                                key=|one: &Suggestion| (one.id.clone(), one.version),
                                view=move |one: Suggestion| view! {
                                    Card(suggestion=one, decided=decided, matching=matching)
                                },
                            )
                        }
                        (if more.get() && count.get() < MOST {
                            view! {
                                button(class="button", r#type="button", on:click=move |_| count.set(MOST)) {
                                    (t::SHOW_MORE)
                                }
                            }
                        } else {
                            View::new()
                        })
                    }
                },
            )
        }
    }
}

fn nothing() -> View {
    let href = Page::Matching(MatchingTab::Unmatched).path();
    view! {
        Empty(glyph=Glyph::CIRCLE_CHECK, title=t::NONE_TO_DECIDE, body=t::NONE_TO_DECIDE_BODY) {
            a(class="button", href=href) { (t::SEE_UNMATCHED) }
        }
    }
}

#[component(inline_props)]
fn Card(suggestion: Suggestion, decided: Signal<Vec<String>>, matching: Matching) -> View {
    let app = use_app();
    let Suggestion { id, match_score, match_criteria, version, company, institution } = suggestion;
    let Some(company) = company.map(Side::from) else { return View::new() };
    let institution = institution.map(Side::from).unwrap_or_default();
    let institution_name = move |side: &Side| {
        if side.name.is_empty() { t::UNKNOWN_INSTITUTION.now().to_owned() } else { side.name.clone() }
    };
    let other_name = untrack(|| institution_name(&institution));
    let link = Link {
        id: id.clone(),
        version: Some(version),
        company: (company.id.clone(), company.name.clone()),
        institution: (institution.id.clone(), other_name.clone()),
    };
    let other = address_over(MatchingTab::Suggestions, &company.id);
    let leave = {
        let id = id.clone();
        move || {
            focus_neighbour(&id);
            decided.update(|all| all.push(id.clone()));
        }
    };
    let back = {
        let id = id.clone();
        let back = move || {
            if decided.is_alive() {
                decided.update(|all| all.retain(|one| *one != id));
                matching.reload();
            }
        };
        Rc::new(back) as Rc<dyn Fn()>
    };
    let confirm = {
        let (link, leave, back) = (link.clone(), leave.clone(), back.clone());
        move |_| {
            actions::confirm(app, link.clone(), matching.changed(), back.clone());
            leave();
        }
    };
    let reject = move |_| {
        actions::reject(app, link.clone(), matching.changed(), back.clone());
        leave();
    };
    let criterion = t::criterion(match_criteria.as_deref());
    let caption = t::suggestion_of(&company.name, &other_name);
    let heading = format!("match-{}", dom::unique_number());
    let labelled = heading.clone();
    let score = match_score.to_string();
    let (one, two) = (company.name.clone(), other_name);
    view! {
        article(class="match", tabindex="-1", "data-match"=id, "aria-labelledby"=labelled) {
            div(class="match-header") {
                h2(id=heading, class="match-title") {
                    (one)
                    Icon(glyph=Glyph::LINK)
                    (two)
                }
                p(class="small soft cell-line") {
                    span(class="tag") { (t::score(&score)) }
                    (criterion.map(|words| view! { span { (words) } }))
                }
            }
            Comparison(company=company, institution=institution, caption=caption)
            div(class="panel-actions") {
                button(class="button", r#type="button", "data-act"="confirm", on:click=confirm) {
                    Icon(glyph=Glyph::CHECK)
                    (t::CONFIRM)
                }
                button(class="button", r#type="button", "data-act"="reject", on:click=reject) {
                    Icon(glyph=Glyph::X)
                    (t::REJECT)
                }
                a(class="button button-quiet", href=other) { (t::OTHER) }
            }
        }
    }
}

/// J and K go from one suggestion to the next; A and R decide the one that has the keyboard.
fn listen(app: App) {
    if is_ssr!() {
        return;
    }
    dom::on_window("keydown", move |event: KeyboardEvent| {
        let Some(key) = shortcuts::letter(app, &event) else { return };
        let handled = match key.as_str() {
            "j" => step(1),
            "k" => step(-1),
            "a" => press("confirm"),
            "r" => press("reject"),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    });
}

fn cards() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("[data-match]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok()).collect()
}

/// The suggestion that has the keyboard, among all.
fn current(cards: &[HtmlElement]) -> Option<usize> {
    let active = document().active_element()?;
    cards.iter().position(|card| card.contains(Some(&active)))
}

fn step(by: isize) -> bool {
    let cards = cards();
    let last = cards.len().saturating_sub(1);
    let next = current(&cards).map_or(0, |at| at.saturating_add_signed(by).min(last));
    cards.get(next).is_some_and(|card| card.focus().is_ok())
}

fn press(act: &str) -> bool {
    let cards = cards();
    let card = current(&cards).and_then(|at| cards.get(at));
    let button = card.and_then(|card| card.query_selector(&format!("[data-act={act}]")).ok().flatten());
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    button.iter().for_each(HtmlElement::click);
    button.is_some()
}

/// The keyboard goes on to the next suggestion when the one that had it leaves.
fn focus_neighbour(id: &str) {
    let cards = cards();
    let Some(at) = cards.iter().position(|card| card.get_attribute("data-match").as_deref() == Some(id)) else {
        return;
    };
    if current(&cards) != Some(at) {
        return;
    }
    let neighbour = cards.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| cards.get(before)));
    if let Some(neighbour) = neighbour {
        // An element of the page can be focused.
        let _ = neighbour.focus();
    }
}
