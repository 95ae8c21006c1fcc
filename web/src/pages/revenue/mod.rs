//! Consolidated revenue, of audits, training and what was entered by hand: a page for the firm, a tab of an institution,
//! a section of the dashboard.

mod amounts;
mod choice;
mod consolidated;
mod entries;
mod evolution;
mod figures;
mod formation;
pub mod institution_tab;
mod page;
pub mod widget;

pub use page::RevenuePage;
