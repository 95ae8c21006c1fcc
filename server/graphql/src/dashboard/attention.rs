//! The object `InstitutionAttention`.

use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};
use db::rows;

use crate::{
    Date, columns,
    institution::MedicalInstitution,
    rows::{Alone, Loading, One, Relation, Row, WriteJson, alone, write_enum},
};
use crm::operations::dashboard::{Attention, Reason};

/// Why an institution needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum AttentionReason {
    /// It has overdue tasks.
    OverdueTasks,
    /// The last audit found it non-compliant.
    NonCompliant,
    /// Its compliance has ended.
    ComplianceExpired,
    /// Its compliance ends within 90 days.
    ComplianceExpiresSoon,
    /// None of its contacts is the primary one.
    NoPrimaryContact,
    /// Nobody is in charge of it.
    Unassigned,
}

impl From<Reason> for AttentionReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::OverdueTasks => Self::OverdueTasks,
            Reason::NonCompliant => Self::NonCompliant,
            Reason::ComplianceExpired => Self::ComplianceExpired,
            Reason::ComplianceExpiresSoon => Self::ComplianceExpiresSoon,
            Reason::NoPrimaryContact => Self::NoPrimaryContact,
            Reason::Unassigned => Self::Unassigned,
        }
    }
}

impl WriteJson for AttentionReason {
    fn write_json(&self, out: &mut Vec<u8>) {
        write_enum(*self, out);
    }
}

/// An institution that needs attention.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct InstitutionAttention {
    /// Why; at least one reason.
    pub reasons: Vec<AttentionReason>,
    /// Number of its overdue tasks.
    pub overdue_tasks: i64,
    /// The day on which its compliance ends or ended.
    pub compliance_expires_on: Option<Date>,
    #[graphql(skip)]
    row: rows::Institution,
}

impl From<Attention> for InstitutionAttention {
    fn from(found: Attention) -> Self {
        Self {
            reasons: found.reasons.into_iter().map(AttentionReason::from).collect(),
            overdue_tasks: found.overdue_tasks,
            compliance_expires_on: found.compliance_expires_on.map(Date),
            row: found.institution,
        }
    }
}

impl Row for InstitutionAttention {
    columns!(reasons, overdue_tasks, compliance_expires_on);
    const RELATIONS: &'static [&'static str] = &["institution"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        (field.name() == "institution")
            .then(|| field.embedded(|found| Some(MedicalInstitution::from(found.row.clone()))))
    }
}

#[ComplexObject]
impl InstitutionAttention {
    /// The institution.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<One<MedicalInstitution>>> {
        alone(self, ctx).await
    }
}
