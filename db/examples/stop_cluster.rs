//! Stops the PostgreSQL that tests leave running for the next run: `cargo run -p db --example stop_cluster`.
//! `cargo xtask test` calls it at its end.

fn main() -> Result<(), db::embedded::Error> {
    db::testing::stop_cluster().map(drop)
}
