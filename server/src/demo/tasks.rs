//! Invented tasks: some done, some late, most to come.

use chrono::{DateTime, NaiveDate, Utc};
use db::rows::TaskValues;
use db::schema::tasks;
use diesel::Insertable;
use domain::{TaskPriority, TaskStatus};
use uuid::Uuid;

use super::chance::{Chance, key_of};
use super::institutions::InstitutionRow;
use super::{Establishment, contacts, firm::Staff, moment};

/// Titles and descriptions of work at an establishment.
const FIELD_WORK: [(&str, Option<&str>); 14] = [
    (
        "Préparer l'audit du bloc opératoire",
        Some(
            "Réunir les plans, les circuits du patient et du matériel, et les derniers contrôles d'air et de surfaces.",
        ),
    ),
    ("Planifier l'audit de la stérilisation", Some("Proposer trois dates et réserver une salle sur place.")),
    ("Envoyer la proposition d'audit d'endoscopie", None),
    ("Relancer la signature du devis", Some("Sans réponse depuis deux semaines.")),
    ("Rédiger le rapport d'audit", Some("Écarts, photographies, recommandations classées par priorité.")),
    (
        "Présenter le rapport à la direction des soins",
        Some("Une heure en visioconférence, support de vingt pages au plus."),
    ),
    ("Suivre le plan d'actions en hygiène", Some("Point d'étape avec l'équipe opérationnelle d'hygiène.")),
    ("Organiser une formation au retraitement des endoscopes", Some("Deux groupes de douze personnes.")),
    ("Mettre à jour les coordonnées de l'établissement", None),
    ("Vérifier le bon de commande", Some("Numéro d'engagement et code service attendus pour Chorus Pro.")),
    ("Appeler la pharmacie à usage intérieur", None),
    ("Préparer la visite de certification", Some("Relire les critères qui touchent au bloc et à l'endoscopie.")),
    ("Contrôler la qualification des salles propres", Some("Demander les rapports du prestataire.")),
    ("Proposer le renouvellement de l'audit annuel", None),
];

/// Work inside the firm.
const OFFICE_WORK: [(&str, Option<&str>); 5] = [
    ("Mettre à jour la grille d'audit d'endoscopie", Some("Reprendre les dernières recommandations publiées.")),
    ("Préparer la réunion d'équipe", None),
    ("Compléter le planning des visites du trimestre", Some("Regrouper les déplacements par région.")),
    ("Relire le modèle de rapport d'audit", None),
    ("Transmettre les notes de frais du mois", None),
];

/// Medium twice: it is the usual priority.
const PRIORITIES: [TaskPriority; 5] =
    [TaskPriority::Low, TaskPriority::Medium, TaskPriority::Medium, TaskPriority::High, TaskPriority::Urgent];

/// A row of `tasks`.
#[derive(Debug, Insertable)]
#[diesel(table_name = tasks)]
pub(super) struct TaskRow {
    pub(super) id: Uuid,
    #[diesel(embed)]
    pub(super) values: TaskValues,
    pub(super) created_by: Uuid,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// Two to five tasks around an establishment.
pub(super) fn at(house: &Establishment, row: &InstitutionRow, staff: &Staff, today: NaiveDate) -> Vec<TaskRow> {
    let mut chance = Chance::of(&format!("tasks/{}", house.key));
    let assignee = row.values.assigned_user_id.unwrap_or(staff.manager);
    let count = chance.below(4) + 2;
    let work = chance.some(&FIELD_WORK, count);
    work.into_iter()
        .enumerate()
        .map(|(place, work)| {
            let about = About {
                assignee,
                institution: Some(row.id),
                contact: chance.percent(40).then(|| contacts::primary(house)),
            };
            let creator = if chance.percent(30) { staff.manager } else { assignee };
            named(&mut chance, &format!("{}/{place}", house.key), *work, about, creator, today)
        })
        .collect()
}

/// Two tasks of everybody's own.
pub(super) fn in_the_office(staff: &Staff, today: NaiveDate) -> Vec<TaskRow> {
    let mut rows = Vec::new();
    for (place, assignee) in staff.workers().enumerate() {
        let mut chance = Chance::of(&format!("office/{place}"));
        let work = chance.some(&OFFICE_WORK, 2);
        for (turn, work) in work.into_iter().enumerate() {
            let about = About { assignee, institution: None, contact: None };
            let name = format!("office/{place}/{turn}");
            rows.push(named(&mut chance, &name, *work, about, staff.manager, today));
        }
    }
    rows
}

fn named(
    chance: &mut Chance,
    name: &str,
    work: (&str, Option<&str>),
    about: About,
    created_by: Uuid,
    today: NaiveDate,
) -> TaskRow {
    let Drawn { values, created_at, updated_at } = dated(chance, work, about, today);
    TaskRow { id: key_of("task", name), values, created_by, created_at, updated_at }
}

/// Whom and what a task is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    /// Who does it.
    pub(crate) assignee: Uuid,
    /// Where.
    pub(crate) institution: Option<Uuid>,
    /// With whom.
    pub(crate) contact: Option<Uuid>,
}

/// A task and its times.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// What people set.
    pub(crate) values: TaskValues,
    /// When it was written down.
    pub(crate) created_at: DateTime<Utc>,
    /// When it last changed.
    pub(crate) updated_at: DateTime<Utc>,
}

/// Any task at an establishment.
pub(crate) fn task(chance: &mut Chance, about: About, today: NaiveDate) -> Drawn {
    let work = *chance.pick(&FIELD_WORK);
    dated(chance, work, about, today)
}

fn dated(chance: &mut Chance, (title, description): (&str, Option<&str>), about: About, today: NaiveDate) -> Drawn {
    let due = chance.between(-60, 75);
    let has_due = chance.below(10) > 0;
    let status = status(chance, due);
    let past = due.min(0);
    let created = past - chance.between(10, 45);
    let last = match status {
        TaskStatus::Todo => created,
        TaskStatus::Completed => (past + chance.between(-6, 3)).min(-1),
        TaskStatus::InProgress | TaskStatus::Cancelled => (past - chance.between(0, 8)).min(-1),
    };
    let updated_at = moment(today, last, 14);
    Drawn {
        values: TaskValues {
            title: title.to_owned(),
            description: description.map(str::to_owned),
            status,
            priority: *chance.pick(&PRIORITIES),
            assignee_id: about.assignee,
            institution_id: about.institution,
            contact_id: about.contact,
            due_date: has_due.then(|| moment(today, due, 16)),
            completed_at: (status == TaskStatus::Completed).then_some(updated_at),
        },
        created_at: moment(today, created, 8),
        updated_at,
    }
}

/// What is long due is mostly done, what is far ahead mostly not begun.
fn status(chance: &mut Chance, due: i32) -> TaskStatus {
    let (completed, cancelled, begun) = match due {
        ..-7 => (82, 8, 6),
        -7..=0 => (45, 5, 35),
        1..=14 => (15, 4, 45),
        _ => (6, 3, 20),
    };
    let draw = chance.below(100);
    if draw < completed {
        TaskStatus::Completed
    } else if draw < completed + cancelled {
        TaskStatus::Cancelled
    } else if draw < completed + cancelled + begun {
        TaskStatus::InProgress
    } else {
        TaskStatus::Todo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_follow_each_other() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        let now = moment(today, 0, 0);
        let mut chance = Chance::of("tasks");
        let about = About { assignee: Uuid::nil(), institution: None, contact: None };
        let mut seen = std::collections::HashSet::new();
        for _ in 0..5000 {
            let Drawn { values, created_at, updated_at } = task(&mut chance, about, today);
            assert!(created_at < updated_at && updated_at < now);
            assert_eq!(values.completed_at.is_some(), values.status == TaskStatus::Completed);
            seen.insert((values.status, values.priority, values.due_date.is_some_and(|due| due < now)));
        }
        assert!(seen.len() >= 30, "statuses, priorities, late and not: {}", seen.len());
    }
}
