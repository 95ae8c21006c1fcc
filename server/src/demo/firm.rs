//! The invented people of the audit firm: accounts, teams, and who looks after which region.

use domain::UserRole;
use uuid::Uuid;

use super::chance::{Chance, key_of};

/// An account of the demo company.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// Where one signs in.
    pub email: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// What the person is in the firm.
    pub role: UserRole,
    /// Team, by name.
    pub team: Option<&'static str>,
}

pub(super) const WEST: &str = "Ouest";
pub(super) const EAST: &str = "Est";

/// The teams and what they are for.
pub(super) const TEAMS: [(&str, &str); 2] = [
    (WEST, "Façade atlantique, Normandie, Centre, Occitanie et Antilles-Guyane"),
    (EAST, "Île-de-France, Nord, Est, Rhône-Alpes, Méditerranée, océan Indien et Pacifique"),
];

/// Everybody; the first four are the documented demo accounts.
pub const ACCOUNTS: [Account; 8] = [
    account("admin@example.com", "Hélène", "Marchand", UserRole::Admin, None),
    account("manager@example.com", "Julien", "Fabre", UserRole::Manager, None),
    account("auditor@example.com", "Chloé", "Guillou", UserRole::Auditor, Some(WEST)),
    account("viewer@example.com", "Paul", "Lemaître", UserRole::Viewer, None),
    account("maelle.kervella@example.com", "Maëlle", "Kervella", UserRole::Auditor, Some(WEST)),
    account("thomas.brehier@example.com", "Thomas", "Bréhier", UserRole::Auditor, Some(WEST)),
    account("noemie.schaeffer@example.com", "Noémie", "Schaeffer", UserRole::Auditor, Some(EAST)),
    account("remi.fontanel@example.com", "Rémi", "Fontanel", UserRole::Auditor, Some(EAST)),
];

const fn account(
    email: &'static str,
    first_name: &'static str,
    last_name: &'static str,
    role: UserRole,
    team: Option<&'static str>,
) -> Account {
    Account { email, first_name, last_name, role, team }
}

impl Account {
    /// The key of the account's row, unless somebody had the e-mail address before.
    pub(super) fn id(&self) -> Uuid {
        key_of("user", self.email)
    }
}

/// The people of the firm as they stand in the database.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    /// Leads the business, and does what nobody else is named for.
    pub(super) manager: Uuid,
    /// Auditors of the team [`WEST`].
    pub(super) west: Vec<Uuid>,
    /// Auditors of the team [`EAST`].
    pub(super) east: Vec<Uuid>,
}

impl Staff {
    /// Everybody whom tasks are given to.
    pub(super) fn workers(&self) -> impl Iterator<Item = Uuid> {
        [self.manager].into_iter().chain(self.west.iter().copied()).chain(self.east.iter().copied())
    }

    /// The auditor who looks after an establishment of a region; one in twelve waits for one.
    pub(super) fn auditor(&self, region: &str, chance: &mut Chance) -> Option<Uuid> {
        let team = match team_of(region) {
            WEST => &self.west,
            _ => &self.east,
        };
        (!team.is_empty() && chance.below(12) > 0).then(|| *chance.pick(team))
    }
}

fn team_of(region: &str) -> &'static str {
    match region {
        "Bretagne"
        | "Centre-Val de Loire"
        | "Guadeloupe"
        | "Guyane"
        | "Martinique"
        | "Normandie"
        | "Nouvelle-Aquitaine"
        | "Occitanie"
        | "Pays de la Loire"
        | "Saint-Pierre-et-Miquelon" => WEST,
        _ => EAST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::establishments;

    #[test]
    fn regions_are_spelled_as_in_the_table() {
        let regions: std::collections::HashSet<_> = establishments().unwrap().iter().map(|e| e.region).collect();
        assert_eq!(regions.iter().filter(|region| team_of(region) == WEST).count(), 10);
    }

    #[test]
    fn the_documented_accounts_have_their_roles() {
        for role in UserRole::ALL {
            assert!(ACCOUNTS[..4].iter().any(|a| a.role == *role && a.email == format!("{role}@example.com")));
        }
    }
}
