//! The columns of a file, by their names in French and English.

use domain::matching::folded;

macro_rules! columns {
    ($($column:ident = $name:literal, $example:literal, [$($alias:literal),*];)*) => {
        /// A column.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Column { $($column),* }

        impl Column {
            /// All, in the order of the template.
            const ALL: &[Self] = &[$(Self::$column),*];

            /// Its name in the template and in messages.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$column => $name),* }
            }

            /// What the template shows in it.
            const fn example(self) -> &'static str {
                match self { $(Self::$column => $example),* }
            }

            /// The other names that it goes by, folded.
            const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$column => &[$($alias),*]),* }
            }
        }
    };
}

columns! {
    Name = "name", "Clinique des Lilas", ["nom", "raison sociale", "etablissement"];
    Type = "type", "clinic", ["categorie", "type d etablissement"];
    AccountingNumber = "accountingNumber", "C00042", ["numero comptable", "code client", "compte"];
    Street = "street", "12 rue des Lilas", ["rue", "adresse", "voie"];
    City = "city", "Nantes", ["ville", "commune"];
    State = "state", "Pays de la Loire", ["region", "departement"];
    ZipCode = "zipCode", "44000", ["code postal", "cp", "zip"];
    Country = "country", "France", ["pays"];
    Finess = "finess", "", ["numero finess"];
    GroupName = "groupName", "", ["groupe"];
    CommercialStatus = "commercialStatus", "prospect", ["statut commercial"];
    MainPhone = "mainPhone", "02 40 00 00 00", ["telephone", "tel", "standard"];
    BedCapacity = "bedCapacity", "120", ["lits", "nombre de lits"];
    SurgicalRooms = "surgicalRooms", "6", ["salles d operation", "blocs"];
    Specialties = "specialties", "cardiology,oncology", ["specialites"];
    Departments = "departments", "", ["services"];
    EquipmentTypes = "equipmentTypes", "", ["equipements"];
    Certifications = "certifications", "", [];
    ComplianceStatus = "complianceStatus", "pending_review", ["conformite"];
    LastAuditDate = "lastAuditDate", "2026-01-15", ["dernier audit"];
    ComplianceExpirationDate = "complianceExpirationDate", "", ["fin de conformite"];
    ComplianceNotes = "complianceNotes", "", ["notes de conformite"];
    StaffCount = "staffCount", "", ["effectif"];
    EndoscopyRooms = "endoscopyRooms", "", ["salles d endoscopie"];
    SurgicalInterventions = "surgicalInterventions", "", ["interventions chirurgicales"];
    EndoscopyInterventions = "endoscopyInterventions", "", ["interventions d endoscopie"];
    Tags = "tags", "region ouest", ["etiquettes"];
    ContactFirstName = "contactFirstName", "Anne", ["prenom", "prenom du contact"];
    ContactLastName = "contactLastName", "Morel", ["nom du contact"];
    ContactEmail = "contactEmail", "anne.morel@example.com", ["email", "e mail", "courriel", "email du contact"];
    ContactPhone = "contactPhone", "", ["telephone du contact"];
    ContactTitle = "contactTitle", "Cadre de santé", ["fonction", "titre"];
    ContactDepartment = "contactDepartment", "", ["service du contact"];
    ContactIsPrimary = "contactIsPrimary", "true", ["contact principal"];
}

impl Column {
    /// Columns without which a file is not read. The original wanted `state` too, which French addresses do not have.
    pub(super) const REQUIRED: [Self; 6] =
        [Self::Name, Self::Type, Self::Street, Self::City, Self::ZipCode, Self::Country];

    /// The column that goes by a name, however it is written.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let plain = folded(name);
        let written = |column: &&Self| folded(column.name()) == plain || column.aliases().contains(&plain.as_str());
        Self::ALL.iter().find(written).copied()
    }
}

/// A file to fill in: the names of the columns and one example. UTF-8 with its mark and semicolons, as Excel opens it in
/// France.
#[must_use]
pub fn template() -> String {
    let line = |cell: fn(Column) -> &'static str| Column::ALL.iter().map(|c| cell(*c)).collect::<Vec<_>>().join(";");
    format!("\u{feff}{}\r\n{}\r\n", line(Column::name), line(Column::example))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_names_of_both_languages() {
        for (name, column) in [
            ("Raison sociale", Column::Name),
            ("ZIPCODE", Column::ZipCode),
            ("Code postal", Column::ZipCode),
            ("E-mail", Column::ContactEmail),
        ] {
            assert_eq!(Column::of_name(name), Some(column), "{name}");
        }
        assert_eq!(Column::of_name("couleur"), None);
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut names: Vec<String> = Column::ALL.iter().map(|column| folded(column.name())).collect();
        names.extend(Column::ALL.iter().flat_map(|column| column.aliases()).map(|alias| (*alias).to_owned()));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
