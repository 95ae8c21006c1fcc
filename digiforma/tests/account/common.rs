//! A stand-in on a port of its own, and a client for it.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use digiforma::client::{Client, ClientConfig, Error, Fault, Pages};
use digiforma::record::Record;
use digiforma::stand_in::{Fixture, KnownEstablishment, PATH, Scale, StandIn};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub const TOKEN: &str = "secret";

pub struct Site {
    pub stand_in: StandIn,
    pub endpoint: String,
    served: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.served.abort();
    }
}

impl Site {
    pub async fn start(fixture: Fixture) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}{PATH}", listener.local_addr().unwrap());
        let stand_in = StandIn::new(fixture, TOKEN).unwrap();
        let serving = stand_in.clone();
        let served = tokio::spawn(async move { serving.serve(listener).await.unwrap() });
        Self { stand_in, endpoint, served }
    }

    pub async fn small() -> Self {
        Self::start(small()).await
    }

    /// Impatient: pauses of milliseconds.
    pub fn config(&self) -> ClientConfig {
        ClientConfig {
            page_size: 20,
            timeout: Duration::from_secs(5),
            first_pause: Duration::from_millis(1),
            longest_pause: Duration::from_millis(20),
            ..ClientConfig::new(&self.endpoint, TOKEN)
        }
    }

    pub fn client(&self) -> Client {
        Client::new(self.config()).unwrap()
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 16).unwrap()
}

pub fn small() -> Fixture {
    Fixture::generate(7, Scale::small(), &known(), today())
}

pub fn known() -> Vec<KnownEstablishment> {
    let towns = [("Brest", "29200"), ("Dijon", "21000"), ("Metz", "57000")];
    let house = |index: usize| KnownEstablishment {
        name: format!("Centre hospitalier Saint-Exemple {index}"),
        city: towns[index % 3].0.to_owned(),
        zip_code: towns[index % 3].1.to_owned(),
        siret: Some(format!("000{index:06}00011")),
        accounting_number: Some(format!("411-{index}")),
        email: Some(format!("formation{index}@ch.example")),
    };
    (1..=40).map(house).collect()
}

/// What a list brings.
#[derive(Debug)]
pub struct Whole<T> {
    pub records: Vec<T>,
    pub faults: Vec<Fault>,
    pub repeated: usize,
    pub sizes: Vec<usize>,
}

pub async fn whole<T: Record>(mut pages: Pages<T>) -> Result<Whole<T>, Error> {
    let mut whole = Whole { records: Vec::new(), faults: Vec::new(), repeated: 0, sizes: Vec::new() };
    while let Some(page) = pages.next_page().await? {
        whole.records.extend(page.records);
        whole.faults.extend(page.faults);
        whole.repeated += page.repeated;
        whole.sizes.push(page.size);
    }
    Ok(whole)
}

pub fn ids<T: Record>(records: &[T]) -> Vec<String> {
    records.iter().map(|record| record.id().to_owned()).collect()
}

pub fn are_unique(ids: &[String]) -> bool {
    ids.iter().collect::<std::collections::HashSet<_>>().len() == ids.len()
}

/// A schema over a fixture, without HTTP.
pub fn schema(fixture: Fixture) -> digiforma::upstream::Schema {
    digiforma::upstream::schema(Arc::new(digiforma::stand_in::FixtureSource::new(fixture))).unwrap()
}
