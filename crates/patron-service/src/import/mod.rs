//! Import: files in, one batch out, all of it or nothing.
//!
//! ```text
//! prepare    open, profile, mapping (kept, proposed or given), what must be asked
//! read       rows through mapping and rules, rejects aside
//! sort       one sorted file for the ledger
//! commit     one transaction of the metadata lists batch and files
//! ```
//! A file that leaves something open is refused with code `question` and a hint that names the
//! option; until the commit nothing of an import is visible.

mod answers;
mod batches;
mod commit;
mod contradiction;
mod corrections;
mod kinds;
mod lookup;
mod money;
mod notices;
mod overlap;
mod prepare;
mod preview;
mod progress;
mod quarantine;
mod questions;
mod read;
mod report;
mod run;
mod words;

pub use answers::ANSWERS;
pub use batches::{batches, undo};
pub use preview::preview;
pub use progress::Listener;
pub use quarantine::{export_quarantine, quarantine};
pub use run::import;
