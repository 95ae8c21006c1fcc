//! Templates: how quotes, invoices and reminders look. One of each type is the default.

mod create;
mod input;
mod read;
mod remove;
mod rendering;
mod set_default;
mod update;
mod values;
mod versions;

pub use create::{create, duplicate};
pub use input::{NewTemplate, TemplateUpdate};
pub use read::{find, find_any, if_usable, is_usable, may_read};
pub use remove::{delete, delete_present, restore};
pub use rendering::{Trial, Tried, built_in_source, preview, preview_of};
pub use set_default::set_default;
pub use update::update;

/// The name in rights of API tokens, errors and events.
pub const ENTITY: &str = "template";
