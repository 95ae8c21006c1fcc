//! stub for first compile
use sycamore::prelude::*;
/// x
#[component]
pub fn InstitutionList() -> View {
    view! { crate::ui::heading::PageTitle(title="Institutions") }
}
