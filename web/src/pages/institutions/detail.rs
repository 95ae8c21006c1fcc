//! stub for first compile
use sycamore::prelude::*;
/// x
#[component(inline_props)]
pub fn InstitutionDetail(id: String) -> View {
    view! { (id) }
}
