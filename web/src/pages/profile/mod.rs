//! stub for first compile
use sycamore::prelude::*;
/// x
#[component]
pub fn Profile() -> View {
    view! { "p" }
}
