//! Revenue that comes neither from invoices nor from training.

wire_enum! {
    /// What an entry of revenue is.
    pub enum RevenueEntryKind {
        /// Public money.
        Subsidy = "subsidy",
        /// What others pay for business that the firm brought them.
        Commission = "commission",
        /// What others pay for using what the firm wrote.
        Royalty = "royalty",
        /// Rooms that the firm lets.
        Rent = "rent",
        /// Expenses that others give back.
        RebilledExpense = "rebilled_expense",
        /// Anything else.
        Other = "other",
    }
}
