//! Choosing an institution: for a filter, a contact, a task.

use std::rc::Rc;

use futures_util::FutureExt;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;

use crate::api::operations::{InstitutionChoices, InstitutionName, institution_choices, institution_name};
use crate::api::{ApiError, send};
use crate::i18n::text::list as t;
use crate::ui::combobox::{Candidate, Search};

/// Finds institutions by what is typed.
#[must_use]
pub fn search() -> Search {
    Rc::new(|typed| find(typed).boxed_local())
}

async fn find(typed: String) -> Result<Vec<Candidate>, ApiError> {
    let search = Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let data = send::<InstitutionChoices>(institution_choices::Variables { search }).await?;
    let candidate = |found: institution_choices::InstitutionChoicesInstitutionsNodes| Candidate {
        id: found.id,
        label: found.name,
        detail: found.address.city,
    };
    Ok(data.institutions.nodes.into_iter().map(candidate).collect())
}

/// The institution `id`, as a choice.
///
/// # Errors
/// As [`send`].
pub async fn choice(id: String) -> Result<Candidate, ApiError> {
    let found = send::<InstitutionName>(institution_name::Variables { id }).await?.institution;
    Ok(Candidate { id: found.id, label: found.name, detail: found.address.city })
}

/// The institution `id` as a choice, as soon as it is known; one that is not there keeps its id and has no name.
#[must_use]
pub fn follow(id: ReadSignal<Option<String>>) -> ReadSignal<Option<Candidate>> {
    let chosen = create_signal(None::<Candidate>);
    create_client_effect(move || {
        chosen.set(None);
        if let Some(id) = id.get_clone() {
            spawn_local_scoped(async move {
                let unknown =
                    Candidate { id: id.clone(), label: t::UNKNOWN_THING.now().to_owned(), detail: String::new() };
                chosen.set(Some(choice(id).await.unwrap_or(unknown)));
            });
        }
    });
    *chosen
}
