//! Why a line bears no VAT: codes of the list VATEX of EN 16931 (BT-121) that a French firm uses, each with its
//! category and the text that is printed (BT-120).

use super::vat::VatCategory;

macro_rules! exemptions {
    ($($(#[$meta:meta])* $Variant:ident = $code:literal, $category:ident, $text:literal;)+) => {
        /// A reason of the list VATEX; on every wire its code, such as `VATEX-FR-CGI261-4`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "server", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "server", diesel(sql_type = diesel::sql_types::Text))]
        pub enum ExemptionCode { $($(#[$meta])* #[serde(rename = $code)] $Variant),+ }

        impl ExemptionCode {
            /// Every reason, the usual ones first.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// The code of the list.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Variant => $code),+ }
            }

            /// The one category that it explains.
            #[must_use]
            pub const fn category(self) -> VatCategory {
                match self { $(Self::$Variant => VatCategory::$category),+ }
            }

            /// The text for the document, in French.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$Variant => $text),+ }
            }
        }

        impl std::str::FromStr for ExemptionCode {
            type Err = crate::UnknownName;

            /// Capitals or not: EN 16931 compares without regard to case.
            fn from_str(code: &str) -> Result<Self, Self::Err> {
                match code.trim().to_ascii_uppercase().as_str() {
                    $($code => Ok(Self::$Variant),)+
                    _ => Err(crate::UnknownName(code.to_owned())),
                }
            }
        }
    };
}

exemptions! {
    /// Continuing vocational training by a firm that holds the attestation.
    VocationalTraining = "VATEX-FR-CGI261-4", Exempt, "Exonération de TVA, art. 261-4-4° a du CGI";
    /// The seller is below the threshold of VAT.
    Franchise = "VATEX-FR-FRANCHISE", Exempt, "TVA non applicable, art. 293 B du CGI";
    /// The buyer, in another state, owes the tax.
    ReverseCharge = "VATEX-EU-AE", ReverseCharge, "Autoliquidation";
    /// The buyer, in France, owes the tax.
    FrenchReverseCharge = "VATEX-FR-AE", ReverseCharge, "Autoliquidation, art. 283-2 du CGI";
    /// Goods to a taxable buyer of another state of the Union.
    IntraCommunity = "VATEX-EU-IC", IntraCommunity, "Exonération de TVA, art. 262 ter I du CGI";
    /// Export outside the Union.
    Export = "VATEX-EU-G", Export, "Exonération de TVA, art. 262 I du CGI";
    /// Not subject to VAT.
    OutOfScope = "VATEX-EU-O", OutOfScope, "Opération hors du champ d’application de la TVA";
    /// Education by bodies of public law or the like.
    Education = "VATEX-EU-132-1I", Exempt, "Exonération de TVA, art. 132-1 i) de la directive 2006/112/CE";
    /// Organisations of public utility.
    PublicUtility = "VATEX-FR-CGI261-7", Exempt, "Exonération de TVA, art. 261-7 du CGI";
    /// Services of a group to its members.
    GroupServices = "VATEX-FR-CGI261B", Exempt, "Exonération de TVA, art. 261 B du CGI";
    /// Bought free of tax, for exports.
    BoughtForExport = "VATEX-FR-CGI275", Exempt, "Exonération de TVA, art. 275 du CGI";
    /// Overseas operations.
    Overseas = "VATEX-FR-CGI295", Exempt, "Exonération de TVA, art. 295 du CGI";
    /// A credit note by which the seller forgoes the return of VAT.
    CreditNoteWithoutVat = "VATEX-FR-CNWVAT", Exempt, "Avoir net de taxe";
}

impl std::fmt::Display for ExemptionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl ExemptionCode {
    /// The reasons of a category, the usual ones first.
    pub fn of_category(category: VatCategory) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |code| code.category() == category)
    }
}

#[cfg(feature = "server")]
impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for ExemptionCode {
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
        use std::io::Write as _;
        out.write_all(self.code().as_bytes())?;
        Ok(diesel::serialize::IsNull::No)
    }
}

#[cfg(feature = "server")]
impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for ExemptionCode {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
        Ok(std::str::from_utf8(value.as_bytes())?.parse()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_are_short_enough_to_store() {
        for code in ExemptionCode::ALL {
            assert_eq!(code.code().parse(), Ok(*code));
            assert_eq!(serde_json::to_value(code).unwrap(), code.code());
            assert!(code.code().starts_with("VATEX-") && code.code().len() <= 50);
            assert!(code.category().needs_exemption(), "{code}");
        }
        assert_eq!("vatex-fr-cgi261-4".parse(), Ok(ExemptionCode::VocationalTraining));
        assert!("VATEX-FR-CGI261-9".parse::<ExemptionCode>().is_err());
    }

    #[test]
    fn every_category_that_wants_a_reason_has_one() {
        for category in VatCategory::ALL {
            assert_eq!(
                ExemptionCode::of_category(*category).next().is_some(),
                category.needs_exemption(),
                "{category}"
            );
        }
    }

    #[test]
    fn texts_of_the_usual_cases() {
        assert_eq!(ExemptionCode::VocationalTraining.text(), "Exonération de TVA, art. 261-4-4° a du CGI");
        assert_eq!(ExemptionCode::Franchise.text(), "TVA non applicable, art. 293 B du CGI");
        assert_eq!(ExemptionCode::ReverseCharge.text(), "Autoliquidation");
    }
}
