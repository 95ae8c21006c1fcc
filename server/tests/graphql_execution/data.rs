//! A small company in memory, read by both schemas.

use chrono::{DateTime, TimeZone as _, Utc};
use domain::TaskStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Clone)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub nickname: Option<String>,
}

#[derive(Clone)]
pub struct Clinic {
    pub id: Uuid,
    pub name: String,
    pub kind: String,
    pub beds: i32,
    pub rating: Option<f64>,
    pub opened_at: DateTime<Utc>,
    pub tags: Vec<String>,
    pub budget: Decimal,
    pub street: String,
    pub city: String,
    pub owner_id: Option<Uuid>,
}

#[derive(Clone)]
pub struct Profile {
    pub id: Uuid,
    pub clinic_id: Uuid,
    pub rooms: Option<i32>,
}

#[derive(Clone)]
pub struct Job {
    pub id: Uuid,
    pub clinic_id: Uuid,
    pub assignee_id: Option<Uuid>,
    pub title: String,
    pub status: TaskStatus,
}

pub struct Company {
    pub people: Vec<Person>,
    pub clinics: Vec<Clinic>,
    pub profiles: Vec<Profile>,
    pub jobs: Vec<Job>,
}

pub fn id(kind: u64, n: u64) -> Uuid {
    Uuid::from_u64_pair(kind, n)
}

pub fn company() -> Company {
    let names = ["Léa", "Zoë \"the\" \\ boss\n", "Ömer\u{1}\u{7f}\u{2028}"];
    let people = (0..3).map(|n| Person {
        id: id(1, n),
        name: names[n as usize].to_owned(),
        nickname: (n == 1).then(|| "Z/é\t".to_owned()),
    });
    let clinics = (0..7).map(|n| Clinic {
        id: id(2, n),
        name: format!("Clinique {n} d’Évry"),
        kind: ["PUBLIC", "PRIVATE"][n as usize % 2].to_owned(),
        beds: i32::try_from(n).unwrap() * 40 - 20,
        rating: (n % 3 != 0).then_some(n as f64 / 3.0),
        opened_at: Utc
            .timestamp_micros(1_700_000_000_000_000 + n as i64 * 86_400_000_000 + n as i64 % 3 * 1_500)
            .unwrap(),
        tags: (0..n % 3).map(|tag| format!("tag{tag}")).collect(),
        budget: Decimal::new(123_450 * n as i64, 2),
        street: format!("{n} rue"),
        city: "Évry".to_owned(),
        owner_id: (n % 4 != 0).then(|| id(1, n % 3)),
    });
    let profiles = [0, 2, 5].map(|n| Profile { id: id(3, n), clinic_id: id(2, n), rooms: (n != 2).then_some(4) });
    let jobs = (0..24).map(|n| Job {
        id: id(4, n),
        clinic_id: id(2, n * n % 6),
        assignee_id: (n % 5 != 0).then(|| id(1, n % 2)),
        title: format!("Audit {n}"),
        status: TaskStatus::ALL[n as usize % TaskStatus::ALL.len()],
    });
    Company { people: people.collect(), clinics: clinics.collect(), profiles: profiles.into(), jobs: jobs.collect() }
}

/// The page arguments that both schemas know.
#[derive(Clone, Copy)]
pub struct Page {
    pub first: usize,
    pub after: Option<usize>,
}

impl Page {
    pub fn new(first: Option<i32>, after: Option<String>) -> Self {
        let after = after.and_then(|cursor| cursor.strip_prefix('c')?.parse().ok());
        Self { first: first.map_or(3, |first| usize::try_from(first).unwrap_or(0)), after }
    }

    /// The items of the page with their positions, and whether there are more before and after.
    pub fn of<T: Clone>(self, all: &[T]) -> (Vec<(usize, T)>, bool, bool) {
        let start = self.after.map_or(0, |after| after + 1).min(all.len());
        let end = (start + self.first).min(all.len());
        let items = (start..end).map(|n| (n, all[n].clone())).collect();
        (items, start > 0, end < all.len())
    }
}

pub fn cursor(position: usize) -> String {
    format!("c{position}")
}

impl Company {
    pub fn jobs_of(&self, clinic: Uuid, status: Option<TaskStatus>) -> Vec<Job> {
        let wanted = |job: &&Job| job.clinic_id == clinic && status.is_none_or(|status| job.status == status);
        self.jobs.iter().filter(wanted).cloned().collect()
    }
}
