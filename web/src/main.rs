//! The web app of Medical CRM: a Sycamore program that runs in the browser and talks GraphQL to its own origin.

mod api;
mod app;
mod chunks;
mod i18n;
mod layout;
mod pages;
mod platform;
mod router;
mod session;
mod ui;

use sycamore::prelude::*;

fn main() {
    platform::panic::report();
    if let Some(root) = document().get_element_by_id("app") {
        sycamore::render_to(|| view! { app::Root() }, &root);
    }
}
