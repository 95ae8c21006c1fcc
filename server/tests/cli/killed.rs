//! A server that is killed while it issues an invoice: the number is given whole or not at all, and what was issued gets
//! its file after the next start.

use std::time::Duration;

use db::testing::TestDatabase;
use diesel::{QueryableByName, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::{Value, json};

use crate::program::{Directory, Server, on_database, run};

const PASSWORD: &str = "a password for the demo";
const SERIES: &str = "SELECT last_number || ' ' || series FROM document_counters WHERE series = 'KILL'";

fn serve(database: &TestDatabase, directory: &Directory) -> Server {
    let mut command = on_database(database.url(), &["serve", "--data-dir", &directory.text("data")]);
    command.env("RATE_LIMIT", "off");
    Server::start(command)
}

async fn texts(database: &TestDatabase, query: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let query = format!("SELECT found.text::text AS text FROM ({query}) AS found(text)");
    let mut conn = db::pool::establish(database.url()).await.unwrap();
    let rows: Vec<Row> = diesel::sql_query(query).load(&mut conn).await.unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

async fn eventually(database: &TestDatabase, query: &str, expected: &str) {
    for _ in 0..1_200 {
        if texts(database, query).await == [expected] {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{query} is never {expected}: {:?}", texts(database, query).await);
}

/// A manager of the demo company who speaks to a server.
struct Person {
    url: String,
    token: String,
}

impl Person {
    async fn of(server: &Server) -> Self {
        let login = json!({ "email": "admin@example.com", "password": PASSWORD });
        let request = reqwest::Client::new().post(format!("{}/api/auth/login", server.url)).json(&login);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        let token = answer["data"]["accessToken"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        Self { url: format!("{}/graphql", server.url), token }
    }

    fn request(&self, query: &str, variables: &Value) -> reqwest::RequestBuilder {
        let body = json!({ "query": query, "variables": variables });
        reqwest::Client::new().post(&self.url).bearer_auth(&self.token).json(&body)
    }

    async fn ask(&self, query: &str, variables: Value) -> Value {
        let mut answer: Value = self.request(query, &variables).send().await.unwrap().json().await.unwrap();
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    async fn draft(&self) -> String {
        let institution = json!({ "input": { "name": "Clinique", "type": "CLINIC", "siret": "73282932000074",
            "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000" } } });
        let query =
            "mutation($input: CreateInstitutionInput!) { createInstitution(input: $input) { institution { id } } }";
        let clinic = self.ask(query, institution).await["createInstitution"]["institution"]["id"].take();
        let line = json!({ "description": "Audit", "quantity": "1", "unitPrice": "1000", "taxRate": "20" });
        let input = json!({ "input": { "institutionId": clinic, "title": "Audit", "serviceStart": "2026-01-05",
            "lines": [line] } });
        let query = "mutation($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }";
        let data = self.ask(query, input).await;
        data["createInvoice"]["invoice"]["id"].as_str().unwrap_or_else(|| panic!("{data}")).to_owned()
    }

    /// Asks for the issue; the answer may never come.
    fn issue(&self, id: &str) -> tokio::task::JoinHandle<()> {
        let query = "mutation($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
            invoice { invoiceNumber } userErrors { field code message } } }";
        let request = self.request(query, &json!({ "input": { "id": id } }));
        tokio::spawn(async move { drop(request.send().await) })
    }

    async fn is_sound(&self) -> bool {
        let query =
            "query($year: Int!) { verifyInvoiceChain(series: \"KILL\", year: $year) { isValid faults { problem } } }";
        let year: i32 = chrono::Utc::now().format("%Y").to_string().parse().unwrap();
        let report = self.ask(query, json!({ "year": year })).await["verifyInvoiceChain"].take();
        report["isValid"] == true
    }
}

/// Kills the server as a power cut does, and waits until the database has noticed.
async fn kill(database: &TestDatabase, mut server: Server) {
    server.signal("KILL");
    server.wait();
    drop(server);
    let left = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'
        AND pid <> pg_backend_pid() AND application_name <> 'the test'";
    eventually(database, left, "0").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_given_whole_or_not_at_all() {
    let (database, directory) = (TestDatabase::new().await, Directory::new());
    run(on_database(database.url(), &["seed", "--demo"]).env("DEMO_PASSWORD", PASSWORD)).ok();
    // A series of its own, whose counter the test can hold.
    let mut held = db::pool::establish(database.url()).await.unwrap();
    held.batch_execute(
        "SET application_name = 'the test'; UPDATE firm_identity
           SET invoice_series = 'KILL', invoice_number_pattern = 'KILL{YYYY}{MM}{0001}';
         INSERT INTO document_counters (series, year)
           SELECT 'KILL', extract(year FROM now() AT TIME ZONE 'Europe/Paris')::integer",
    )
    .await
    .unwrap();

    // Killed where everything was written but the number.
    let server = serve(&database, &directory);
    let person = Person::of(&server).await;
    let first = person.draft().await;
    held.batch_execute("BEGIN; SELECT * FROM document_counters WHERE series = 'KILL' FOR UPDATE").await.unwrap();
    let asked = person.issue(&first);
    eventually(&database, "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted", "true").await;
    server.signal("KILL");
    asked.await.unwrap();
    held.batch_execute("ROLLBACK").await.unwrap();
    kill(&database, server).await;
    let state = format!("SELECT status || coalesce(invoice_number, '') FROM invoices WHERE id = '{first}'");
    assert_eq!(texts(&database, &state).await, ["draft"]);
    assert_eq!(texts(&database, SERIES).await, ["0 KILL"], "no number was burnt");

    // Killed after the number was committed, before its file was there.
    let server = serve(&database, &directory);
    let person = Person::of(&server).await;
    assert!(person.is_sound().await);
    held.batch_execute("BEGIN; LOCK TABLE document_versions IN SHARE MODE").await.unwrap();
    let asked = person.issue(&first);
    eventually(&database, &state.replace("coalesce(invoice_number, '')", "''"), "issued").await;
    server.signal("KILL");
    asked.await.unwrap();
    held.batch_execute("ROLLBACK").await.unwrap();
    kill(&database, server).await;
    assert_eq!(texts(&database, SERIES).await, ["1 KILL"]);
    let number = texts(&database, &format!("SELECT invoice_number FROM invoices WHERE id = '{first}'")).await;
    assert!(number[0].ends_with("0001"), "{number:?}");
    let job = format!("SELECT finished_at IS NULL FROM jobs WHERE payload::text LIKE '%{first}%'");
    assert_eq!(texts(&database, &job).await, ["true"], "its file is still to be made");
    let files = format!("SELECT count(*) FROM document_versions WHERE invoice_id = '{first}'");
    assert_eq!(texts(&database, &files).await, ["0"]);

    // The next start goes on where it was.
    let server = serve(&database, &directory);
    let person = Person::of(&server).await;
    assert!(person.is_sound().await);
    held.batch_execute("UPDATE jobs SET locked_until = now() WHERE finished_at IS NULL").await.unwrap();
    eventually(&database, &files, "1").await;
    let second = person.draft().await;
    person.issue(&second).await.unwrap();
    let next = texts(&database, &format!("SELECT right(invoice_number, 4) FROM invoices WHERE id = '{second}'")).await;
    assert_eq!(next, ["0002"], "no hole, no number twice");
    assert!(person.is_sound().await);
    server.stop();
}
