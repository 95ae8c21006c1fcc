//! Companies that are linked: why, how sure that is, who looked at it; links are verified or undone.

use std::rc::Rc;

use domain::DigiformaMatchType;
use sycamore::prelude::*;

use super::Matching;
use super::actions::{self, Link};
use crate::api::digiforma::{
    DigiformaLinkCount, DigiformaLinks, LinkFilter, digiforma_link_count, digiforma_links as api,
};
use crate::api::filters::one_of;
use crate::api::send;
use crate::app::{App, use_address, use_app};
use crate::i18n::text::{digiforma_matching as t, list as words_of_lists};
use crate::i18n::{Words, format};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::router::query::Query;
use crate::router::{Address, MatchingTab, Page};
use crate::ui::dialog::Question;
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position, Slice};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sorted;
use crate::ui::status::{Status, matching as look_of};
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState, keys};

type LinkRow = api::LinkRow;
type Links = api::DigiformaLinksDigiformaMappings;

static COLUMNS: [Column; 5] = [
    Column::new("company", t::COLUMN_COMPANY),
    Column::new("institution", t::COLUMN_INSTITUTION),
    Column::new("criterion", t::COLUMN_CRITERION),
    Column::new("kind", t::COLUMN_KIND).optional(),
    Column::new("state", t::COLUMN_STATE),
];

/// Which links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    /// All of them.
    #[default]
    All,
    /// Made by the program, not looked at by a person.
    ToVerify,
    /// Made by a person.
    ByHand,
}

impl Shown {
    const ALL: [Self; 3] = [Self::All, Self::ToVerify, Self::ByHand];

    const fn name(self) -> &'static str {
        match self {
            Self::All => "",
            Self::ToVerify => "verify",
            Self::ByHand => "hand",
        }
    }

    const fn words(self) -> Words {
        match self {
            Self::All => t::ALL_LINKS,
            Self::ToVerify => t::TO_VERIFY,
            Self::ByHand => t::BY_HAND,
        }
    }

    fn filter(self) -> LinkFilter {
        let filter = LinkFilter { is_linked: Some(true), ..LinkFilter::default() };
        match self {
            Self::All => filter,
            Self::ToVerify => LinkFilter { is_confirmed: Some(false), ..filter },
            // A suggestion that links was confirmed by a person.
            Self::ByHand => {
                let by_hand = [DigiformaMatchType::Manual, DigiformaMatchType::Fuzzy];
                LinkFilter { match_type: one_of(&by_hand), ..filter }
            }
        }
    }
}

/// What the list shows, kept in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct ListState {
    shown: Shown,
    position: Position,
}

impl ListState {
    fn parse(query: &Query) -> Self {
        let name = query.get("show").unwrap_or_default();
        let shown = Shown::ALL.into_iter().find(|shown| shown.name() == name).unwrap_or_default();
        Self { shown, position: Position::parse(query) }
    }

    fn variables(&self) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        api::Variables { filter: Some(self.shown.filter()), first, after, last, before }
    }

    fn url(&self) -> String {
        let mut query = Query::default();
        query.push("show", self.shown.name());
        self.position.write(&mut query);
        Address { page: Page::Matching(MatchingTab::Linked), query }.url()
    }
}

/// The tab.
#[component(inline_props)]
pub fn LinkedCompanies(matching: Matching) -> View {
    let app = use_app();
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let page: Remote<Links> = fetch(
        move || {
            matching.changes.track();
            state.with(ListState::variables)
        },
        |variables| async move { Ok(send::<DigiformaLinks>(variables).await?.digiforma.mappings) },
    );
    let shown = create_selector(move || state.with(|state| state.shown));
    let total = fetch(
        move || {
            matching.changes.track();
            shown.get().filter()
        },
        |filter| async move {
            let data = send::<DigiformaLinkCount>(digiforma_link_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.digiforma.mappings.total_count).unwrap_or_default())
        },
    );
    let undoing = create_signal(None::<Link>);
    let rows = create_memo(move || {
        page.value.with(|page| {
            page.iter().flat_map(|page| &page.nodes).map(|link| row(app, matching, undoing, link)).collect::<Vec<_>>()
        })
    });
    let table = TableState::new(rows);
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let position = create_selector(move || state.with(|state| state.position.clone()));
    view! {
        div(class="filter-bar") { (segments(shown)) }
        Loaded(
            remote=page,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |found| {
                let empty = create_selector(move || found.with(|page: &Links| page.nodes.is_empty()));
                let ends = create_memo(move || found.with(|page| page_ends!(page)));
                view! {
                    (if empty.get() {
                        nothing(state)
                    } else {
                        let columns = Columns::new(&COLUMNS, "digiforma-links", &untrack(|| app.session.person_id()));
                        let there =
                            move |position: Position| ListState { position, ..state.get_clone_untracked() }.url();
                        view! {
                            Table(
                                table=table,
                                caption=t::TAB_LINKED,
                                columns=columns,
                                sorted=Rc::new(|_| Sorted::No) as SortedBy,
                                on_sort=Rc::new(|_| {}) as Rc<dyn Fn(&'static str)>,
                                busy=*page.loading,
                                selectable=false,
                            )
                            Pager(
                                position=position,
                                page=ends,
                                total=*total.value,
                                count=t::links,
                                address=Rc::new(there) as Rc<dyn Fn(Position) -> String>,
                            )
                        }
                    })
                }
            },
        )
        (undoing.get_clone().map(|link| ask(app, matching, undoing, link)))
    }
}

/// The ways to look at links, each with its address.
fn segments(shown: ReadSignal<Shown>) -> View {
    let links: Vec<View> = Shown::ALL
        .into_iter()
        .map(|one| {
            let href = ListState { shown: one, position: Position::First }.url();
            let words = one.words();
            view! {
                a(class="segment", href=href, "aria-current"=(shown.get() == one).then_some("true")) { (words) }
            }
        })
        .collect();
    view! { nav(class="segmented", "aria-label"=t::LINKS_SHOWN) { (links) } }
}

fn nothing(state: ReadSignal<ListState>) -> View {
    let first = ListState::default().url();
    View::from_dynamic(move || {
        let first = first.clone();
        match state.with(|state| (state.shown, state.position == Position::First)) {
            (_, false) => view! {
                Empty(glyph=Glyph::SEARCH, title=words_of_lists::PAGE_EMPTY, body=words_of_lists::PAGE_EMPTY_BODY) {
                    a(class="button", href=first) { (words_of_lists::FIRST_PAGE) }
                }
            },
            (Shown::ToVerify, _) => view! {
                Empty(glyph=Glyph::CIRCLE_CHECK, title=t::NONE_TO_VERIFY, body=t::NONE_LINKED_BODY) {}
            },
            _ => view! { Empty(glyph=Glyph::UNLINK, title=t::NONE_LINKED, body=t::NONE_LINKED_BODY) {} },
        }
    })
}

/// The question before a link is undone.
fn ask(app: App, matching: Matching, undoing: Signal<Option<Link>>, link: Link) -> View {
    let (one, other) = (link.company.1.clone(), link.institution.1.clone());
    view! {
        Question(
            title=t::UNDO_TITLE,
            body=move || t::undo_body(&one, &other),
            yes=t::UNDO_LINK,
            no=t::KEEP_LINK,
            danger=true,
            on_yes=move || {
                actions::unlink(app, link.clone(), matching.changed());
                undoing.set(None);
            },
            on_no=move || undoing.set(None),
        )
    }
}

fn row(app: App, matching: Matching, undoing: Signal<Option<Link>>, link: &LinkRow) -> TableRow {
    let company = link.company.as_ref().map(|company| company.name.clone()).unwrap_or_default();
    let institution = link.institution.as_ref().map(|institution| institution.name.clone()).unwrap_or_default();
    let target = Link {
        id: link.id.clone(),
        version: Some(link.version),
        company: (link.company_id.clone(), company.clone()),
        institution: (link.institution_id.clone(), institution),
    };
    let (unverified, href) = (link.confirmed_at.is_none(), Page::institution(&link.institution_id).path());
    let items = move || {
        let (verified, undone) = (target.clone(), target.clone());
        let mut items = vec![MenuItem::link(Glyph::BUILDING_2, t::OPEN_INSTITUTION, href.clone())];
        if unverified {
            items.push(MenuItem::action(Glyph::CIRCLE_CHECK, t::VERIFY, move || {
                actions::verify(app, verified.clone(), matching.changed());
            }));
        }
        items.push(MenuItem::Rule);
        items.push(MenuItem::danger(Glyph::UNLINK, t::UNDO_LINK, move || undoing.set(Some(undone.clone()))));
        items
    };
    let cells = link.clone();
    TableRow {
        id: link.id.clone(),
        version: link.version,
        name: company,
        href: None,
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: Some(Rc::new(items)),
    }
}

fn cell(link: &LinkRow, column: &'static str) -> View {
    match column {
        "company" => {
            let company = link.company.as_ref();
            let id = company.map(|company| company.digiforma_id.clone()).unwrap_or_default();
            let city = company.and_then(|company| company.address.as_ref()?.city.clone());
            let city = city.map(|city| format!(" · {city}")).unwrap_or_default();
            view! {
                span(class="cell-sub") {
                    (t::digiforma_number(&id))
                    (city)
                }
            }
        }
        "institution" => match &link.institution {
            Some(institution) => {
                let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
                let city = institution.address.city.clone();
                view! {
                    span {
                        a(class="cell-link", href=href) { (name) }
                        span(class="cell-sub") { (city) }
                    }
                }
            }
            None => view! { span(class="faint") { (t::UNKNOWN_INSTITUTION) } },
        },
        "criterion" => {
            let why = match t::criterion(link.match_criteria.as_deref()) {
                Some(words) => View::from(words),
                None => View::from(link.match_criteria.clone().unwrap_or_default()),
            };
            let score = t::score(&link.match_score.to_string());
            let told = (link.match_score < 100).then(|| view! { span(class="cell-sub") { (score) } });
            view! {
                span {
                    (why)
                    (told)
                }
            }
        }
        "kind" => {
            let look = look_of(link.match_type);
            view! { Status(look=look, plain=true) }
        }
        "state" => verification(link),
        _ => View::new(),
    }
}

/// Who looked at a link, and when.
fn verification(link: &LinkRow) -> View {
    let Some(day) = link.confirmed_at.clone() else {
        return view! { span(class="toned", "data-tone"="warning") { (t::TO_VERIFY) } };
    };
    let name = link.confirmed_by.as_ref().map(|person| person.full_name.clone());
    view! {
        span(class="small soft") {
            (match &name {
                Some(name) => t::verified_by(name, &format::day(&day)),
                None => t::verified_on(&format::day(&day)),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_look_has_its_address_and_its_filter() {
        for shown in Shown::ALL {
            let state = ListState { shown, position: Position::First };
            assert_eq!(ListState::parse(&Address::parse(&state.url()).query), state);
        }
        let sent = |shown: Shown| serde_json::to_value(shown.filter()).unwrap();
        assert_eq!(sent(Shown::ToVerify), serde_json::json!({ "isLinked": true, "isConfirmed": false }));
        let by_hand = serde_json::json!({ "isLinked": true, "matchType": { "in": ["MANUAL", "FUZZY"] } });
        assert_eq!(sent(Shown::ByHand), by_hand);
    }
}
