//! Payments.

mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::{PaymentFilter, PaymentListFilter};
pub use mutations::PaymentMutation;
pub use object::Payment;
pub use order::PaymentOrder;
pub use query::PaymentQuery;
