//! Words of a medical institution and of its profile.

wire_enum! {
    /// Kind of establishment.
    pub enum InstitutionType {
        /// Public or private hospital.
        Hospital = "hospital",
        /// Clinic with several specialties.
        Clinic = "clinic",
        /// Medical centre without beds of its own.
        MedicalCenter = "medical_center",
        /// Clinic of one specialty.
        SpecialtyClinic = "specialty_clinic",
    }
}

wire_enum! {
    /// Where an institution stands with the firm; the first issued invoice makes a client.
    pub enum CommercialStatus {
        /// No business yet.
        Prospect = "prospect",
        /// At least one invoice, or declared so by hand.
        Client = "client",
    }
}

wire_enum! {
    /// Where a row came from.
    pub enum DataSource {
        /// Typed in this product.
        Crm = "crm",
        /// Digiforma's mirror.
        Digiforma = "digiforma",
        /// The accounting program Sage.
        Sage = "sage",
        /// An imported file.
        Import = "import",
    }
}

wire_enum! {
    /// Result of the last compliance audit.
    pub enum ComplianceStatus {
        /// Compliant.
        Compliant = "compliant",
        /// Not compliant.
        NonCompliant = "non_compliant",
        /// Waiting for its audit.
        PendingReview = "pending_review",
        /// The validity has run out.
        Expired = "expired",
    }
}
