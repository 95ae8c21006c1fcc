//! Creating and changing an institution, in a side panel.

mod conflict;
mod contact;
mod create;
mod edit;
mod fields;
mod medical;

use sycamore::prelude::*;

use crate::api::operations::{InstitutionFacets, institution_facets};
use crate::api::send;
use crate::ui::remote::fetch;

pub use create::CreatePanel;
pub use edit::{EditPanel, EditProfilePanel};
pub use fields::Sheet;
pub use medical::Profile;

/// Words that occur already and are offered: tags and specialties.
fn suggestions() -> (ReadSignal<Vec<String>>, ReadSignal<Vec<String>>) {
    let facets = fetch(
        || (),
        |()| async move { Ok(send::<InstitutionFacets>(institution_facets::Variables).await?.institution_facets) },
    );
    let tags = create_memo(move || facets.value.with(|f| f.as_ref().map(|f| f.tags.clone()).unwrap_or_default()));
    let specialties =
        create_memo(move || facets.value.with(|f| f.as_ref().map(|f| f.specialties.clone()).unwrap_or_default()));
    (tags, specialties)
}
