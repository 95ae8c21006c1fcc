//! The dashboard without a browser, as different people see it.

use std::rc::Rc;

use domain::{Language, TaskPriority, TaskStatus, Theme, UserRole};

use super::*;
use crate::app::App;
use crate::session::Person;

fn person(role: UserRole) -> Person {
    Person {
        id: "1".into(),
        email: "a@example.com".into(),
        first_name: "Inès".into(),
        last_name: "Lacombe".into(),
        full_name: "Inès Lacombe".into(),
        role,
        phone: None,
        language: Language::Fr,
        theme: Theme::System,
        keyboard_shortcuts: true,
        version: 1,
        permissions: role.permissions().map(|permission| permission.name().to_owned()).collect(),
    }
}

fn counts(overdue: i64) -> api::TaskFigures {
    api::TaskFigures { open: 3, overdue, due_soon: 0, completed_this_week: 1 }
}

fn data(institutions: i64, people: i64) -> Data {
    let task = api::MyTask {
        id: "t".into(),
        title: "Relire le rapport".into(),
        status: TaskStatus::Todo,
        priority: TaskPriority::Medium,
        due_date: Some("1969-12-31T00:00:00Z".into()),
        is_overdue: true,
        version: 1,
        institution: None,
    };
    let week = api::Week { start: "2026-11-23".into(), created: 2, completed: 1 };
    Data {
        dashboard: api::DashboardDashboard {
            institutions: api::DashboardDashboardInstitutions {
                total: institutions,
                active: institutions,
                clients: 0,
                prospects: institutions,
                unassigned: 0,
                created_this_month: 0,
            },
            tasks: counts(1),
            my_task_counts: counts(1),
            my_tasks: if institutions > 0 { vec![task] } else { Vec::new() },
            attention: Vec::new(),
            activity: Vec::new(),
            task_history: vec![week],
        },
        users: api::DashboardUsers { total_count: people },
    }
}

fn html(role: UserRole, data: Data) -> String {
    sycamore::render_to_string(move || {
        let app = App::new();
        app.session.person.set(Some(Rc::new(person(role))));
        provide_context(app);
        let remote = fetch(|| (), |()| send::<Operation>(api::Variables));
        let shown = create_signal(data);
        content(remote, *shown)
    })
}

#[test]
fn an_empty_firm_begins_with_first_steps() {
    let admin = html(UserRole::Admin, data(0, 1));
    assert!(admin.contains("Créer la première institution") && admin.contains("/users/new"), "{admin}");
    assert!(admin.contains("Rien à traiter") && admin.contains("Aucune institution à surveiller."), "{admin}");
    // One step is done, the other is open.
    let half = html(UserRole::Admin, data(2, 1));
    assert!(!half.contains("/institutions/new") && half.contains("/users/new"), "{half}");
    assert!(!html(UserRole::Admin, data(2, 3)).contains("Premiers pas"));
    assert!(!html(UserRole::Manager, data(0, 1)).contains("Premiers pas"));
}

#[test]
fn what_is_shown_follows_the_role() {
    let auditor = html(UserRole::Auditor, data(2, 1));
    assert!(auditor.contains("Terminer\u{a0}: Relire le rapport") && auditor.contains("en retard"), "{auditor}");
    assert!(!auditor.contains("assignee=none"), "an auditor sees none without an owner");
    let viewer = html(UserRole::Viewer, data(0, 1));
    assert!(!viewer.contains("Mes tâches") && viewer.contains("assignee=none"), "{viewer}");
}
