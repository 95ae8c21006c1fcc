//! The frame around pages: navigation, search, shortcuts, the dialogues that may stand over any page.

pub mod leave_dialog;
pub mod more;
pub mod navigation;
pub mod palette;
pub mod shell;
pub mod shortcuts;
pub mod sign_in_again;
pub mod user_menu;
