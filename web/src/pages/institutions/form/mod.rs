//! Creating and changing an institution, in a side panel.

mod billing;
mod conflict;
mod contact;
mod create;
mod edit;
mod fields;
mod medical;

use std::rc::Rc;

use sycamore::prelude::*;

use self::create::CreatePanel;
use self::edit::{EditPanel, EditProfilePanel};
use crate::api::operations::{InstitutionFacets, institution_facets};
use crate::api::send;
use crate::ui::remote::fetch;

pub use fields::Sheet;
pub use medical::Profile;

/// What a panel does; `close` ends it.
#[derive(Clone)]
pub enum Panel {
    /// A new institution.
    Create {
        /// Ends it.
        close: Close,
    },
    /// Its record.
    Edit {
        /// The institution, as the page shows it.
        sheet: ReadSignal<Sheet>,
        /// Called before `close` when it was saved.
        saved: Close,
        /// Ends it.
        close: Close,
    },
    /// Its medical profile.
    EditProfile {
        /// The institution, as the page shows it.
        sheet: ReadSignal<Sheet>,
        /// Called before `close` when it was saved.
        saved: Close,
        /// Ends it.
        close: Close,
    },
}

/// What a panel calls.
pub type Close = Rc<dyn Fn()>;

impl Panel {
    /// What ends it.
    #[must_use]
    pub fn close(&self) -> Close {
        match self {
            Self::Create { close } | Self::Edit { close, .. } | Self::EditProfile { close, .. } => close.clone(),
        }
    }
}

/// The panel.
#[must_use]
pub fn open(panel: Panel) -> View {
    match panel {
        Panel::Create { close } => view! { CreatePanel(on_close=close) },
        Panel::Edit { sheet, saved, close } => view! { EditPanel(sheet=sheet, on_saved=saved, on_close=close) },
        Panel::EditProfile { sheet, saved, close } => {
            view! { EditProfilePanel(sheet=sheet, on_saved=saved, on_close=close) }
        }
    }
}

/// Words that occur already and are offered: tags and specialties.
#[must_use]
pub fn suggestions() -> (ReadSignal<Vec<String>>, ReadSignal<Vec<String>>) {
    let facets = fetch(
        || (),
        |()| async move { Ok(send::<InstitutionFacets>(institution_facets::Variables).await?.institution_facets) },
    );
    let tags = create_memo(move || facets.value.with(|f| f.as_ref().map(|f| f.tags.clone()).unwrap_or_default()));
    let specialties =
        create_memo(move || facets.value.with(|f| f.as_ref().map(|f| f.specialties.clone()).unwrap_or_default()));
    (tags, specialties)
}
