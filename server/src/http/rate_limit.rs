//! How many requests a caller may send: per signed-in user, else per address.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use chrono::Utc;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
};
use uuid::Uuid;

use crm::{App, answer::Problem, context::Caller};

/// Requests a minute of a signed-in user.
const PER_USER: NonZeroU32 = NonZeroU32::new(1_000).unwrap();
/// Requests a minute of an address that nobody is signed in from.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(300).unwrap();
/// Requests a minute of an address to the routes of sign-in and of passwords.
const SIGN_IN_PER_ADDRESS: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// How often callers that came to rest are forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Routes at which passwords, codes and tokens could be guessed.
const SIGN_IN_ROUTES: [&str; 7] = [
    "/api/auth/login",
    "/api/auth/refresh",
    "/api/auth/forgot-password",
    "/api/auth/verify-reset-code",
    "/api/auth/reset-password",
    "/api/auth/change-password",
    "/api/users/profile/password",
];

type Limiter<K> =
    RateLimiter<K, governor::state::keyed::DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// The counters of one server.
pub struct Limits {
    users: Limiter<Uuid>,
    addresses: Limiter<IpAddr>,
    sign_in: Limiter<IpAddr>,
}

impl Limits {
    /// Counters at zero; callers at rest are forgotten from time to time.
    pub fn start(app: &App) -> Arc<Self> {
        let limits = Arc::new(Self {
            users: limiter(PER_USER),
            addresses: limiter(PER_ADDRESS),
            sign_in: limiter(SIGN_IN_PER_ADDRESS),
        });
        let shutdown = app.shutdown.clone();
        let counters = Arc::downgrade(&limits);
        tokio::spawn(async move {
            while tokio::time::timeout(FORGET_EVERY, shutdown.wait()).await.is_err() {
                let Some(limits) = counters.upgrade() else { return };
                limits.users.retain_recent();
                limits.addresses.retain_recent();
                limits.sign_in.retain_recent();
            }
        });
        limits
    }

    /// Counts a request.
    ///
    /// # Errors
    /// The caller sends too much.
    pub fn check(&self, caller: &Caller, path: &str) -> Result<Allowance, Problem> {
        let address = caller.request.ip.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), network);
        if SIGN_IN_ROUTES.contains(&path) {
            return check(&self.sign_in, &address, SIGN_IN_PER_ADDRESS);
        }
        match &caller.viewer {
            Ok(viewer) => check(&self.users, &viewer.id, PER_USER),
            Err(_) => check(&self.addresses, &address, PER_ADDRESS),
        }
    }
}

fn limiter<K: Clone + Eq + std::hash::Hash>(per_minute: NonZeroU32) -> Limiter<K> {
    DefaultKeyedRateLimiter::keyed(Quota::per_minute(per_minute)).with_middleware::<StateInformationMiddleware>()
}

/// One household or company has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// What is left to a caller.
pub struct Allowance {
    limit: u32,
    remaining: u32,
}

fn check<K: Clone + Eq + std::hash::Hash>(
    limiter: &Limiter<K>,
    key: &K,
    limit: NonZeroU32,
) -> Result<Allowance, Problem> {
    match limiter.check_key(key) {
        Ok(snapshot) => Ok(Allowance { limit: limit.get(), remaining: snapshot.remaining_burst_capacity() }),
        Err(not_until) => {
            let wait = not_until.wait_time_from(DefaultClock::default().now()).as_secs_f64().ceil().max(1.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds, at least 1")]
            let seconds = wait as u64;
            let sentence = format!("Too many requests. Try again in {seconds} s.");
            let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED", sentence);
            Err(problem.with_retry_after(seconds))
        }
    }
}

impl Allowance {
    /// `X-RateLimit-*`, as the original had them; `Reset` is the time (seconds since 1970) when all is allowed again.
    pub fn describe(&self, response: &mut Response) {
        let used = self.limit.saturating_sub(self.remaining);
        let until_full = i64::from(used) * 60 / i64::from(self.limit) + 1;
        let headers = response.headers_mut();
        let mut set = |name, value| headers.insert(HeaderName::from_static(name), value);
        set("x-ratelimit-limit", HeaderValue::from(self.limit));
        set("x-ratelimit-remaining", HeaderValue::from(self.remaining));
        set("x-ratelimit-reset", HeaderValue::from(Utc::now().timestamp() + until_full));
    }
}
