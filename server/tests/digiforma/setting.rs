//! A firm, and a Digiforma of its own.

use std::time::Duration;

use crm::{config::Config, operations::digiforma::sync};
use diesel::{QueryableByName, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use digiforma::stand_in::{Fixture, PATH, StandIn};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::firm::Firm;

pub const TOKEN: &str = "jeton-de-test";

/// A firm whose settings name a stand-in.
pub struct Mirror {
    pub firm: Firm,
    pub stand_in: StandIn,
    pub url: String,
}

pub const SYNC: &str = "id status phase message errorCount finishedPhases
    counters { entity read created updated unchanged removed failed } errors { entity recordId message }";

impl Mirror {
    /// With an account of these rows.
    pub async fn start(fixture: Fixture) -> Self {
        Self::start_with(fixture, |_| {}).await
    }

    pub async fn start_with(fixture: Fixture, change: impl FnOnce(&mut Config)) -> Self {
        let firm = Firm::start_with(|config| {
            config.digiforma_patience.page_size = 20;
            config.digiforma_patience.timeout = Duration::from_secs(5);
            config.digiforma_patience.attempts = 4;
            config.digiforma_patience.first_pause = Duration::from_millis(2);
            change(config);
        })
        .await;
        let (stand_in, url) = serve(fixture).await;
        let mirror = Self { firm, stand_in, url };
        mirror.set(json!({ "apiUrl": mirror.url, "bearerToken": TOKEN, "isEnabled": true })).await;
        mirror
    }

    /// Changes the settings.
    pub async fn set(&self, input: Value) {
        let document = "mutation($input: UpdateDigiformaSettingsInput!) {
            updateDigiformaSettings(input: $input) { userErrors { field code message } } }";
        let data = self.firm.admin.query(document, json!({ "input": input })).await;
        assert_eq!(data["updateDigiformaSettings"]["userErrors"], json!([]));
    }

    /// Asks for a reading; gives its id.
    pub async fn ask(&self, mode: &str) -> Uuid {
        let document = "mutation($mode: DigiformaSyncMode) {
            startDigiformaSync(input: { mode: $mode }) { sync { id status } userErrors { code message } } }";
        let data = self.firm.admin.query(document, json!({ "mode": mode })).await;
        let answer = &data["startDigiformaSync"];
        assert_eq!(answer["userErrors"], json!([]));
        assert_eq!(answer["sync"]["status"], "PENDING");
        answer["sync"]["id"].as_str().unwrap().parse().unwrap()
    }

    /// Reads Digiforma as a worker does, and gives what came of it.
    pub async fn sync(&self) -> Value {
        self.sync_in("NORMAL").await
    }

    pub async fn sync_in(&self, mode: &str) -> Value {
        let id = self.ask(mode).await;
        assert_eq!(sync::run(&self.firm.app.app, id).await.unwrap(), sync::Run::Done);
        self.shown(id).await
    }

    /// A reading that has to go well.
    pub async fn sync_well(&self) -> Value {
        let row = self.sync().await;
        assert_eq!(row["status"], "SUCCESS", "{row:#}");
        row
    }

    /// A reading as it stands.
    pub async fn shown(&self, id: Uuid) -> Value {
        let document = format!("query($id: ID!) {{ digiforma {{ sync(id: $id) {{ {SYNC} }} }} }}");
        self.firm.admin.query(&document, json!({ "id": id })).await["digiforma"]["sync"].take()
    }

    /// A part of `digiforma { … }`, as the administrator sees it.
    pub async fn ask_for(&self, selection: &str) -> Value {
        self.firm.admin.query(&format!("{{ digiforma {{ {selection} }} }}"), json!({})).await["digiforma"].take()
    }

    /// A number from the database: `SELECT … AS number`.
    pub async fn number(&self, sql: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        let mut conn = self.firm.app.db().await;
        diesel::sql_query(sql).get_result::<Number>(&mut conn).await.unwrap().number
    }

    /// An institution of the firm.
    pub async fn institution(&self, name: &str, city: &str, zip_code: &str, more: Value) -> String {
        let mut body = json!({
            "name": name, "type": "hospital",
            "address": { "street": "1 rue du Port", "city": city, "zipCode": zip_code, "country": "France" },
        });
        for (field, value) in more.as_object().into_iter().flatten() {
            body[field] = value.clone();
        }
        let answer = self.firm.manager.post("/api/institutions", &body).await.expect(201).json();
        answer["data"]["institution"]["id"].as_str().unwrap().to_owned()
    }
}

/// Serves an account on a free port; gives its address.
pub async fn serve(fixture: Fixture) -> (StandIn, String) {
    let stand_in = StandIn::new(fixture, TOKEN).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PATH}", listener.local_addr().unwrap());
    tokio::spawn(stand_in.clone().serve(listener));
    (stand_in, url)
}

/// Rows by list, as a fixture has them.
pub fn fixture(rows: Value) -> Fixture {
    Fixture::from_json(&rows.to_string()).unwrap()
}

/// A tally of a reading.
pub fn tally(row: &Value, entity: &str) -> Value {
    let found = row["counters"].as_array().unwrap().iter().find(|counter| counter["entity"] == entity);
    found.cloned().unwrap_or(Value::Null)
}
