//! Where an account stands: invited, active, deactivated.

use crate::ui::status::StatusLook;
use crate::ui::status::looks::account;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// The person has not chosen a password yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in any more.
    Deactivated,
}

impl AccountState {
    /// From what the server tells; who may not know of passwords takes everybody for active.
    #[must_use]
    pub fn of(is_active: bool, has_password: Option<bool>) -> Self {
        match (is_active, has_password) {
            (false, _) => Self::Deactivated,
            (true, Some(false)) => Self::Invited,
            (true, _) => Self::Active,
        }
    }

    /// How it looks.
    #[must_use]
    pub fn look(self) -> StatusLook {
        match self {
            Self::Invited => account::INVITED,
            Self::Active => account::ACTIVE,
            Self::Deactivated => account::DEACTIVATED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AccountState::{self, Active, Deactivated, Invited};

    #[test]
    fn who_has_chosen_no_password_is_invited() {
        assert_eq!(AccountState::of(true, Some(false)), Invited);
        assert_eq!(AccountState::of(true, None), Active);
        assert_eq!(AccountState::of(false, Some(false)), Deactivated);
    }
}
