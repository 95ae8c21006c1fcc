//! People who sign in: roles and preferences.

wire_enum! {
    /// What a person is in the firm; the rights of each stand in [`crate::rights`].
    pub enum UserRole {
        /// Runs the system.
        Admin = "admin",
        /// Leads the business.
        Manager = "manager",
        /// Works on assigned institutions.
        Auditor = "auditor",
        /// Reads.
        Viewer = "viewer",
    }
}

wire_enum! {
    /// Language of the interface.
    pub enum Language {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

wire_enum! {
    /// Colours of the interface.
    pub enum Theme {
        /// As the device.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

wire_enum! {
    /// What an API token may be used for.
    pub enum ApiTokenScope {
        /// Queries.
        Read = "read",
        /// Mutations.
        Write = "write",
    }
}
