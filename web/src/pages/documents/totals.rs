//! Totals by status above a list: each figure leads to the rows that it counts.

use std::rc::Rc;

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::format;
use crate::ui::button::Label;
use crate::ui::icon::Icon;
use crate::ui::message::Message;
use crate::ui::money::euros_of;
use crate::ui::notice::ErrorNotice;
use crate::ui::remote::Remote;
use crate::ui::status::StatusLook;

/// A figure.
#[derive(Clone)]
pub struct Figure {
    /// The status.
    pub look: StatusLook,
    /// Cents.
    pub total: i64,
    /// How many documents.
    pub count: u64,
    /// What else is said of it.
    pub note: Option<Message>,
    /// Where its rows are.
    pub href: String,
    /// Whether the list shows exactly them.
    pub current: bool,
}

/// Figures of a list; `figures` is tracked, and empty until they are there.
#[component(inline_props)]
pub fn StatusFigures<T: Clone + 'static>(
    #[prop(setter(into))] label: Label,
    remote: Remote<T>,
    failed: Words,
    figures: Rc<dyn Fn() -> Vec<Figure>>,
) -> View {
    let shown = move || figures().into_iter().map(figure).collect::<Vec<_>>();
    view! {
        (remote.error.get_clone().map(|error| {
            view! { ErrorNotice(error=error, what=Message::from(failed), retry=Box::new(move || remote.reload())) }
        }))
        section("aria-label"=label.get_clone()) {
            dl(class="figures status-figures") { (shown()) }
        }
    }
}

fn figure(figure: Figure) -> View {
    let Figure { look, total, count, note, href, current } = figure;
    let (tone, glyph, word) = (look.tone, look.glyph, look.word);
    let note = note.map(|note| view! { span(class="figure-note") { (note.words()) } });
    view! {
        div(class="figure", "aria-current"=current.then_some("true")) {
            dt {
                span(class="toned", "data-tone"=tone) { Icon(glyph=glyph) }
                a(href=href) { (word) }
                span(class="nav-count") { (format::integer(count)) }
            }
            dd {
                (euros_of(total))
                (note)
            }
        }
    }
}
