//! Who may ask, and how long an answer may take.

mod headers;
mod host;
mod origin;
mod panicked;
mod time;

pub(crate) use headers::headers;
pub(crate) use host::host;
pub(crate) use origin::origin;
pub(crate) use panicked::{panicked, words};
pub(crate) use time::time;
