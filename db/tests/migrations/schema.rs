//! `db/src/schema.rs` says of the tables what the database says.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs};

use tokio_postgres::Client;

use crate::database::Database;

const COLUMNS: &str = "
    select table_name::text, column_name::text, udt_name::text, is_nullable = 'YES'
    from information_schema.columns
    where table_schema = 'public' and not starts_with(table_name, '__')
    order by table_name collate \"C\", ordinal_position";

const PRIMARY_KEYS: &str = "
    select relname::text, string_agg(attname, ', ' order by array_position(conkey, attnum))
    from pg_constraint
    join pg_class on pg_class.oid = conrelid
    join pg_attribute on attrelid = conrelid and attnum = any (conkey)
    where contype = 'p' and connamespace = 'public'::regnamespace
    group by relname";

/// The references that Diesel can join by itself: the only one between two different tables.
const JOINABLE: &str = "
    select child.relname || ' -> ' || parent.relname || ' (' || min(attname) || ')'
    from pg_constraint
    join pg_class as child on child.oid = conrelid
    join pg_class as parent on parent.oid = confrelid
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid
    group by child.relname, parent.relname
    having count(*) = 1
    order by child.relname collate \"C\", parent.relname collate \"C\"";

/// What `db/schema.patch` makes of the first lines.
const HEAD: &str = "\
// @generated automatically by Diesel CLI.

#![expect(missing_docs, reason = \"generated; the migrations describe the tables\")]

";

fn diesel_type(sql: &str) -> &str {
    match sql {
        "bool" => "Bool",
        "bytea" => "Bytea",
        "date" => "Date",
        "int2" => "Int2",
        "int4" => "Int4",
        "jsonb" => "Jsonb",
        "numeric" => "Numeric",
        "text" => "Text",
        "_text" => "Array<Text>",
        "timestamptz" => "Timestamptz",
        "uuid" => "Uuid",
        other => panic!("no Diesel type is known for {other}"),
    }
}

/// The file as the database would have it.
async fn render(client: &Client) -> String {
    let keys: BTreeMap<String, String> =
        client.query(PRIMARY_KEYS, &[]).await.unwrap().iter().map(|row| (row.get(0), row.get(1))).collect();
    let mut columns: BTreeMap<String, String> = BTreeMap::new();
    for row in client.query(COLUMNS, &[]).await.unwrap() {
        let (table, column, sql, nullable): (String, String, String, bool) =
            (row.get(0), row.get(1), row.get(2), row.get(3));
        let lines = columns.entry(table).or_default();
        let kind = diesel_type(&sql);
        let kind = if nullable { format!("Nullable<{kind}>") } else { kind.to_owned() };
        if column == "type" {
            writeln!(lines, "        #[sql_name = \"type\"]\n        type_ -> {kind},").unwrap();
        } else {
            writeln!(lines, "        {column} -> {kind},").unwrap();
        }
    }
    let mut file = String::from(HEAD);
    for (table, lines) in &columns {
        writeln!(file, "diesel::table! {{\n    {table} ({}) {{\n{lines}    }}\n}}\n", keys[table]).unwrap();
    }
    for row in client.query(JOINABLE, &[]).await.unwrap() {
        writeln!(file, "diesel::joinable!({});", row.get::<_, String>(0)).unwrap();
    }
    let tables: Vec<_> = columns.keys().map(|table| format!("    {table},\n")).collect();
    writeln!(file, "\ndiesel::allow_tables_to_appear_in_same_query!(\n{});", tables.concat()).unwrap();
    file
}

#[tokio::test]
async fn the_file_agrees_with_the_database() {
    let database = Database::new().await;
    let expected = render(&database.connect().await).await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema.rs");
    let file = fs::read_to_string(path).unwrap();
    if file != expected && env::var("UPDATE_GOLDEN").is_ok_and(|update| update == "1") {
        return fs::write(path, expected).unwrap();
    }
    for (number, (file, expected)) in file.lines().zip(expected.lines()).enumerate() {
        let line = number + 1;
        assert_eq!(
            file, expected,
            "line {line} of db/src/schema.rs: the file, then the database; `cargo xtask snapshots` rewrites the file"
        );
    }
    assert_eq!(file.lines().count(), expected.lines().count());
}

/// Arrays are declared without nulls in them: a check on each column keeps them out.
#[tokio::test]
async fn no_array_holds_nulls() {
    let unchecked = "
        select table_name || '.' || column_name
        from information_schema.columns as col
        where table_schema = 'public' and udt_name = '_text' and not exists (
            select from pg_constraint
            join pg_attribute on attrelid = conrelid and attnum = any (conkey)
            where contype = 'c' and conrelid = format('public.%I', table_name)::regclass and attname = column_name
                and pg_get_constraintdef(pg_constraint.oid) ~ 'array_position|is_(word|label)_list'
        )";
    let database = Database::new().await;
    let client = database.connect().await;
    let names: Vec<String> = client.query(unchecked, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(names, Vec::<String>::new());
}
