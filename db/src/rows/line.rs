//! Lines of quotes and invoices, which are alike.

/// `lines!`: the rows of a table of lines. Extra columns that people set stand between the braces.
macro_rules! lines {
    (
        table $table:ident;
        $(#[$values_doc:meta])* values $Values:ident { $($extra:ident: $Extra:ty),* $(,)? }
        $(#[$row_doc:meta])* row $Row:ident of $parent:ident
    ) => {
        $(#[$values_doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, serde::Serialize, diesel::Queryable, diesel::Selectable, diesel::Insertable,
        )]
        #[serde(rename_all = "camelCase")]
        #[diesel(table_name = $table, check_for_backend(diesel::pg::Pg))]
        #[expect(missing_docs, reason = "the columns are described in the migrations")]
        pub struct $Values {
            pub order_index: i32,
            pub catalog_item_id: Option<uuid::Uuid>,
            $(pub $extra: $Extra,)*
            pub description: String,
            pub unit: Option<String>,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub quantity: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub unit_price: rust_decimal::Decimal,
            pub discount_type: domain::billing::DiscountType,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub discount_value: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub discount_amount: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub tax_rate: rust_decimal::Decimal,
            pub vat_category: domain::billing::VatCategory,
            pub vat_exemption_code: Option<domain::billing::ExemptionCode>,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub tax_amount: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub subtotal: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub total_after_discount: rust_decimal::Decimal,
            #[diesel(deserialize_as = $crate::rows::Exact)]
            pub total: rust_decimal::Decimal,
        }

        $(#[$row_doc])*
        #[derive(Debug, Clone, diesel::Queryable, diesel::Selectable, diesel::Identifiable)]
        #[diesel(table_name = $table, check_for_backend(diesel::pg::Pg))]
        #[expect(missing_docs, reason = "the columns are described in the migrations")]
        pub struct $Row {
            pub id: uuid::Uuid,
            pub $parent: uuid::Uuid,
            #[diesel(embed)]
            pub values: $Values,
            pub created_at: chrono::DateTime<chrono::Utc>,
            pub updated_at: chrono::DateTime<chrono::Utc>,
        }

        crate::listed!($Row, $table);
    };
}
pub(super) use lines;
