//! Up, down and up again leave the same catalog.

use tokio_postgres::Client;

use crate::database::Database;

/// Everything that a migration can leave behind in the schema, one line each.
const CATALOG: &str = "
    select format('column %s.%s %s null=%s default=%s collation=%s generated=%s', attrelid::regclass, attname,
                  format_type(atttypid, atttypmod), not attnotnull, pg_get_expr(adbin, adrelid),
                  attcollation::regcollation, attgenerated)
    from pg_attribute
    join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
    union all
    select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select pg_get_triggerdef(pg_trigger.oid)
    from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'public'::regnamespace and not tgisinternal
    union all
    select concat_ws(' ', pg_get_functiondef(oid), obj_description(oid, 'pg_proc'))
    from pg_proc
    where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    union all
    select format('collation %s %s %s', collname, collprovider, colliculocale)
    from pg_collation where collnamespace = 'public'::regnamespace
    union all
    select format('extension %s', extname) from pg_extension
    order by 1";

async fn catalog(client: &Client) -> Vec<String> {
    client.query(CATALOG, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// The table in which Diesel remembers the applied migrations stays.
fn is_bookkeeping(line: &str) -> bool {
    line.contains("__diesel_schema_migrations") || line == "extension plpgsql"
}

#[tokio::test]
async fn down_undoes_up() {
    let database = Database::new().await;
    let before = catalog(&database.connect().await).await;
    assert!(before.len() > 1000, "{}", before.len());

    let reverted = db::migrate::revert_all(database.url()).await.unwrap();
    let between = catalog(&database.connect().await).await;
    let left: Vec<_> = between.iter().filter(|line| !is_bookkeeping(line)).collect();
    assert!(left.is_empty(), "{left:#?}");

    let applied = db::migrate::run(database.url()).await.unwrap();
    let after = catalog(&database.connect().await).await;
    assert_eq!(before, after);
    assert!(reverted.iter().rev().eq(&applied));
}

#[tokio::test]
async fn every_reference_is_indexed() {
    let unindexed = "
        select format('%s %s', conrelid::regclass, conname)
        from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
            select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]
        )
        order by 1";
    let database = Database::new().await;
    let client = database.connect().await;
    let names: Vec<String> = client.query(unindexed, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(names, Vec::<String>::new());
}
