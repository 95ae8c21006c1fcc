//! The auditors that load data is assigned to. They have no password: nobody signs in as one of them.

use super::{Plan, Rows, Stream, Table};
use crate::demo::Name;

pub(super) const TEAMS: Table = Table {
    name: "teams",
    statement: "COPY teams (id, name) FROM STDIN",
    turns: |plan| u32::try_from(plan.teams.len()).unwrap_or(u32::MAX),
    write: |plan, index, rows| {
        rows.cell(plan.key(Stream::Teams, index)).text(&format!("Charge {}-{}", plan.seed, index + 1)).end();
    },
};

pub(super) const USERS: Table = Table {
    name: "users",
    statement: "COPY users (id, email, first_name, last_name, role, team_id, avatar_seed) FROM STDIN",
    turns: |plan| u32::try_from(plan.auditors.len()).unwrap_or(u32::MAX),
    write: user,
};

/// The address of an auditor: it says which seed made the account.
pub(super) fn email(plan: &Plan, index: u32) -> String {
    format!("auditor-{}-{}@load.example", plan.seed, index + 1)
}

fn user(plan: &Plan, index: u32, rows: &mut Rows) {
    let mut chance = plan.chance(Stream::Users, index);
    let id = chance.key();
    let name = Name::draw(&mut chance);
    rows.cell(id)
        .text(&email(plan, index))
        .text(name.first)
        .text(name.last)
        .text("auditor")
        .cell(plan.teams[index as usize % plan.teams.len()])
        .text(&format!("{} {}", name.first, name.last))
        .end();
}
