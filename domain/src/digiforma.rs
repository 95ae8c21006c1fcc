//! Words of the mirror of Digiforma.

wire_enum! {
    /// Where a reading of Digiforma stands.
    pub enum DigiformaSyncStatus {
        /// It waits for a worker.
        Pending = "pending",
        /// It works.
        InProgress = "in_progress",
        /// All was read.
        Success = "success",
        /// It broke off; what was read before stays.
        Error = "error",
        /// All was read but some records, which it names.
        Partial = "partial",
        /// A person stopped it; what was read before stays.
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// Why Digiforma is read.
    pub enum DigiformaSyncType {
        /// A person asked for it.
        Manual = "manual",
        /// Its time had come.
        Scheduled = "scheduled",
        /// The program asked for it: the first reading of a demo.
        Auto = "auto",
    }
}

wire_enum! {
    /// How much of Digiforma is read.
    pub enum DigiformaSyncMode {
        /// What may have changed since the last reading; everything, now and then.
        Normal = "normal",
        /// Everything.
        Initial = "initial",
    }
}

wire_enum! {
    /// How often Digiforma is read by itself.
    pub enum DigiformaSyncFrequency {
        /// Each day.
        Daily = "daily",
        /// Each week.
        Weekly = "weekly",
        /// Each month.
        Monthly = "monthly",
        /// Only when a person asks for it.
        Manual = "manual",
    }
}

wire_enum! {
    /// What came of a trial of the connection to Digiforma.
    pub enum DigiformaTestOutcome {
        /// It works.
        Connected = "connected",
        /// It works; fields that the account does not have are left out.
        FieldsMissing = "fields_missing",
        /// It works, but the account does not show its schema: fields that not every account has are left out.
        SchemaHidden = "schema_hidden",
        /// The token is wrong or was withdrawn, or the account's plan has no API.
        TokenRefused = "token_refused",
        /// What answers at the address is not the API of Digiforma.
        NotDigiforma = "not_digiforma",
        /// Digiforma has trouble of its own.
        ServerFailing = "server_failing",
        /// Digiforma wants fewer requests.
        RateLimited = "rate_limited",
        /// There was no answer in time.
        Timeout = "timeout",
        /// There is no way to the address.
        Unreachable = "unreachable",
        /// Digiforma answers, but not what was asked for.
        QueryRefused = "query_refused",
        /// The address or the token cannot be used at all.
        UnusableSettings = "unusable_settings",
    }
}

wire_enum! {
    /// What a reading of Digiforma is at: the kinds of records, in this order, then what is made of them.
    pub enum DigiformaPhase {
        /// Companies and their contacts.
        Companies = "companies",
        /// People who are trained.
        Trainees = "trainees",
        /// What is taught.
        Programs = "programs",
        /// When it is taught.
        TrainingSessions = "training_sessions",
        /// Who buys which session: deals.
        Customers = "customers",
        /// Quotations.
        Quotes = "quotes",
        /// Invoices and credit notes with their payments.
        Invoices = "invoices",
        /// Funding agencies, instructors, managers and rooms.
        Directory = "directory",
        /// Links to institutions and contacts.
        Matching = "matching",
    }
}

wire_enum! {
    /// How a company of Digiforma came to its institution.
    pub enum DigiformaMatchType {
        /// By itself, by a number, an address or a name that is alike enough.
        Auto = "auto",
        /// A suggestion: the names are alike, a person decides.
        Fuzzy = "fuzzy",
        /// A person linked them.
        Manual = "manual",
    }
}

wire_enum! {
    /// Where a quotation of Digiforma stands.
    pub enum DigiformaQuoteStatus {
        /// It has no number.
        Draft = "draft",
        /// It waits for an answer.
        Sent = "sent",
        /// It was accepted.
        Accepted = "accepted",
        /// Its deal was lost or called off.
        Rejected = "rejected",
        /// Its time has passed.
        Expired = "expired",
        /// It became an invoice.
        Converted = "converted",
    }
}

wire_enum! {
    /// Where an invoice or credit note of Digiforma stands.
    pub enum DigiformaInvoiceStatus {
        /// It has no number.
        Draft = "draft",
        /// It waits for its payment.
        Sent = "sent",
        /// It is paid, or there is nothing to pay.
        Paid = "paid",
        /// A part is paid.
        PartiallyPaid = "partially_paid",
        /// Its due date has passed.
        Overdue = "overdue",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What a person is in Digiforma.
    pub enum DigiformaContactKind {
        /// A contact of a company.
        Contact = "contact",
        /// Somebody who is trained.
        Trainee = "trainee",
    }
}

impl DigiformaTestOutcome {
    /// Digiforma can be read.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Connected | Self::FieldsMissing | Self::SchemaHidden)
    }
}

impl DigiformaSyncStatus {
    /// Nothing follows.
    #[must_use]
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Pending | Self::InProgress)
    }
}
