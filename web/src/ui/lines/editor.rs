//! The table of lines and what stands below it: a button for one more, and the totals, computed as the server does.

use domain::billing::DocumentProblem;
use sycamore::prelude::*;
use web_sys::KeyboardEvent;

use super::catalog::{CatalogPanel, CatalogSearch, Suggestions};
use super::cells::Row;
use super::totals::{Amounts, totals};
use super::{LineState, Lines, Problem, keys};
use crate::i18n::text::lines as t;
use crate::platform::dom;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::toast::Toasts;

/// What the rows share.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The lines.
    pub lines: Lines,
    /// Items of the catalog under the description that is typed.
    pub suggestions: Suggestions,
    /// What screen readers say next.
    pub said: Signal<String>,
    toasts: Toasts,
}

impl Editor {
    /// Takes a line out; the toast puts it back. The keyboard goes to the line that follows.
    pub fn remove(self, line: LineState, cell: &str) {
        let lines = self.lines;
        let blank = untrack(|| line.data().is_blank());
        let index = lines.remove(line);
        let next = lines.all.with_untracked(|all| all.get(index.min(all.len().saturating_sub(1))).copied());
        if let Some(next) = next {
            keys::focus(next, cell);
        }
        if !blank {
            let number = (index + 1).to_string();
            self.toasts.undoable(Message::new(move || t::removed(&number)), move || {
                // The editor may have gone meanwhile.
                if lines.all.is_alive() {
                    lines.put_back(index, line);
                    keys::focus(line, "description");
                }
            });
        }
    }
}

/// The editor.
#[component(inline_props)]
pub fn LineEditor(lines: Lines, catalog: CatalogSearch, toasts: Toasts) -> View {
    let editor =
        Editor { lines, suggestions: Suggestions::new(catalog.clone()), said: create_signal(String::new()), toasts };
    let choosing = create_signal(false);
    let heading = format!("lines-{}", dom::unique_number());
    let id = heading.clone();
    let key = move |event: KeyboardEvent| keys::handle(editor, &event);
    let add = move |_| {
        let last = lines.all.with_untracked(Vec::len).saturating_sub(1);
        keys::focus(lines.add_after(last), "description");
    };
    let summary = create_memo(move || lines.summary());
    let problem = create_selector(move || summary.with(|summary| summary.problem));
    // Nothing may be built while a signal is read.
    let amounts = create_selector(move || summary.with(|summary| Amounts::from(summary)));
    view! {
        section(class="section", "aria-labelledby"=heading) {
            div(class="section-header") {
                h2(id=id) { (t::LINES) }
                button(class="button button-small", r#type="button", "aria-haspopup"="dialog", on:click=move |_| choosing.set(true)) {
                    Icon(glyph=Glyph::BOOK_OPEN)
                    (t::CATALOG)
                }
            }
            div(class="line-editor", on:keydown=key) {
                table(role="table") {
                    caption(class="visually-hidden") { (t::LINES) }
                    thead(role="rowgroup") {
                        tr(role="row") {
                            th(role="columnheader", scope="col") { (t::DESCRIPTION) }
                            th(role="columnheader", scope="col", class="cell-number") { (t::QUANTITY) }
                            th(role="columnheader", scope="col", class="cell-number") { (t::UNIT_PRICE) }
                            th(role="columnheader", scope="col", class="cell-number") { (t::DISCOUNT) }
                            th(role="columnheader", scope="col") { (t::VAT) }
                            th(role="columnheader", scope="col", class="cell-number") { (t::TOTAL) }
                            td(role="cell") {}
                        }
                    }
                    tbody(role="rowgroup") {
                        Keyed(
                            list=lines.all,
                            key=|line: &LineState| line.key,
                            view=move |line: LineState| view! { Row(editor=editor, line=line) },
                        )
                    }
                }
            }
            datalist(id="line-units") {
                option(value="jour")
                option(value="heure")
                option(value="forfait")
                option(value="unité")
            }
            div(class="visually-hidden", role="status", "aria-live"="polite") { (editor.said.get_clone()) }
            (problem.get().map(|problem| {
                let words = match problem {
                    Problem::Limits(DocumentProblem::TooManyLines) => t::TOO_MANY,
                    Problem::Limits(DocumentProblem::TotalTooLarge | DocumentProblem::Line { .. }) => t::TOTAL_TOO_LARGE,
                    Problem::Deposits => t::LESS_THAN_DEPOSITS,
                };
                view! { Notice(tone=Tone::Critical) { div { p { (words) } } } }
            }))
            div(class="line-foot") {
                div(class="line-add") {
                    button(class="button button-quiet", r#type="button", on:click=add) {
                        Icon(glyph=Glyph::PLUS)
                        (t::ADD)
                    }
                    p(class="small faint line-keys") { (t::KEYS) }
                }
                (totals(&amounts.get_clone()))
            }
        }
        (if choosing.get() {
            let catalog = catalog.clone();
            view! { CatalogPanel(lines=lines, search=catalog, open=choosing) }
        } else {
            View::new()
        })
    }
}
