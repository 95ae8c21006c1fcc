//! Segments: kept questions about institutions and contacts.

wire_enum! {
    /// What a segment is made of.
    pub enum SegmentType {
        /// Institutions.
        Institution = "institution",
        /// Contacts.
        Contact = "contact",
    }
}

wire_enum! {
    /// Who sees a segment.
    pub enum SegmentVisibility {
        /// Who made it, nobody else.
        Private = "private",
        /// The members of its team.
        Team = "team",
        /// Everybody.
        Public = "public",
    }
}
