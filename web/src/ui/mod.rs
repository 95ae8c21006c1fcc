//! The parts that pages are built from, after the design system. Each is general, documented and testable
//! without a browser; nothing here knows an institution.

pub mod amount_field;
pub mod avatar;
pub mod button;
pub mod chart;
pub mod choice;
pub mod combobox;
pub mod copy;
pub mod date_field;
pub mod decimal;
pub mod dialog;
pub mod editing;
pub mod empty;
pub mod field;
pub mod filter_bar;
pub mod form;
pub mod form_panel;
pub mod heading;
pub mod icon;
pub mod listbox;
pub mod menu;
pub mod message;
pub mod notice;
pub mod pager;
pub mod reach;
pub mod remote;
pub mod select;
pub mod skeleton;
pub mod sort;
pub mod status;
pub mod table;
pub mod tabs;
pub mod text_field;
pub mod toast;
pub mod tokens;
pub mod unknown;
