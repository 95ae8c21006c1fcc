//! What to do first in a system that is still empty.

use domain::Permission;
use sycamore::prelude::*;

use super::Data;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::setup as t;
use crate::router::{Page, Panel};
use crate::ui::icon::{Glyph, Icon};

/// The list, for the administrator and as long as one of its steps is open.
#[component(inline_props)]
pub fn FirstSteps(data: ReadSignal<Data>) -> View {
    let session = use_app().session;
    let done =
        create_selector(move || data.with(|data| (data.dashboard.institutions.total > 0, data.users.total_count > 1)));
    let shown = create_selector(move || session.can(Permission::ManageUsers) && done.get() != (true, true));
    view! {
        (if shown.get() {
            let (institution, colleague) = done.get();
            let steps = vec![
                step(institution, Glyph::BUILDING_2, t::FIRST_INSTITUTION, t::FIRST_INSTITUTION_BODY, &Page::Institutions { creating: true }),
                step(colleague, Glyph::USER_PLUS, t::FIRST_COLLEAGUE, t::FIRST_COLLEAGUE_BODY, &Page::Users(Panel::New)),
            ];
            view! {
                section(class="section", "aria-labelledby"="first-steps") {
                    div(class="section-header") { h2(id="first-steps") { (t::FIRST_STEPS) } }
                    ul(class="items items-columns") { (steps) }
                }
            }
        } else {
            View::new()
        })
    }
}

fn step(done: bool, glyph: Glyph, name: Words, body: Words, page: &Page) -> View {
    if done {
        return view! {
            li("data-tone"="positive") {
                Icon(glyph=Glyph::CIRCLE_CHECK_BIG)
                div { p(class="soft") { (name) " · " (t::STEP_DONE) } }
            }
        };
    }
    let href = page.path();
    view! {
        li {
            Icon(glyph=glyph)
            div {
                p { a(class="cell-title", href=href) { (name) } }
                p(class="small faint") { (body) }
            }
        }
    }
}
