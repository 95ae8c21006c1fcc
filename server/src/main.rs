//! Medical CRM server.
fn main() {}
