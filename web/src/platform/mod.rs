//! What the app asks of the browser beyond the view: storage, focus, timers, clipboard.

pub mod case;
pub mod chunk;
pub mod dom;
pub mod download;
pub mod file;
pub mod panic;
pub mod storage;
pub mod timer;
