//! What GraphQL and REST have in common as answers: errors before they have a form, notes for the request log.

mod door;
mod notes;
mod of_error;
mod problem;

pub use door::Door;
pub use notes::Notes;
pub use problem::Problem;
