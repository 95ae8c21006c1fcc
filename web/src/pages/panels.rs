//! Panels over a page: where they are opened from, and what follows when they changed something.

use std::rc::Rc;

use sycamore::prelude::*;

use crate::router::{Panel, go};
use crate::ui::combobox::Candidate;

/// The page under a panel.
#[derive(Clone)]
pub struct PanelHost {
    /// The panel that the address names.
    pub panel: ReadSignal<Panel>,
    /// Where another panel, or none, is over the same page.
    pub address: Rc<dyn Fn(Panel) -> String>,
    /// What the page does after a change: it fetches again.
    pub changed: Rc<dyn Fn()>,
    /// The institution that the page is about, for what is created here.
    pub institution: Rc<dyn Fn() -> Option<Candidate>>,
}

impl PanelHost {
    /// Where one record is read, over the page as it is now.
    #[must_use]
    pub fn address_of(&self, id: &str) -> String {
        (self.address)(Panel::Shown(id.to_owned()))
    }

    /// Shows the page alone.
    pub fn close(&self) {
        go(&(self.address)(Panel::Closed));
    }
}

/// Whether `id` can be the id of a record at all: the server refuses other texts as malformed.
#[must_use]
pub fn is_id(id: &str) -> bool {
    uuid::Uuid::parse_str(id).is_ok()
}
