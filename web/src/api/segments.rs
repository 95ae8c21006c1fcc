//! The operations of segments, checked against the schema when the app is compiled.

use super::declare::{declared, enums::*, lists, operations};
use super::filters::{Is, OneOf, filters};
use super::operations::{DateTime, ListOrder};

lists! {
    Segments in "graphql/segments.graphql" with "ListOrder", "crate::api::segments::SegmentFilter";
    SegmentCount in "graphql/segment_count.graphql" with "crate::api::segments::SegmentFilter";
}

// What is asked for is one type wherever it is sent; what is null beside it clears.
declared! {
    SegmentPreview in "graphql/segment_preview.graphql" deriving "Clone, Debug, PartialEq"
        with (variable_types("crate::api::segments::Criteria"),)
    CreateSegment in "graphql/create_segment.graphql" deriving "Clone, Debug, PartialEq"
        with (variable_types("crate::api::segments::Criteria"),)
    UpdateSegment in "graphql/update_segment.graphql" deriving "Clone, Debug, PartialEq"
        with (variable_types("crate::api::segments::Criteria"),)
}

operations! {
    SegmentReport in "graphql/segment_report.graphql",
    MyTeam in "graphql/my_team.graphql",
    DeleteSegment in "graphql/delete_segment.graphql",
    RestoreSegment in "graphql/restore_segment.graphql",
    DuplicateSegment in "graphql/duplicate_segment.graphql",
    CreateSegmentTasks in "graphql/create_segment_tasks.graphql",
}

filters! {
    /// `SegmentFilter` of the schema.
    SegmentFilter {
        id: Is<String>,
        search: String,
        #[serde(rename = "type")]
        kind: OneOf<SegmentType>,
        visibility: OneOf<SegmentVisibility>,
        deleted: bool,
    }
    /// `SegmentCriteriaInput` of the schema.
    Criteria {
        institution_filters: InstitutionCriteria,
        contact_filters: ContactCriteria,
        combined_filters: CombinedCriteria,
    }
    /// `SegmentInstitutionCriteriaInput` of the schema.
    InstitutionCriteria {
        name: String,
        #[serde(rename = "type")]
        kinds: Vec<InstitutionType>,
        commercial_status: Vec<CommercialStatus>,
        city: String,
        state: String,
        zip_code: String,
        assigned_user_id: String,
        team_member_ids: Vec<String>,
        specialties: Vec<String>,
        min_bed_capacity: u32,
        max_bed_capacity: u32,
        min_surgical_rooms: u32,
        max_surgical_rooms: u32,
        tags: Vec<String>,
    }
    /// `SegmentContactCriteriaInput` of the schema.
    ContactCriteria {
        title: Vec<String>,
        department: Vec<String>,
        is_primary: bool,
        has_phone: bool,
        has_email: bool,
    }
    /// `SegmentCombinedCriteriaInput` of the schema.
    CombinedCriteria {
        has_active_contacts: bool,
        has_medical_profile: bool,
        created_date_range: DateRange,
        updated_date_range: DateRange,
    }
    /// `SegmentDateRangeInput` of the schema.
    DateRange {
        start: DateTime,
        end: DateTime,
    }
}
