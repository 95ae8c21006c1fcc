//! Slowing down of those who guess passwords and codes.
//!
//! Every attempt is counted before it is tried, so that many at once gain nothing, and taken back when it was right.
//! The counts are in the database: all servers share them. Nobody is locked out for good: the wait has an end, and
//! strangers do not make a person wait who comes from an address that they signed in from before (see
//! [`Key::account`]).

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use db::schema::login_throttles;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use crate::{Error, Result};

/// Whose attempts are counted together, and how many are let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    name: String,
    policy: Policy,
}

/// How many attempts, how long a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Policy {
    /// Attempts before the first wait.
    free: i32,
    /// A first attempt after so long begins a new count.
    window: Duration,
    /// The first wait; each later one is twice as long, up to [`LONGEST_WAIT`].
    wait: Duration,
}

const LONGEST_WAIT: Duration = Duration::minutes(15);

/// Longest name that the table takes, with a margin for the address.
const LONGEST_NAME: usize = 255;

impl Key {
    /// Attempts to sign in to an account: 5, then waits of 30 s, 1 min, 2 min … 15 min.
    ///
    /// `known_address` is the caller's address if this account was signed in to from there lately. Such attempts are
    /// counted by themselves, so that a stranger who keeps failing does not keep the account's owner out.
    #[must_use]
    pub fn account(email: &str, known_address: Option<IpAddr>) -> Self {
        // What is typed as an e-mail address may be anything; a blank would reach into the names of other keys.
        let storable = |c: char| if c.is_whitespace() || c.is_control() { '_' } else { c };
        let email: String = email.chars().take(LONGEST_NAME - 60).map(storable).collect();
        let name = match known_address {
            Some(address) => format!("account:{email} from {address}"),
            None => format!("account:{email}"),
        };
        let policy = Policy { free: 5, window: Duration::hours(24), wait: Duration::seconds(30) };
        Self { name, policy }
    }

    /// Attempts to reset the password of an account with a mailed code: counted as sign-ins are.
    #[must_use]
    pub fn reset(email: &str) -> Self {
        let Self { name, policy } = Self::account(email, None);
        Self { name: format!("{name} reset"), policy }
    }

    /// Attempts to make the first administrator with the server's code: counted as sign-ins are, by the address that
    /// they come from, so that a stranger who keeps failing does not keep others out.
    #[must_use]
    pub fn setup(address: Option<IpAddr>) -> Self {
        let Self { policy, .. } = Self::account("", None);
        // A blank cannot stand in the name of an account.
        let address = address.map_or_else(|| "unknown".to_owned(), network);
        Self { name: format!("account: setup from {address}"), policy }
    }

    /// Mails with codes to an account: 3 in 15 min.
    #[must_use]
    pub fn mail(email: &str) -> Self {
        let Self { name, .. } = Self::account(email, None);
        let policy = Policy { free: 3, window: Duration::minutes(15), wait: LONGEST_WAIT };
        Self { name: format!("{name} mail"), policy }
    }

    /// Attempts from one address on whatever accounts: 20 in 15 min. Addresses of IPv6 count by their /64 network,
    /// which is what one subscriber has.
    #[must_use]
    pub fn address(ip: IpAddr) -> Self {
        let policy = Policy { free: 20, window: Duration::minutes(15), wait: LONGEST_WAIT };
        Self { name: format!("address:{}", network(ip)), policy }
    }
}

/// An address of IPv4, the /64 of one of IPv6.
fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = login_throttles, primary_key(key), treat_none_as_null = true, check_for_backend(diesel::pg::Pg))]
struct Count {
    key: String,
    failures: i32,
    window_started_at: DateTime<Utc>,
    locked_until: Option<DateTime<Utc>>,
}

/// Counts an attempt under every key, or under none when one of them has to wait.
///
/// # Errors
/// [`Error::RateLimited`] with the seconds to wait.
pub async fn attempt(conn: &mut AsyncPgConnection, keys: &[Key]) -> Result<()> {
    let mut keys = keys.to_vec();
    // Always in one order: two attempts cannot wait for each other.
    keys.sort_by(|a, b| a.name.cmp(&b.name));
    conn.transaction(async move |conn: &mut AsyncPgConnection| {
        let now: DateTime<Utc> =
            diesel::select(diesel::dsl::now.into_sql::<diesel::sql_types::Timestamptz>()).get_result(conn).await?;
        let fresh: Vec<Count> = keys
            .iter()
            .map(|key| Count { key: key.name.clone(), failures: 0, window_started_at: now, locked_until: None })
            .collect();
        diesel::insert_into(login_throttles::table).values(fresh).on_conflict_do_nothing().execute(conn).await?;
        let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        let counts: Vec<Count> = login_throttles::table
            .filter(login_throttles::key.eq_any(names))
            .order(login_throttles::key)
            .select(Count::as_select())
            .for_update()
            .load(conn)
            .await?;
        let mut next = Vec::with_capacity(counts.len());
        for count in counts {
            let Some(key) = keys.iter().find(|key| key.name == count.key) else { continue };
            next.push(key.policy.count(count, now).map_err(Error::RateLimited)?);
        }
        for count in next {
            diesel::update(&count).set(&count).execute(conn).await?;
        }
        Ok(())
    })
    .await
}

/// The attempt was right: the account's count starts over, the address gets its attempt back.
///
/// # Errors
/// What the database says.
pub async fn succeeded(conn: &mut AsyncPgConnection, account: &Key, address: Option<&Key>) -> QueryResult<()> {
    use login_throttles::{failures, key, locked_until, table};
    diesel::delete(table.filter(key.eq(&account.name))).execute(conn).await?;
    if let Some(address) = address {
        diesel::update(table.filter(key.eq(&address.name).and(failures.gt(0))))
            .set((failures.eq(failures - 1), locked_until.eq(None::<DateTime<Utc>>)))
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Forgets every count of an account: its owner has proved themselves by other means.
///
/// # Errors
/// What the database says.
pub async fn forget_account(conn: &mut AsyncPgConnection, email: &str) -> QueryResult<()> {
    use login_throttles::{key, table};
    let name = Key::account(email, None).name;
    // Blanks cannot stand in an address: this is the account and nothing that begins alike.
    let from_addresses = format!("{} %", name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    diesel::delete(table.filter(key.eq(name).or(key.like(from_addresses)))).execute(conn).await?;
    Ok(())
}

impl Policy {
    /// The count with one more attempt, or the seconds to wait.
    fn count(self, mut count: Count, now: DateTime<Utc>) -> Result<Count, u64> {
        if let Some(wait) = count.locked_until.map(|until| until - now).filter(|wait| *wait > Duration::zero()) {
            return Err(u64::try_from(wait.num_seconds()).unwrap_or(0) + 1);
        }
        if now - count.window_started_at >= self.window {
            count.failures = 0;
        }
        if count.failures == 0 {
            count.window_started_at = now;
        }
        count.failures = count.failures.saturating_add(1);
        let beyond = count.failures - self.free;
        count.locked_until = (beyond >= 0).then(|| {
            let doublings = u32::try_from(beyond.min(10)).unwrap_or(0);
            now + (self.wait * 2_i32.pow(doublings)).min(LONGEST_WAIT)
        });
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> (Count, DateTime<Utc>) {
        let now = Utc::now();
        (Count { key: "account:x".into(), failures: 0, window_started_at: now, locked_until: None }, now)
    }

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let policy = Key::account("x", None).policy;
        let (mut count, mut now) = start();
        for _ in 0..4 {
            count = policy.count(count, now).unwrap();
            assert_eq!(count.locked_until, None);
        }
        let mut waits = Vec::new();
        for _ in 0..7 {
            count = policy.count(count, now).unwrap();
            let until = count.locked_until.unwrap();
            assert!(policy.count(count.clone(), until - Duration::seconds(1)).is_err());
            waits.push((until - now).num_seconds());
            now = until;
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900]);
    }

    #[test]
    fn the_answer_says_how_long_to_wait() {
        let policy = Key::account("x", None).policy;
        let (mut count, now) = start();
        for _ in 0..5 {
            count = policy.count(count, now).unwrap();
        }
        assert_eq!(policy.count(count.clone(), now), Err(31));
        assert_eq!(policy.count(count, now + Duration::seconds(29)), Err(2));
    }

    #[test]
    fn a_count_ends_with_its_window() {
        let policy = Key::address("192.0.2.1".parse().unwrap()).policy;
        let (mut count, now) = start();
        for _ in 0..19 {
            count = policy.count(count, now).unwrap();
        }
        let later = policy.count(count, now + Duration::minutes(15)).unwrap();
        assert_eq!((later.failures, later.locked_until), (1, None));
    }

    #[test]
    fn keys_tell_accounts_and_networks_apart() {
        let home = "192.0.2.1".parse().unwrap();
        assert_ne!(Key::account("a@b.fr", None), Key::account("a@b.fr", Some(home)));
        assert_ne!(Key::account("a@b.fr", None), Key::reset("a@b.fr"));
        assert_ne!(Key::setup(Some(home)), Key::account(" setup from 192.0.2.1", None));
        assert_eq!(Key::setup(Some(home)), Key::setup(Some("::ffff:192.0.2.1".parse().unwrap())));
        assert_eq!(Key::account("a@b.fr reset\0", None).name, "account:a@b.fr_reset_");
        assert_eq!(Key::address(home), Key::address("::ffff:192.0.2.1".parse().unwrap()));
        assert_eq!(Key::address("2001:db8::1".parse().unwrap()), Key::address("2001:db8::ffff:2".parse().unwrap()));
        assert_ne!(Key::address("2001:db8::1".parse().unwrap()), Key::address("2001:db8:0:1::1".parse().unwrap()));
        assert!(Key::account(&"é".repeat(1000), Some(home)).name.chars().count() < 300);
    }
}
