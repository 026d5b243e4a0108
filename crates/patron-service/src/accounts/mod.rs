//! What people decide about accounts: the roster, tasks, playbooks. Each is the sum of its entries in the journal.

pub(crate) mod playbook_text;
pub(crate) mod playbooks;
pub(crate) mod roster;
mod signature;
pub(crate) mod tasks;

pub(crate) use signature::{Signature, moment, said};
