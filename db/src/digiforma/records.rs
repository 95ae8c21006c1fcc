//! Records of Digiforma as rows of the mirror, written a batch at a time.
//!
//! A statement compares its batch with what is there and writes the difference alone: rows that are as they were are not
//! even locked. Links to companies (and by them to institutions) are resolved in the same statement.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Date, Nullable, Numeric, Text, Timestamptz},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, QueryableByName)]
pub struct Written {
    /// Rows that were not there.
    #[diesel(sql_type = BigInt)]
    pub created: i64,
    /// Rows that were otherwise, or had been marked as removed.
    #[diesel(sql_type = BigInt)]
    pub updated: i64,
}

/// A kind of record: its struct and the statement that writes a batch of it. In `columns` each column has its place in the
/// statement, which is the order in which they are bound.
macro_rules! mirrored {
    (
        $(#[$meta:meta])*
        $Record:ident in $table:literal by $key:literal and $same_key:literal,
        links { $link_columns:literal, $link_values:literal, $link_join:literal, $link_sets:literal }
        columns { $first:ident: $First:ty as $FirstSql:ty = $first_parameter:literal $(, $column:ident: $Type:ty as $Sql:ty = $parameter:literal)* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "the columns are described in the migrations")]
        pub struct $Record {
            pub $first: $First,
            $(pub $column: $Type,)*
        }

        impl $Record {
            /// Writes what differs of a batch, in which each record stands once.
            ///
            /// # Errors
            /// What the database says; then nothing of the batch was written.
            pub async fn write(conn: &mut AsyncPgConnection, batch: &[Self]) -> QueryResult<Written> {
                const STATEMENT: &str = concat!(
                    "WITH staged AS (SELECT * FROM unnest(", $first_parameter $(, ", ", $parameter)*,
                    ") AS staged (", stringify!($first) $(, ", ", stringify!($column))*,
                    ")), changed AS (SELECT staged.* FROM staged LEFT JOIN ", $table, " AS present ON ", $same_key,
                    " WHERE present.id IS NULL OR present.removed_at IS NOT NULL OR (present.", stringify!($first),
                    $(", present.", stringify!($column),)*
                    ") IS DISTINCT FROM (staged.", stringify!($first) $(, ", staged.", stringify!($column))*,
                    ")), written AS (INSERT INTO ", $table, " (", stringify!($first) $(, ", ", stringify!($column))*,
                    $link_columns, ") SELECT changed.", stringify!($first) $(, ", changed.", stringify!($column))*,
                    $link_values, " FROM changed ", $link_join, " ON CONFLICT ", $key, " DO UPDATE SET ",
                    stringify!($first), " = excluded.", stringify!($first),
                    $(", ", stringify!($column), " = excluded.", stringify!($column),)*
                    $link_sets, ", removed_at = NULL, last_sync_at = now() RETURNING xmax = 0 AS is_new) ",
                    "SELECT count(*) FILTER (WHERE is_new) AS created, ",
                    "count(*) FILTER (WHERE NOT is_new) AS updated FROM written",
                );
                if batch.is_empty() {
                    return Ok(Written::default());
                }
                sql_query(STATEMENT)
                    .bind::<Array<$FirstSql>, _>(batch.iter().map(|record| &record.$first).collect::<Vec<_>>())
                    $(.bind::<Array<$Sql>, _>(batch.iter().map(|record| &record.$column).collect::<Vec<_>>()))*
                    .get_result(conn)
                    .await
            }
        }
    };
}

mirrored! {
    /// A company.
    CompanyRecord in "digiforma_companies" by "(digiforma_id)" and "present.digiforma_id = staged.digiforma_id",
    links { "", "", "", "" }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        name: String as Text = "$2::text[]",
        match_name: String as Text = "$3::text[]",
        email: Option<String> as Nullable<Text> = "$4::text[]",
        phone: Option<String> as Nullable<Text> = "$5::text[]",
        address: Option<String> as Nullable<Text> = "$6::jsonb[]",
        siret: Option<String> as Nullable<Text> = "$7::text[]",
        accounting_number: Option<String> as Nullable<Text> = "$8::text[]",
        website: Option<String> as Nullable<Text> = "$9::text[]",
        metadata: String as Text = "$10::jsonb[]",
    }
}

mirrored! {
    /// A person: a contact of a company, or a trainee.
    ContactRecord in "digiforma_contacts" by "(kind, digiforma_id)"
        and "present.kind = staged.kind AND present.digiforma_id = staged.digiforma_id",
    links {
        ", digiforma_company_id",
        ", companies.id",
        "LEFT JOIN digiforma_companies AS companies ON companies.digiforma_id = changed.company_digiforma_id",
        ", digiforma_company_id = excluded.digiforma_company_id"
    }
    columns {
        kind: &'static str as Text = "$1::text[]",
        digiforma_id: String as Text = "$2::text[]",
        company_digiforma_id: Option<String> as Nullable<Text> = "$3::text[]",
        first_name: String as Text = "$4::text[]",
        last_name: String as Text = "$5::text[]",
        email: Option<String> as Nullable<Text> = "$6::text[]",
        phone: Option<String> as Nullable<Text> = "$7::text[]",
        role: Option<String> as Nullable<Text> = "$8::text[]",
        metadata: String as Text = "$9::jsonb[]",
    }
}

mirrored! {
    /// A training program.
    ProgramRecord in "digiforma_programs" by "(digiforma_id)" and "present.digiforma_id = staged.digiforma_id",
    links { "", "", "", "" }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        name: String as Text = "$2::text[]",
        code: Option<String> as Nullable<Text> = "$3::text[]",
        parent_digiforma_id: Option<String> as Nullable<Text> = "$4::text[]",
        metadata: String as Text = "$5::jsonb[]",
    }
}

mirrored! {
    /// A training session.
    TrainingSessionRecord in "digiforma_training_sessions" by "(digiforma_id)"
        and "present.digiforma_id = staged.digiforma_id",
    links { "", "", "", "" }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        name: String as Text = "$2::text[]",
        code: Option<String> as Nullable<Text> = "$3::text[]",
        program_digiforma_id: Option<String> as Nullable<Text> = "$4::text[]",
        pipeline_state: Option<String> as Nullable<Text> = "$5::text[]",
        start_date: Option<NaiveDate> as Nullable<Date> = "$6::date[]",
        end_date: Option<NaiveDate> as Nullable<Date> = "$7::date[]",
        metadata: String as Text = "$8::jsonb[]",
    }
}

mirrored! {
    /// A customer: one buyer in one training session.
    CustomerRecord in "digiforma_customers" by "(digiforma_id)" and "present.digiforma_id = staged.digiforma_id",
    links {
        ", digiforma_company_id",
        ", companies.id",
        "LEFT JOIN digiforma_companies AS companies ON companies.digiforma_id = changed.company_digiforma_id",
        ", digiforma_company_id = excluded.digiforma_company_id"
    }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        company_digiforma_id: Option<String> as Nullable<Text> = "$2::text[]",
        trainee_digiforma_id: Option<String> as Nullable<Text> = "$3::text[]",
        training_session_digiforma_id: Option<String> as Nullable<Text> = "$4::text[]",
        crm_status: Option<String> as Nullable<Text> = "$5::text[]",
        metadata: String as Text = "$6::jsonb[]",
    }
}

mirrored! {
    /// A quotation.
    QuoteRecord in "digiforma_quotes" by "(digiforma_id)" and "present.digiforma_id = staged.digiforma_id",
    links {
        ", digiforma_company_id, institution_id",
        ", companies.id, companies.institution_id",
        "LEFT JOIN digiforma_companies AS companies ON companies.digiforma_id = changed.company_digiforma_id",
        ", digiforma_company_id = excluded.digiforma_company_id, institution_id = excluded.institution_id"
    }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        company_digiforma_id: Option<String> as Nullable<Text> = "$2::text[]",
        customer_digiforma_id: Option<String> as Nullable<Text> = "$3::text[]",
        recipient_name: Option<String> as Nullable<Text> = "$4::text[]",
        quote_number: Option<String> as Nullable<Text> = "$5::text[]",
        status: &'static str as Text = "$6::text[]",
        net_amount: Decimal as Numeric = "$7::numeric[]",
        total_amount: Decimal as Numeric = "$8::numeric[]",
        created_date: DateTime<Utc> as Timestamptz = "$9::timestamptz[]",
        accepted_date: Option<DateTime<Utc>> as Nullable<Timestamptz> = "$10::timestamptz[]",
        metadata: String as Text = "$11::jsonb[]",
    }
}

mirrored! {
    /// An invoice or credit note, whose amounts are negative.
    InvoiceRecord in "digiforma_invoices" by "(digiforma_id)" and "present.digiforma_id = staged.digiforma_id",
    links {
        ", digiforma_company_id, institution_id",
        ", companies.id, companies.institution_id",
        "LEFT JOIN digiforma_companies AS companies ON companies.digiforma_id = changed.company_digiforma_id",
        ", digiforma_company_id = excluded.digiforma_company_id, institution_id = excluded.institution_id"
    }
    columns {
        digiforma_id: String as Text = "$1::text[]",
        company_digiforma_id: Option<String> as Nullable<Text> = "$2::text[]",
        customer_digiforma_id: Option<String> as Nullable<Text> = "$3::text[]",
        recipient_name: Option<String> as Nullable<Text> = "$4::text[]",
        invoice_number: Option<String> as Nullable<Text> = "$5::text[]",
        status: &'static str as Text = "$6::text[]",
        net_amount: Decimal as Numeric = "$7::numeric[]",
        total_amount: Decimal as Numeric = "$8::numeric[]",
        paid_amount: Decimal as Numeric = "$9::numeric[]",
        issue_date: DateTime<Utc> as Timestamptz = "$10::timestamptz[]",
        due_date: Option<DateTime<Utc>> as Nullable<Timestamptz> = "$11::timestamptz[]",
        paid_date: Option<DateTime<Utc>> as Nullable<Timestamptz> = "$12::timestamptz[]",
        metadata: String as Text = "$13::jsonb[]",
    }
}

mirrored! {
    /// A row of one of the small lists.
    DirectoryRecord in "digiforma_directory" by "(kind, digiforma_id)"
        and "present.kind = staged.kind AND present.digiforma_id = staged.digiforma_id",
    links { "", "", "", "" }
    columns {
        kind: &'static str as Text = "$1::text[]",
        digiforma_id: String as Text = "$2::text[]",
        metadata: String as Text = "$3::jsonb[]",
    }
}
