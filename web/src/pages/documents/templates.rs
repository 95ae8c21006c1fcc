//! Choosing the template of a document.

use std::rc::Rc;

use domain::billing::TemplateType;
use futures_util::FutureExt;

use crate::api::documents::{TemplateChoices, template_choices};
use crate::api::{ApiError, send};
use crate::platform::case;
use crate::ui::combobox::{Candidate, Search};

/// Finds templates of these types by name.
#[must_use]
pub fn search(types: &'static [TemplateType]) -> Search {
    Rc::new(move |typed| find(types, typed).boxed_local())
}

async fn find(types: &[TemplateType], typed: String) -> Result<Vec<Candidate>, ApiError> {
    let data = send::<TemplateChoices>(template_choices::Variables { types: types.to_vec() }).await?;
    let typed = case::lower(typed.trim());
    let found = data.invoice_templates.nodes.into_iter().filter(|found| case::lower(&found.name).contains(&typed));
    Ok(found.map(|found| Candidate { id: found.id, label: found.name, detail: String::new() }).collect())
}
