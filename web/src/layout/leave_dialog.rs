//! « Leave without saving? »

use std::rc::Rc;

use sycamore::prelude::*;

use crate::i18n::text::shell as t;
use crate::ui::dialog::Question;

/// Shown while `asking` holds a move that waits for an answer.
#[component(inline_props)]
pub fn LeaveDialog(asking: Signal<Option<Rc<dyn Fn()>>>) -> View {
    let go = move || {
        if let Some(leave) = asking.take() {
            leave();
        }
    };
    view! {
        (if asking.with(Option::is_some) {
            view! {
                Question(
                    title=t::LEAVE_TITLE,
                    body=t::LEAVE_BODY,
                    yes=t::LEAVE_YES,
                    no=t::LEAVE_NO,
                    danger=true,
                    on_yes=go,
                    on_no=move || asking.set(None),
                )
            }
        } else {
            View::new()
        })
    }
}
