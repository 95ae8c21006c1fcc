//! What the members of a segment are made of.

use db::query::{self, AggregateRequest, Condition, Expression, Value};
use diesel_async::AsyncPgConnection;
use domain::SegmentType;

use crate::Result;

/// Entries of each share.
const MOST: usize = 20;

/// Members that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What; absent where there is nothing.
    pub key: Option<String>,
    /// Their number.
    pub count: i64,
}

/// The members by what they are: the greatest shares first, at most 20 of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Analytics {
    /// All of them.
    pub total: i64,
    /// Kind of establishment (`clinic`).
    pub by_type: Vec<Share>,
    /// Prospect or client.
    pub by_commercial_status: Vec<Share>,
    pub by_city: Vec<Share>,
    pub by_state: Vec<Share>,
    /// Of institutions; one may have several.
    pub by_specialty: Vec<Share>,
    /// Of contacts.
    pub by_title: Vec<Share>,
    /// Of contacts.
    pub by_department: Vec<Share>,
}

const SPECIALTIES: &str = "CROSS JOIN LATERAL (SELECT unnest(medical_profiles.specialties) AS name FROM medical_profiles \
                           WHERE medical_profiles.institution_id = medical_institutions.id) AS specialty";

const HOUSE: &str = "JOIN medical_institutions ON medical_institutions.id = contact_persons.institution_id";

/// Counts the members that satisfy `members`, a condition that [`super::members`] gave.
///
/// # Errors
/// Those of the database.
pub async fn analytics(conn: &mut AsyncPgConnection, kind: SegmentType, members: &Condition) -> Result<Analytics> {
    let house = |sql| match kind {
        SegmentType::Institution => Expression::text(sql),
        SegmentType::Contact => Expression::text(sql).joined(HOUSE),
    };
    let mut counted = Counting { conn, kind, members };
    let mut found = Analytics {
        by_type: counted.by(house("medical_institutions.type")).await?,
        by_commercial_status: counted.by(house("medical_institutions.commercial_status")).await?,
        by_city: counted.by(house("medical_institutions.address_city")).await?,
        by_state: counted.by(house("medical_institutions.address_state")).await?,
        ..Analytics::default()
    };
    found.total = found.by_type.iter().map(|share| share.count).sum();
    match kind {
        SegmentType::Institution => {
            found.by_specialty = counted.by(Expression::text("specialty.name").joined(SPECIALTIES)).await?;
        }
        SegmentType::Contact => {
            found.by_title = counted.by(Expression::text("contact_persons.title")).await?;
            found.by_department = counted.by(Expression::text("contact_persons.department")).await?;
        }
    }
    Ok(found)
}

struct Counting<'a> {
    conn: &'a mut AsyncPgConnection,
    kind: SegmentType,
    members: &'a Condition,
}

impl Counting<'_> {
    async fn by(&mut self, group: Expression) -> Result<Vec<Share>> {
        let table = match self.kind {
            SegmentType::Institution => "medical_institutions",
            SegmentType::Contact => "contact_persons",
        };
        let condition = self.members.clone();
        let request = AggregateRequest { table, condition, groups: vec![group], measures: Vec::new() };
        let share = |group: query::Aggregate| {
            let key = group.keys.into_iter().next().flatten();
            Share {
                key: key.and_then(|key| if let Value::Text(text) = key { Some(text) } else { None }),
                count: group.count,
            }
        };
        let mut shares: Vec<Share> = query::aggregate(self.conn, &request).await?.into_iter().map(share).collect();
        shares.sort_by_key(|share| std::cmp::Reverse(share.count));
        shares.truncate(MOST);
        Ok(shares)
    }
}
