//! Addresses: which page a path names, and moving between them.

mod address;
pub mod history;
pub mod leave;
mod page;
mod panel;
pub mod query;
mod screen;
mod tab;

pub use address::Address;
pub use history::{go, replace};
pub use page::Page;
pub use panel::Panel;
pub use screen::Screen;
pub use tab::{InstitutionTab, MatchingTab, ProfileTab};
