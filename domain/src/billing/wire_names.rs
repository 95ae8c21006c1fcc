//! The names of each enumeration on its wires: one is the other in capitals.

use super::{
    DiscountType, DocumentType, InvoiceKind, InvoiceStatus, InvoiceType, LogoPosition, OperationNature, PaymentMethod,
    PaymentStatus, PaymentTerms, QuoteStatus, RevenueEntryKind, TemplateType, VatCategory, VatRegime,
};

macro_rules! names_agree {
    ($($Name:ident)+) => {
        #[test]
        fn serde_speaks_the_name_in_capitals() {
            $(for value in $Name::ALL {
                assert_eq!(serde_json::to_value(value).unwrap(), value.name().to_uppercase());
                assert_eq!(value.name().parse(), Ok(*value));
            })+
        }

        #[cfg(feature = "server")]
        #[test]
        fn graphql_speaks_the_name_in_capitals() {
            use async_graphql::resolver_utils::EnumType;
            $(for item in $Name::items() {
                assert_eq!(item.name, item.value.name().to_uppercase());
            })+
        }
    };
}

names_agree! {
    DiscountType DocumentType InvoiceKind InvoiceStatus InvoiceType LogoPosition OperationNature PaymentMethod
    PaymentStatus PaymentTerms QuoteStatus RevenueEntryKind TemplateType VatCategory VatRegime
}
