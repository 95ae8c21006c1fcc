use sycamore::prelude::*;
#[component]
pub fn Teams() -> View {
    View::new()
}
