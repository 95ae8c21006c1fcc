use sycamore::prelude::*;
#[component]
pub fn Users() -> View {
    View::new()
}
