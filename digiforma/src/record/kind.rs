//! Kinds of rows that the upstream lists.

/// A kind of row that has an id and can be asked for by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A client firm.
    Company,
    /// A person who is trained.
    Trainee,
    /// A deal: one buyer in one training session.
    Customer,
    /// An offer.
    Quotation,
    /// An invoice, a draft of one, or a credit note.
    Invoice,
    /// A training that takes place.
    TrainingSession,
    /// What is taught.
    Program,
    /// Who pays a part of a training.
    FundingAgency,
    /// Who teaches.
    Instructor,
    /// A person of the training firm.
    Manager,
    /// Where a training takes place.
    Room,
}

/// How the upstream sorts a list (observed; see `docs/decisions/digiforma-client.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By a text, ascending, then by id.
    Text(&'static str),
    /// By id, ascending (as numbers).
    IdAscending,
    /// By id, descending (as numbers).
    IdDescending,
    /// By `number` descending, rows without one first, then by id descending.
    NumberDescending,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Company,
        Self::Trainee,
        Self::Customer,
        Self::Quotation,
        Self::Invoice,
        Self::TrainingSession,
        Self::Program,
        Self::FundingAgency,
        Self::Instructor,
        Self::Manager,
        Self::Room,
    ];

    /// The root field that lists it, which is also its key in a fixture file.
    #[must_use]
    pub fn list_field(self) -> &'static str {
        match self {
            Self::Company => "companies",
            Self::Trainee => "trainees",
            Self::Customer => "customers",
            Self::Quotation => "quotations",
            Self::Invoice => "invoices",
            Self::TrainingSession => "trainingSessions",
            Self::Program => "programs",
            Self::FundingAgency => "fundingAgencies",
            Self::Instructor => "instructors",
            Self::Manager => "managers",
            Self::Room => "rooms",
        }
    }

    /// The name of its object type.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Company => "Company",
            Self::Trainee => "Trainee",
            Self::Customer => "Customer",
            Self::Quotation => "Quotation",
            Self::Invoice => "Invoice",
            Self::TrainingSession => "TrainingSession",
            Self::Program => "Program",
            Self::FundingAgency => "FundingAgency",
            Self::Instructor => "Instructor",
            Self::Manager => "Manager",
            Self::Room => "Room",
        }
    }

    /// How its list is sorted.
    #[must_use]
    pub fn order(self) -> Order {
        match self {
            Self::Company | Self::Program | Self::FundingAgency | Self::Room => Order::Text("name"),
            Self::Trainee | Self::Instructor | Self::Manager => Order::Text("lastname"),
            Self::Customer | Self::TrainingSession => Order::IdAscending,
            Self::Quotation => Order::IdDescending,
            Self::Invoice => Order::NumberDescending,
        }
    }

    /// Whether its list takes `dateFilters: {updatedAfter}`. Quotations do not: they are always read whole.
    #[must_use]
    pub fn takes_updated_after(self) -> bool {
        !matches!(self, Self::Quotation | Self::Manager | Self::Room)
    }

    /// The kind of an object type.
    #[must_use]
    pub fn of_type(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.type_name() == name)
    }

    /// The kind that a root field lists.
    #[must_use]
    pub fn of_list(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.list_field() == field)
    }
}
