//! Filters on rows of the mirror.

use async_graphql::InputObject;
use db::{
    column,
    query::{Column, Condition, Pattern},
};

use crate::filters::{
    Conditions, DateTimeFilter, DecimalFilter, DigiformaContactKindFilter, DigiformaInvoiceStatusFilter,
    DigiformaMatchTypeFilter, DigiformaQuoteStatusFilter, IdFilter, IntFilter, StringFilter, whether,
};
use crm::{auth::Viewer, operations::scope};

/// Rows that Digiforma still has; with `removed`, those that it no longer has.
fn presence(removed: Option<bool>, removed_at: Column) -> Condition {
    whether(!removed.unwrap_or(false), Condition::IsNull(removed_at))
}

/// Rows in which each of the words stands somewhere.
fn search(words: &str, columns: &[Column]) -> Condition {
    let word = |word: &str| {
        Condition::Any(columns.iter().map(|column| Condition::Contains(*column, Pattern::literal(word))).collect())
    };
    Condition::All(words.split_whitespace().map(word).collect())
}

/// Filter on companies of Digiforma. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DigiformaCompanyFilter {
    /// All of these hold.
    pub and: Option<Vec<DigiformaCompanyFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<DigiformaCompanyFilter>>,
    /// This does not hold.
    pub not: Option<Box<DigiformaCompanyFilter>>,
    /// Words that must all occur, case and accents aside: in name, email, siret, accounting number.
    pub search: Option<String>,
    /// Only those that Digiforma no longer has; without it, only those that it has. Counts at the top of the filter alone.
    pub is_removed: Option<bool>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Id in Digiforma.
    pub digiforma_id: Option<StringFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// E-mail address.
    pub email: Option<StringFilter>,
    /// SIRET, as typed there.
    pub siret: Option<StringFilter>,
    /// Accounting number.
    pub accounting_number: Option<StringFilter>,
    /// The institution that it is linked to.
    pub institution_id: Option<IdFilter>,
    /// When it was last read otherwise than before.
    pub last_sync_at: Option<DateTimeFilter>,
    /// When it was first read.
    pub created_at: Option<DateTimeFilter>,
    /// When it last changed here.
    pub updated_at: Option<DateTimeFilter>,
}

impl DigiformaCompanyFilter {
    /// The rows of a list: what the viewer sees and Digiforma has, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        presence(filter.is_removed, column!(digiforma_companies.removed_at))
            .and(scope::digiforma_companies(viewer))
            .and(filter.condition())
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| {
            search(
                &words,
                &[
                    column!(digiforma_companies.name),
                    column!(digiforma_companies.email),
                    column!(digiforma_companies.siret),
                    column!(digiforma_companies.accounting_number),
                ],
            )
        });
        all.column(self.id, column!(digiforma_companies.id));
        all.column(self.digiforma_id, column!(digiforma_companies.digiforma_id));
        all.column(self.name, column!(digiforma_companies.name));
        all.column(self.email, column!(digiforma_companies.email));
        all.column(self.siret, column!(digiforma_companies.siret));
        all.column(self.accounting_number, column!(digiforma_companies.accounting_number));
        all.column(self.institution_id, column!(digiforma_companies.institution_id));
        all.column(self.last_sync_at, column!(digiforma_companies.last_sync_at));
        all.column(self.created_at, column!(digiforma_companies.created_at));
        all.column(self.updated_at, column!(digiforma_companies.updated_at));
        all.all()
    }
}

/// Filter on contacts of Digiforma. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DigiformaContactFilter {
    /// All of these hold.
    pub and: Option<Vec<DigiformaContactFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<DigiformaContactFilter>>,
    /// This does not hold.
    pub not: Option<Box<DigiformaContactFilter>>,
    /// Words that must all occur, case and accents aside: in first name, last name, email, role.
    pub search: Option<String>,
    /// Only those that Digiforma no longer has; without it, only those that it has. Counts at the top of the filter alone.
    pub is_removed: Option<bool>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Contact of a company, or trainee.
    pub kind: Option<DigiformaContactKindFilter>,
    /// Id in Digiforma, among those of its kind.
    pub digiforma_id: Option<StringFilter>,
    /// The company.
    pub company_id: Option<IdFilter>,
    /// The contact that it is linked to.
    pub contact_person_id: Option<IdFilter>,
    /// First name.
    pub first_name: Option<StringFilter>,
    /// Last name.
    pub last_name: Option<StringFilter>,
    /// E-mail address.
    pub email: Option<StringFilter>,
    /// When it was first read.
    pub created_at: Option<DateTimeFilter>,
    /// When it last changed here.
    pub updated_at: Option<DateTimeFilter>,
}

impl DigiformaContactFilter {
    /// The rows of a list: what the viewer sees and Digiforma has, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        presence(filter.is_removed, column!(digiforma_contacts.removed_at))
            .and(scope::digiforma_contacts(viewer))
            .and(filter.condition())
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| {
            search(
                &words,
                &[
                    column!(digiforma_contacts.first_name),
                    column!(digiforma_contacts.last_name),
                    column!(digiforma_contacts.email),
                    column!(digiforma_contacts.role),
                ],
            )
        });
        all.column(self.id, column!(digiforma_contacts.id));
        all.column(self.kind, column!(digiforma_contacts.kind));
        all.column(self.digiforma_id, column!(digiforma_contacts.digiforma_id));
        all.column(self.company_id, column!(digiforma_contacts.digiforma_company_id));
        all.column(self.contact_person_id, column!(digiforma_contacts.contact_person_id));
        all.column(self.first_name, column!(digiforma_contacts.first_name));
        all.column(self.last_name, column!(digiforma_contacts.last_name));
        all.column(self.email, column!(digiforma_contacts.email));
        all.column(self.created_at, column!(digiforma_contacts.created_at));
        all.column(self.updated_at, column!(digiforma_contacts.updated_at));
        all.all()
    }
}

/// Filter on quotes of Digiforma. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DigiformaQuoteFilter {
    /// All of these hold.
    pub and: Option<Vec<DigiformaQuoteFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<DigiformaQuoteFilter>>,
    /// This does not hold.
    pub not: Option<Box<DigiformaQuoteFilter>>,
    /// Words that must all occur, case and accents aside: in quote number, recipient name.
    pub search: Option<String>,
    /// Only those that Digiforma no longer has; without it, only those that it has. Counts at the top of the filter alone.
    pub is_removed: Option<bool>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Id in Digiforma.
    pub digiforma_id: Option<StringFilter>,
    /// Number.
    pub quote_number: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<DigiformaQuoteStatusFilter>,
    /// In euros before tax.
    pub net_amount: Option<DecimalFilter>,
    /// In euros with tax.
    pub total_amount: Option<DecimalFilter>,
    /// Its date.
    pub created_date: Option<DateTimeFilter>,
    /// The company.
    pub company_id: Option<IdFilter>,
    /// The institution.
    pub institution_id: Option<IdFilter>,
    /// When it was first read.
    pub created_at: Option<DateTimeFilter>,
    /// When it last changed here.
    pub updated_at: Option<DateTimeFilter>,
}

impl DigiformaQuoteFilter {
    /// The rows of a list: what the viewer sees and Digiforma has, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        presence(filter.is_removed, column!(digiforma_quotes.removed_at))
            .and(scope::digiforma_quotes(viewer))
            .and(filter.condition())
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| {
            search(&words, &[column!(digiforma_quotes.quote_number), column!(digiforma_quotes.recipient_name)])
        });
        all.column(self.id, column!(digiforma_quotes.id));
        all.column(self.digiforma_id, column!(digiforma_quotes.digiforma_id));
        all.column(self.quote_number, column!(digiforma_quotes.quote_number));
        all.column(self.status, column!(digiforma_quotes.status));
        all.column(self.net_amount, column!(digiforma_quotes.net_amount));
        all.column(self.total_amount, column!(digiforma_quotes.total_amount));
        all.column(self.created_date, column!(digiforma_quotes.created_date));
        all.column(self.company_id, column!(digiforma_quotes.digiforma_company_id));
        all.column(self.institution_id, column!(digiforma_quotes.institution_id));
        all.column(self.created_at, column!(digiforma_quotes.created_at));
        all.column(self.updated_at, column!(digiforma_quotes.updated_at));
        all.all()
    }
}

/// Filter on invoices and credit notes of Digiforma. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DigiformaInvoiceFilter {
    /// All of these hold.
    pub and: Option<Vec<DigiformaInvoiceFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<DigiformaInvoiceFilter>>,
    /// This does not hold.
    pub not: Option<Box<DigiformaInvoiceFilter>>,
    /// Words that must all occur, case and accents aside: in invoice number, recipient name.
    pub search: Option<String>,
    /// Only those that Digiforma no longer has; without it, only those that it has. Counts at the top of the filter alone.
    pub is_removed: Option<bool>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Id in Digiforma.
    pub digiforma_id: Option<StringFilter>,
    /// Number.
    pub invoice_number: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<DigiformaInvoiceStatusFilter>,
    /// In euros before tax.
    pub net_amount: Option<DecimalFilter>,
    /// In euros with tax; negative for credit notes.
    pub total_amount: Option<DecimalFilter>,
    /// In euros.
    pub paid_amount: Option<DecimalFilter>,
    /// Its date.
    pub issue_date: Option<DateTimeFilter>,
    /// When it is due.
    pub due_date: Option<DateTimeFilter>,
    /// The company.
    pub company_id: Option<IdFilter>,
    /// The institution.
    pub institution_id: Option<IdFilter>,
    /// When it was first read.
    pub created_at: Option<DateTimeFilter>,
    /// When it last changed here.
    pub updated_at: Option<DateTimeFilter>,
}

impl DigiformaInvoiceFilter {
    /// The rows of a list: what the viewer sees and Digiforma has, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        presence(filter.is_removed, column!(digiforma_invoices.removed_at))
            .and(scope::digiforma_invoices(viewer))
            .and(filter.condition())
    }

    fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| {
            search(&words, &[column!(digiforma_invoices.invoice_number), column!(digiforma_invoices.recipient_name)])
        });
        all.column(self.id, column!(digiforma_invoices.id));
        all.column(self.digiforma_id, column!(digiforma_invoices.digiforma_id));
        all.column(self.invoice_number, column!(digiforma_invoices.invoice_number));
        all.column(self.status, column!(digiforma_invoices.status));
        all.column(self.net_amount, column!(digiforma_invoices.net_amount));
        all.column(self.total_amount, column!(digiforma_invoices.total_amount));
        all.column(self.paid_amount, column!(digiforma_invoices.paid_amount));
        all.column(self.issue_date, column!(digiforma_invoices.issue_date));
        all.column(self.due_date, column!(digiforma_invoices.due_date));
        all.column(self.company_id, column!(digiforma_invoices.digiforma_company_id));
        all.column(self.institution_id, column!(digiforma_invoices.institution_id));
        all.column(self.created_at, column!(digiforma_invoices.created_at));
        all.column(self.updated_at, column!(digiforma_invoices.updated_at));
        all.all()
    }
}

/// Filter on links and suggestions. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DigiformaMappingFilter {
    /// All of these hold.
    pub and: Option<Vec<DigiformaMappingFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<DigiformaMappingFilter>>,
    /// This does not hold.
    pub not: Option<Box<DigiformaMappingFilter>>,
    /// Id.
    pub id: Option<IdFilter>,
    /// The company.
    pub company_id: Option<IdFilter>,
    /// The institution.
    pub institution_id: Option<IdFilter>,
    /// How it came about.
    pub match_type: Option<DigiformaMatchTypeFilter>,
    /// How sure it is, 0 to 100.
    pub match_score: Option<IntFilter>,
    /// By what.
    pub match_criteria: Option<StringFilter>,
    /// Whether it links; a suggestion that nobody confirmed does not.
    pub is_linked: Option<bool>,
    /// Whether a person made or confirmed it.
    pub is_confirmed: Option<bool>,
}

impl DigiformaMappingFilter {
    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.id, column!(digiforma_institution_mappings.id));
        all.column(self.company_id, column!(digiforma_institution_mappings.digiforma_company_id));
        all.column(self.institution_id, column!(digiforma_institution_mappings.institution_id));
        all.column(self.match_type, column!(digiforma_institution_mappings.match_type));
        all.column(self.match_score, column!(digiforma_institution_mappings.match_score));
        all.column(self.match_criteria, column!(digiforma_institution_mappings.match_criteria));
        all.add(self.is_linked, |is_linked| whether(!is_linked, Self::pending()));
        let confirmed_at = column!(digiforma_institution_mappings.confirmed_at);
        all.add(self.is_confirmed, |is_confirmed| whether(!is_confirmed, Condition::IsNull(confirmed_at)));
        all.all()
    }

    /// Suggestions that wait for a person.
    #[must_use]
    pub fn pending() -> Condition {
        Condition::Sql(
            "digiforma_institution_mappings.match_type = 'fuzzy' AND digiforma_institution_mappings.confirmed_at IS NULL",
        )
    }
}
