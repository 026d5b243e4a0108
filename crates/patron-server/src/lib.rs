//! HTTP API and embedded pages of one data folder.
//!
//! ```text
//! api/       one resource a file: parse, one use case, render
//! jobs/      long work with progress; one at a time writes
//! uploads/   files that were sent and wait for their import
//! guard/     who may ask: host, origin, headers, time
//! ui/        the pages, embedded
//! ```
//! No queries and no maths: those are in `patron-service`.

mod api;
mod document;
mod failure;
mod guard;
mod jobs;
mod options;
mod router;
mod serve;
mod state;
mod ui;
mod uploads;

pub use document::{document, document_text};
pub use options::{Clock, ServeOptions};
pub use router::router;
pub use serve::{Server, serve};
pub use state::AppState;
