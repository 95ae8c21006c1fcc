//! What the functions, triggers, collation and search columns do.

use futures_util::StreamExt;
use tokio_postgres::Client;

use crate::database::Database;

async fn texts(client: &Client, query: &str) -> Vec<String> {
    client.query(query, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn text(client: &Client, query: &str) -> String {
    client.query_one(query, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn keys_are_version_7_and_sort_by_time() {
    let database = Database::new().await;
    let client = database.connect().await;
    let disorder = "
        with made as (select n, uuid_v7() as key from generate_series(1, 20000) as n),
             pairs as (select key, lag(key) over (order by n) as previous from made)
        select (count(*) filter (where left(key::text, 18) < left(previous::text, 18)))::text || ' '
            || (count(*) filter (where key::text !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]'))::text || ' '
            || count(distinct key)::text
        from pairs";
    assert_eq!(text(&client, disorder).await, "0 0 20000");
    let age = "select (abs(extract(epoch from now()) * 1000 - ('x' || translate(left(uuid_v7()::text, 13), '-', ''))
        ::bit(48)::bigint) < 60000)::text";
    assert_eq!(text(&client, age).await, "true");
}

#[tokio::test]
async fn folding_drops_case_accents_and_ligatures() {
    let database = Database::new().await;
    let client = database.connect().await;
    assert_eq!(text(&client, "select fold('HÔPITAL Œdème Lætitia Ÿ ﬁn')").await, "hopital oedeme laetitia y fin");
    assert_eq!(text(&client, "select search_document('Été', null, 'B')").await, "ete b");
    for (name, folded) in [
        ("Saint-Étienne", "saint etienne"),
        ("SAINT ETIENNE", "saint etienne"),
        ("Villeneuve\u{2011}d\u{2019}Ascq", "villeneuve dascq"),
        ("L’Haÿ-les-Roses", "lhay les roses"),
        ("l''hôpital", "lhopital"),
        ("Sœur Françoise", "soeur francoise"),
        ("È\u{300} e\u{301}", "e e"),
        ("Île d`Yeu", "ile dyeu"),
    ] {
        assert_eq!(text(&client, &format!("select fold('{name}')")).await, folded, "{name}");
    }
}

#[tokio::test]
async fn old_rows_are_found_by_the_new_rules() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    let folder = "../migrations/0014_search_of_french_names";
    let script =
        |file: &str| format!("begin; {} commit;", std::fs::read_to_string(format!("{folder}/{file}")).unwrap());
    client.batch_execute(&script("down.sql")).await.unwrap();
    let names = "update medical_institutions set name = 'CHU Saint-Étienne' where type = 'hospital';
        update invoices set title = 'L’audit' where invoice_number is null";
    client.batch_execute(names).await.unwrap();
    let versions = "select string_agg(version::text, ' ' order by id) from medical_institutions";
    let before = text(&client, versions).await;
    client.batch_execute(&script("up.sql")).await.unwrap();
    let found = texts(&client, "select name from medical_institutions where search_text like '%saint etienne%'").await;
    assert_eq!(found, ["CHU Saint-Étienne"]);
    assert_eq!(texts(&client, "select title from tasks where search_text like '%laudit%'").await, ["Préparer l'audit"]);
    let invoices = "select distinct title from invoices where search_text like '%laudit%'";
    assert_eq!(texts(&client, invoices).await, ["L’audit"]);
    let stale =
        "select format('%s %s', 'invoice', id) from invoices where search_text <> search_document(invoice_number,
            title, description, purchase_order_number)
        union all select format('%s %s', 'contact', id) from contact_persons
            where search_text <> search_document(first_name, last_name, email, title, department)";
    assert_eq!(texts(&client, stale).await, [""; 0], "issued invoices too");
    assert_eq!(text(&client, versions).await, before, "nothing was edited");
}

#[tokio::test]
async fn institutions_contacts_and_tasks_are_found() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    let substring = "select name from medical_institutions
        where search_text like '%' || fold('CŒUR') || '%' or search_text like '%69002%' order by name";
    assert_eq!(texts(&client, substring).await, ["Clinique des Écluses", "Hôpital du Cœur"]);
    let words = "select name from medical_institutions
        where to_tsvector('french', search_text) @@ websearch_to_tsquery('french', fold('écluse clinique'))";
    assert_eq!(texts(&client, words).await, ["Clinique des Écluses"]);
    let tags = "select name from medical_institutions where search_text like '%cardiolog%'";
    assert_eq!(texts(&client, tags).await, ["Hôpital du Cœur"]);
    assert_eq!(
        texts(&client, "select email from contact_persons where search_text like '%noel%'").await,
        ["chloe@example.com"]
    );
    assert_eq!(
        texts(&client, "select title from tasks where search_text like '%preparer%'").await,
        ["Préparer l'audit"]
    );
}

#[tokio::test]
async fn searches_use_their_indexes() {
    let database = Database::new().await;
    let client = database.connect().await;
    client.batch_execute("set enable_seqscan = off").await.unwrap();
    for (condition, index) in [
        ("search_text like '%nimes%'", "_search_trgm_idx"),
        ("to_tsvector('french', search_text) @@ to_tsquery('french', 'nimes')", "_search_fts_idx"),
    ] {
        for table in ["medical_institutions", "contact_persons", "tasks", "quotes", "invoices"] {
            let plan = texts(&client, &format!("explain select id from {table} where {condition}")).await.join("\n");
            assert!(plan.contains(&format!("{table}{index}")), "{plan}");
        }
    }
}

#[tokio::test]
async fn names_sort_as_in_french() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    let statement = "update medical_institutions set name = 'écran' where type = 'clinic';
        update medical_institutions set name = 'Zénith' where type = 'hospital';
        insert into medical_institutions
            (name, type, address_street, address_city, address_zip_code, address_country)
        select name, 'clinic', 'x', 'x', 'x', 'x' from unnest(array['Éclair', 'eclair', 'Ecole', 'Abbé']) as name";
    client.batch_execute(statement).await.unwrap();
    let names = texts(&client, "select name from medical_institutions order by name, id").await;
    assert_eq!(names, ["Abbé", "eclair", "Éclair", "Ecole", "écran", "Zénith"]);
}

#[tokio::test]
async fn letters_and_signs_have_their_place_in_a_french_list() {
    let database = Database::new().await;
    let client = database.connect().await;
    let sorted = async |names: &[&str]| {
        let values: Vec<String> = names.iter().rev().map(|name| format!("('{}')", name.replace('\'', "''"))).collect();
        let query = format!("select name from (values {}) as t (name) order by name collate french", values.join(", "));
        texts(&client, &query).await
    };
    for names in [
        &["Emma", "Éric", "Érica", "Ernest", "Etienne", "Étienne", "Eva"][..],
        &["Oberkampf", "œdème", "Oeuvre", "Œuvre", "Ogier", "Où"],
        &["Ça ira", "Cadix", "Caen", "Cède", "Cézanne", "Czerny"],
        &["Saint Denis", "Saint Étienne", "Saint-Denis", "Saint-Étienne", "Sainte-Anne", "Saintes"],
        &["L’Aigle", "Labé", "Lyon"],
        &["cote", "coté", "côte", "côté"],
    ] {
        assert_eq!(sorted(names).await, names);
    }
}

#[tokio::test]
async fn versions_count_real_edits() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    let state = "select version::text || ' ' || (updated_at > created_at)::text from medical_institutions
        where type = 'clinic'";
    let update = |set: &'static str| format!("update medical_institutions set {set} where type = 'clinic'");
    for (set, expected) in [
        ("name = name", "1 false"),
        ("updated_at = now() + interval '1 day'", "1 false"),
        ("tags = '{ssr}'", "2 true"),
        ("tags = '{ssr}'", "2 true"),
        ("version = version + 1", "3 true"),
        ("name = 'Clinique', version = 40", "4 true"),
    ] {
        client.batch_execute(&update(set)).await.unwrap();
        assert_eq!(text(&client, state).await, expected, "{set}");
    }
    client.batch_execute("update users set last_login_at = now()").await.unwrap();
    assert_eq!(text(&client, "select max(version)::text from users").await, "1");
}

#[tokio::test]
async fn audit_events_outlive_their_user() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    client
        .batch_execute(
            "insert into users (email, first_name, last_name, avatar_seed) values ('tmp@example.com', 'T', 'M', 'x');
             insert into audit_events (user_id, user_name, action, entity, origin)
             select id, 'T M', 'user.created', 'user', 'cli' from users where email = 'tmp@example.com';
             delete from users where email = 'tmp@example.com'",
        )
        .await
        .unwrap();
    let kept = "select user_name || ' ' || (user_id is null)::text from audit_events where origin = 'cli'";
    assert_eq!(text(&client, kept).await, "T M true");
}

#[tokio::test]
async fn changes_are_announced() {
    let database = Database::with_fixture().await;
    let (listener, mut notices) = database.listen().await;
    listener.batch_execute("listen entity_changed; listen viewer_changed").await.unwrap();
    let client = database.connect().await;
    let mut expect = async |statement: &str, expected: &[(&str, &str)]| {
        client.batch_execute(statement).await.unwrap();
        client.batch_execute("notify entity_changed, 'end'").await.unwrap();
        let mut seen = Vec::new();
        loop {
            let notice = notices.next().await.unwrap();
            if notice.payload() == "end" {
                break;
            }
            seen.push((notice.channel().to_owned(), notice.payload().to_owned()));
        }
        let expected: Vec<_> = expected.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned())).collect();
        assert_eq!(seen, expected, "{statement}");
    };

    let ada = "00000000-0000-7000-8000-0000000000b1";
    let bob = "00000000-0000-7000-8000-0000000000b2";
    let task =
        |op: &str| format!(r#"{{"entity" : "task", "id" : "00000000-0000-7000-8000-0000000000e1", "op" : "{op}"}}"#);
    let entity = "entity_changed";
    let viewer = "viewer_changed";
    expect("update tasks set title = 'Autre'", &[(entity, &task("update"))]).await;
    expect("update tasks set deleted_at = now()", &[(entity, &task("delete"))]).await;
    expect("update tasks set deleted_at = null", &[(entity, &task("insert"))]).await;
    expect("delete from tasks", &[(entity, &task("delete"))]).await;
    let quote = r#"{"entity" : "quote", "id" : "00000000-0000-7000-8000-000000000101", "op" : "update"}"#;
    let document =
        "with file as (insert into stored_files (media_type, content) values ('application/pdf', 'a') returning id)
        insert into document_versions (document_type, quote_id, version, file_id, file_name, generated_by)
        select 'quote_pdf', quotes.id, 1, file.id, 'a.pdf', assigned_user_id from quotes, file";
    expect(document, &[(entity, quote)]).await;
    expect("update document_versions set emailed_at = now()", &[(entity, quote)]).await;
    expect("begin; set local app.bulk_load = 'on'; update contact_persons set title = 'Dr'; commit", &[]).await;
    let user = |id: &str, op: &str| format!(r#"{{"entity" : "user", "id" : "{id}", "op" : "{op}"}}"#);
    let (of_ada, of_bob) = (user(ada, "update"), user(bob, "update"));
    expect("update users set last_login_at = now()", &[]).await;
    expect("update users set last_login_at = now(), first_name = 'Eve'", &[(entity, &of_ada), (entity, &of_bob)]).await;
    expect("update users set role = 'manager' where role = 'auditor'", &[(entity, &of_bob), (viewer, bob)]).await;
    expect("update users set team_id = null", &[(entity, &of_bob), (viewer, bob)]).await;
    let password = "update users set password_hash = '$argon2id$v=19$x' where role = 'admin'";
    expect(password, &[(entity, &of_ada), (viewer, ada)]).await;
    let max = "00000000-0000-7000-8000-0000000000b3";
    let made = format!(
        "insert into users (id, email, first_name, last_name, avatar_seed) values ('{max}', 'max@example.com', 'M', 'M', 'x')"
    );
    expect(&made, &[(entity, &user(max, "insert"))]).await;
    let gone = format!("delete from users where id = '{max}'");
    expect(&gone, &[(entity, &user(max, "delete")), (viewer, max)]).await;
    let team = |op: &str| {
        (entity, format!(r#"{{"entity" : "team", "id" : "00000000-0000-7000-8000-0000000000a1", "op" : "{op}"}}"#))
    };
    for (statement, op) in [
        ("update teams set description = 'x'", "update"),
        ("update teams set deleted_at = now()", "delete"),
        ("update teams set deleted_at = null", "insert"),
    ] {
        let (channel, payload) = team(op);
        expect(statement, &[(channel, &payload)]).await;
    }
    let session = "insert into sessions (user_id, expires_at) select id, now() + interval '1 day' from users
        where role = 'admin'";
    expect(session, &[]).await;
    expect("update sessions set last_used_at = now()", &[]).await;
    expect("update sessions set revoked_at = now(), revoked_reason = 'logout'", &[(viewer, ada)]).await;
    let token = "insert into api_tokens (user_id, name, prefix, token_hash, scopes)
        select id, 'CI', 'mcrm_abc', sha256('x'), '{read}' from users where role = 'admin'";
    expect(token, &[]).await;
    expect("update api_tokens set last_used_at = now()", &[]).await;
    expect("update api_tokens set scopes = '{read,write}'", &[(viewer, ada)]).await;
}

#[tokio::test]
async fn sums_of_days_follow_their_documents() {
    let database = Database::with_fixture().await;
    let client = database.connect().await;
    let sums = async |statement: &str| {
        client.batch_execute(statement).await.unwrap();
        let days = "select concat_ws(' ', day, source, documents, invoiced, invoiced_net, paid, paid_net)
            from revenue_days where documents <> 0 order by day, source";
        texts(&client, days).await
    };
    assert_eq!(sums("select").await, ["2026-11-02 audit 1 120.00 100.00 0.00 0.00"]);
    let paid = "update invoices set paid_amount = 50 where invoice_number is not null";
    assert_eq!(sums(paid).await, ["2026-11-02 audit 1 120.00 100.00 50.00 41.67"]);
    let moved = "set session_replication_role = replica;
        update invoices set issue_date = '2026-11-03' where invoice_number is not null;
        reset session_replication_role";
    assert_eq!(sums(moved).await, ["2026-11-03 audit 1 120.00 100.00 50.00 41.67"], "whoever writes");
    let cancelled = "update invoices set status = 'cancelled', paid_amount = 0, credited_amount = 120
        where invoice_number is not null";
    assert_eq!(sums(cancelled).await, [""; 0]);
    let load = "begin; set local app.bulk_load = 'on';
        insert into revenue_entries (label, entry_date, net_amount, created_by)
          select 'x', '2026-11-01', n, (select min(id::text)::uuid from users) from generate_series(1, 3) as n;
        commit";
    assert_eq!(sums(load).await, ["2026-11-01 other 3 6.00 6.00 0.00 0.00"]);
    assert_eq!(sums("truncate revenue_entries").await, [""; 0]);
}
