//! Which rows a viewer sees and may change, in SQL, so that pages, counts, filters and searches agree.
//!
//! What a viewer may not see does not exist for that viewer.

use db::{
    column,
    query::{Comparison, Condition, Relation, Value},
};
use domain::{Permission, SegmentVisibility};

use crate::auth::Viewer;

/// The user to whom an institution is assigned.
const ASSIGNED_USER: Relation = Relation { table: "users", on: "users.id = medical_institutions.assigned_user_id" };
/// The institution of a contact.
const CONTACT_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = contact_persons.institution_id" };
/// The institution of a task.
const TASK_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = tasks.institution_id" };
/// The institution of an invoice.
const INVOICE_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = invoices.institution_id" };
/// The invoice of a payment.
const PAYMENT_INVOICE: Relation = Relation { table: "invoices", on: "invoices.id = payments.invoice_id" };
/// The institution of a quote.
const QUOTE_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = quotes.institution_id" };
/// The institution of an entry of revenue.
const REVENUE_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = revenue_entries.institution_id" };
/// The institution of a company of Digiforma.
const DIGIFORMA_COMPANY_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = digiforma_companies.institution_id" };
/// The company of a person in Digiforma.
const DIGIFORMA_CONTACT_COMPANY: Relation =
    Relation { table: "digiforma_companies", on: "digiforma_companies.id = digiforma_contacts.digiforma_company_id" };
/// The institution of a quotation of Digiforma.
const DIGIFORMA_QUOTE_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = digiforma_quotes.institution_id" };
/// The institution of an invoice of Digiforma.
const DIGIFORMA_INVOICE_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = digiforma_invoices.institution_id" };
/// The institution that an audit event follows.
const AUDITED_INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = audit_events.institution_id" };

/// Assigned to the viewer or to a member of the viewer's team.
fn assigned_institutions(viewer: &Viewer) -> Condition {
    let mine = Condition::eq(column!(medical_institutions.assigned_user_id), Value::Id(viewer.id));
    match viewer.team_id {
        None => mine,
        Some(team) => {
            let colleague = Condition::eq(column!(users.team_id), Value::Id(team));
            Condition::Any(vec![mine, Condition::Exists(ASSIGNED_USER, Box::new(colleague))])
        }
    }
}

fn by_right(
    viewer: &Viewer,
    all: Permission,
    assigned: Permission,
    condition: impl FnOnce() -> Condition,
) -> Condition {
    if viewer.can(all) {
        Condition::TRUE
    } else if viewer.can(assigned) {
        condition()
    } else {
        Condition::FALSE
    }
}

/// Institutions that the viewer sees, deleted ones included.
#[must_use]
pub fn institutions(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions, || {
        assigned_institutions(viewer)
    })
}

/// Institutions that the viewer may edit.
#[must_use]
pub fn editable_institutions(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::EditAllInstitutions, Permission::EditAssignedInstitutions, || {
        assigned_institutions(viewer)
    })
}

/// An institution that is there for the viewer: seen and not deleted.
fn present_institution(viewer: &Viewer) -> Box<Condition> {
    Box::new(Condition::IsNull(column!(medical_institutions.deleted_at)).and(institutions(viewer)))
}

/// Contacts that the viewer sees: those of institutions that are there.
#[must_use]
pub fn contacts(viewer: &Viewer) -> Condition {
    Condition::Exists(CONTACT_INSTITUTION, present_institution(viewer))
}

/// Contacts that the viewer may edit.
#[must_use]
pub fn editable_contacts(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::EditAllContacts, Permission::EditAssignedContacts, || {
        Condition::Exists(CONTACT_INSTITUTION, Box::new(assigned_institutions(viewer)))
    })
}

/// Assigned to or made by the viewer.
fn own_tasks(viewer: &Viewer) -> [Condition; 2] {
    [
        Condition::eq(column!(tasks.assigned_to), Value::Id(viewer.id)),
        Condition::eq(column!(tasks.created_by), Value::Id(viewer.id)),
    ]
}

/// Tasks that the viewer sees: all, or the own ones and those of institutions that are there. A task of a deleted
/// institution waits for its return.
#[must_use]
pub fn tasks(viewer: &Viewer) -> Condition {
    let no_institution = Condition::IsNull(column!(tasks.institution_id));
    let kept = Condition::IsNull(column!(medical_institutions.deleted_at));
    let not_orphaned = Condition::Any(vec![no_institution, Condition::Exists(TASK_INSTITUTION, Box::new(kept))]);
    if viewer.can(Permission::ViewAllTasks) {
        return not_orphaned;
    }
    let mut any = Vec::from(own_tasks(viewer));
    any.push(Condition::Exists(TASK_INSTITUTION, present_institution(viewer)));
    Condition::All(vec![not_orphaned, Condition::Any(any)])
}

/// Tasks that the viewer may edit: all, or the own ones and those of assigned institutions.
#[must_use]
pub fn editable_tasks(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::EditAllTasks, Permission::EditAssignedTasks, || {
        let mut any = Vec::from(own_tasks(viewer));
        any.push(Condition::Exists(TASK_INSTITUTION, Box::new(assigned_institutions(viewer))));
        Condition::Any(any)
    })
}

/// Invoices that the viewer sees: all, also of institutions that were deleted, since the books keep them; or the own ones
/// and those of institutions that are there.
#[must_use]
pub fn invoices(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewInvoices, || {
        Condition::Any(vec![own_invoices(viewer), Condition::Exists(INVOICE_INSTITUTION, present_institution(viewer))])
    })
}

/// Invoices that the viewer may edit: all, or the own ones and those of assigned institutions.
#[must_use]
pub fn editable_invoices(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::EditAllInvoices, Permission::EditOwnInvoices, || {
        Condition::Any(vec![
            own_invoices(viewer),
            Condition::Exists(INVOICE_INSTITUTION, Box::new(assigned_institutions(viewer))),
        ])
    })
}

/// Assigned to the viewer.
fn own_invoices(viewer: &Viewer) -> Condition {
    Condition::eq(column!(invoices.assigned_user_id), Value::Id(viewer.id))
}

/// Payments that the viewer sees: those of invoices that the viewer sees.
#[must_use]
pub fn payments(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewInvoices, || {
        Condition::Exists(PAYMENT_INVOICE, Box::new(invoices(viewer)))
    })
}

/// Entries of revenue that the viewer sees: all, those without an institution included, or those of institutions that are
/// there.
#[must_use]
pub fn revenue_entries(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewInvoices, || {
        Condition::Exists(REVENUE_INSTITUTION, present_institution(viewer))
    })
}

/// Quotes that the viewer sees: all, also of institutions that were deleted, since invoices cite them; or the own ones
/// and those of institutions that are there.
#[must_use]
pub fn quotes(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewQuotes, || {
        Condition::Any(vec![own_quotes(viewer), Condition::Exists(QUOTE_INSTITUTION, present_institution(viewer))])
    })
}

/// Quotes that the viewer may edit: all, or the own ones and those of assigned institutions.
#[must_use]
pub fn editable_quotes(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::EditAllQuotes, Permission::EditOwnQuotes, || {
        Condition::Any(vec![
            own_quotes(viewer),
            Condition::Exists(QUOTE_INSTITUTION, Box::new(assigned_institutions(viewer))),
        ])
    })
}

/// Assigned to the viewer.
fn own_quotes(viewer: &Viewer) -> Condition {
    Condition::eq(column!(quotes.assigned_user_id), Value::Id(viewer.id))
}

/// Companies of Digiforma that the viewer sees: all, linked or not; or those of institutions that are there.
#[must_use]
pub fn digiforma_companies(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions, || {
        Condition::Exists(DIGIFORMA_COMPANY_INSTITUTION, present_institution(viewer))
    })
}

/// People in Digiforma that the viewer sees: all, or those of companies that the viewer sees.
#[must_use]
pub fn digiforma_contacts(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions, || {
        Condition::Exists(DIGIFORMA_CONTACT_COMPANY, Box::new(digiforma_companies(viewer)))
    })
}

/// Quotations of Digiforma that the viewer sees: all, or those of institutions that are there.
#[must_use]
pub fn digiforma_quotes(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewQuotes, || {
        Condition::Exists(DIGIFORMA_QUOTE_INSTITUTION, present_institution(viewer))
    })
}

/// Invoices of Digiforma that the viewer sees: all, or those of institutions that are there.
#[must_use]
pub fn digiforma_invoices(viewer: &Viewer) -> Condition {
    by_right(viewer, Permission::ViewAllBilling, Permission::ViewInvoices, || {
        Condition::Exists(DIGIFORMA_INVOICE_INSTITUTION, present_institution(viewer))
    })
}

/// Segments that the viewer sees: the own ones, those of the own team, and public ones. Who manages teams sees those of
/// every team; a private one is its owner's alone.
#[must_use]
pub fn segments(viewer: &Viewer) -> Condition {
    let with = |visibility: SegmentVisibility| {
        Condition::eq(column!(segments.visibility), Value::Text(visibility.name().to_owned()))
    };
    let mut any = vec![own_segments(viewer), with(SegmentVisibility::Public)];
    if viewer.can(Permission::ManageTeams) {
        any.push(with(SegmentVisibility::Team));
    } else if let Some(team) = viewer.team_id {
        let of_team = Condition::eq(column!(segments.team_id), Value::Id(team));
        any.push(with(SegmentVisibility::Team).and(of_team));
    }
    Condition::Any(any)
}

/// Segments that the viewer may edit: the own ones; who manages teams, also what others share.
#[must_use]
pub fn editable_segments(viewer: &Viewer) -> Condition {
    if !viewer.can(Permission::ManageSegments) {
        return Condition::FALSE;
    }
    if !viewer.can(Permission::ManageTeams) {
        return own_segments(viewer);
    }
    let private = Value::Text(SegmentVisibility::Private.name().to_owned());
    let shared = Condition::Compare(column!(segments.visibility), Comparison::Ne, private);
    Condition::Any(vec![own_segments(viewer), shared])
}

/// Made by the viewer.
fn own_segments(viewer: &Viewer) -> Condition {
    Condition::eq(column!(segments.owner_id), Value::Id(viewer.id))
}

/// People that the viewer may list: all with the right, otherwise oneself.
#[must_use]
pub fn users(viewer: &Viewer) -> Condition {
    if viewer.can(Permission::ViewUsers) {
        Condition::TRUE
    } else {
        Condition::eq(column!(users.id), Value::Id(viewer.id))
    }
}

/// People whom the viewer meets as members of teams: all with the right, otherwise those of the own team.
#[must_use]
pub fn members(viewer: &Viewer) -> Condition {
    if viewer.can(Permission::ViewUsers) {
        return Condition::TRUE;
    }
    viewer.team_id.map_or(Condition::FALSE, |team| Condition::eq(column!(users.team_id), Value::Id(team)))
}

/// Teams that the viewer may list: all with the right, otherwise the own one.
#[must_use]
pub fn teams(viewer: &Viewer) -> Condition {
    Condition::IsNull(column!(teams.deleted_at)).and(all_teams(viewer))
}

/// As [`teams`], deleted ones included.
#[must_use]
pub fn all_teams(viewer: &Viewer) -> Condition {
    if viewer.can(Permission::ViewUsers) {
        return Condition::TRUE;
    }
    viewer.team_id.map_or(Condition::FALSE, |team| Condition::eq(column!(teams.id), Value::Id(team)))
}

/// Audit events that the viewer sees: all with the right, otherwise those of institutions that are there.
#[must_use]
pub fn audit_events(viewer: &Viewer) -> Condition {
    if viewer.can(Permission::ViewAuditLog) {
        Condition::TRUE
    } else {
        Condition::Exists(AUDITED_INSTITUTION, Box::new(institutions(viewer)))
    }
}
