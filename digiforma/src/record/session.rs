//! Training sessions.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Kind, Record, Row};

/// A training that takes place. Who attends is told by the deals ([`super::Customer`]).
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingSession {
    /// A decimal number as text.
    pub id: String,
    /// Name, mostly the program's.
    pub name: Option<String>,
    /// Name given to this session.
    pub custom_name: Option<String>,
    /// Given by Digiforma (`AF…`), editable.
    pub code: Option<String>,
    /// `crm_only`, `incomplete`, `ongoing`, `finished`.
    pub pipeline_state: Option<String>,
    /// First day; none while not planned.
    pub start_date: Option<NaiveDate>,
    /// Last day.
    pub end_date: Option<NaiveDate>,
    /// Open to several clients.
    pub inter: Option<bool>,
    /// Held at a distance.
    pub remote: Option<bool>,
    /// Kind as text.
    pub kind: Option<String>,
    /// Kind of training as text.
    pub training_type: Option<String>,
    /// Where; none if there is a room.
    pub place: Option<String>,
    /// Name of the place; none if there is a room.
    pub place_name: Option<String>,
    /// The room.
    pub room_id: Option<String>,
    /// Its name.
    pub room_name: Option<String>,
    /// What is taught; a copy of the catalogue's program.
    pub program_id: Option<String>,
    /// Its name.
    pub program_name: Option<String>,
    /// Who is in charge.
    pub manager_id: Option<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for TrainingSession {
    const KIND: Kind = Kind::TrainingSession;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        let name_of = |field| row.object(field).and_then(|object| object.text("name"));
        Some(Self {
            id: row.id()?,
            name: row.text("name"),
            custom_name: row.text("customName"),
            code: row.text("code"),
            pipeline_state: row.text("pipelineState"),
            start_date: row.date("startDate"),
            end_date: row.date("endDate"),
            inter: row.flag("inter"),
            remote: row.flag("remote"),
            kind: row.text("type"),
            training_type: row.text("trainingType"),
            place: row.text("place"),
            place_name: row.text("placeName"),
            room_id: row.reference("room"),
            room_name: name_of("room"),
            program_id: row.reference("program"),
            program_name: name_of("program"),
            manager_id: row.reference("manager"),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}
