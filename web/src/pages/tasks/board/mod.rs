//! The board: a column for each status. Cards are moved with the pointer, with the keyboard, or from their menu.

mod card;
mod column;
mod keyboard;
mod moves;

use sycamore::prelude::*;
use web_sys::KeyboardEvent;

use self::column::ShownColumn;
use self::moves::Board;
use super::page::Tasks as Page;
use crate::api::operations::{TaskCounts, task_counts};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::tasks as t;
use crate::pages::panels::PanelHost;
use crate::ui::remote::fetch;

/// The board.
#[component(inline_props)]
pub fn TaskBoard(page: Page, host: PanelHost) -> View {
    let app = use_app();
    let board = Board::new(app, page);
    let columns = board.columns;
    let counts = fetch(
        move || {
            page.changes.track();
            let [a, b, c, d] = columns
                .map(|column| page.me.with(|me| page.state.with(|state| state.column_filter(me, column.status))));
            task_counts::Variables { a, b, c, d }
        },
        |variables| async move {
            let counts = send::<TaskCounts>(variables).await?;
            let counts = [counts.a.total_count, counts.b.total_count, counts.c.total_count, counts.d.total_count];
            Ok(counts.map(|count| u64::try_from(count).unwrap_or_default()))
        },
    );
    keyboard::listen(app, board);
    let shown: Vec<View> = columns
        .into_iter()
        .enumerate()
        .map(|(at, column)| {
            let count = create_memo(move || counts.value.get().and_then(|counts| counts.get(at).copied()));
            let wanted = create_selector(move || {
                page.state.with(|state| state.statuses.is_empty() || state.statuses.contains(&column.status))
            });
            let host = host.clone();
            view! {
                (if wanted.get() {
                    let host = host.clone();
                    view! { ShownColumn(board=board, column=column, count=count, host=host) }
                } else {
                    View::new()
                })
            }
        })
        .collect();
    view! {
        p(id="board-help", class="visually-hidden") { (t::BOARD_HELP) }
        div(class="visually-hidden", role="status", "aria-live"="assertive") { (board.said.get_clone()) }
        div(
            class="board",
            role="group",
            "aria-label"=t::BOARD,
            on:keydown=move |event: KeyboardEvent| keyboard::key(board, &event),
            on:dragend=move |_| board.put_back(),
            on:pointerdown=move |_| board.held.set(None),
        ) { (shown) }
    }
}
