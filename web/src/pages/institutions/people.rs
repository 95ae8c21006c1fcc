//! Who may follow an institution.

use std::rc::Rc;

use domain::Permission;
use futures_util::FutureExt;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;

use crate::api::operations::{Assignees, PersonName, assignees, person_name};
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::text::list as t;
use crate::ui::combobox::{Candidate, Search};

/// Finds active users by name or address. Needs the right to view users.
#[must_use]
pub fn search() -> Search {
    Rc::new(|typed| find(typed).boxed_local())
}

async fn find(typed: String) -> Result<Vec<Candidate>, ApiError> {
    // Every word must be somewhere in the name or the address.
    let words = typed.split_whitespace().map(|word| {
        let contains = Some(assignees::StringFilter { contains: Some(word.to_owned()), ..Default::default() });
        let first = assignees::UserFilter { first_name: contains.clone(), ..Default::default() };
        let last = assignees::UserFilter { last_name: contains.clone(), ..Default::default() };
        let email = assignees::UserFilter { email: contains, ..Default::default() };
        assignees::UserFilter { or: Some(vec![first, last, email]).into(), ..Default::default() }
    });
    let words: Vec<assignees::UserFilter> = words.collect();
    let filter = assignees::UserFilter {
        and: Some(words).filter(|words| !words.is_empty()).into(),
        is_active: Some(assignees::BooleanFilter { eq: Some(true), ..Default::default() }),
        ..Default::default()
    };
    let data = send::<Assignees>(assignees::Variables { filter: Some(filter) }).await?;
    let candidate =
        |user: assignees::AssigneesUsersNodes| Candidate { id: user.id, label: user.full_name, detail: user.email };
    Ok(data.users.nodes.into_iter().map(candidate).collect())
}

/// Full name of a user, for an address that holds an id.
///
/// # Errors
/// As [`send`].
pub async fn name_of(id: String) -> Result<String, ApiError> {
    Ok(send::<PersonName>(person_name::Variables { id }).await?.user.full_name)
}

/// The name of the user `id`, as soon as it is known; of nobody when there is no id.
#[must_use]
pub fn follow_name(id: ReadSignal<Option<String>>) -> ReadSignal<Option<String>> {
    let can_ask = use_app().session.can(Permission::ViewUsers);
    let name = create_signal(None::<String>);
    create_client_effect(move || {
        name.set(None);
        if let Some(id) = id.get_clone().filter(|_| can_ask) {
            spawn_local_scoped(async move {
                let found = name_of(id).await;
                name.set(Some(found.unwrap_or_else(|_| t::UNKNOWN_PERSON.now().to_owned())));
            });
        }
    });
    *name
}
