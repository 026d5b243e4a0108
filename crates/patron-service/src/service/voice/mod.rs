//! What customers think, joined to what they are worth.
//!
//! ```text
//! heard        answers of the ledger to one questionnaire, by wave and customer
//! figures      figures of some of the answers, and how two differ
//! facts        columns of the run of those who answered
//! overview, survey, groups, drivers, compare          what was said; page: all of it in short
//! stake, calls, association, loyalty                  beside what customers are worth and do
//! contacts, complaints, customer                      contacts, and everything of one customer
//! ```

mod association;
mod calls;
mod compare;
mod complaint_groups;
mod complaints;
mod contacts;
mod customer;
mod drivers;
mod facts;
mod figures;
mod groups;
mod heard;
mod loyalty;
mod overview;
mod page;
mod request;
mod stake;
mod survey;
mod watched;

pub use request::{VoiceBetween, VoiceCallsOf, VoiceOf};
