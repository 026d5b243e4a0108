//! Every table of a report, one file each.

mod contestants;
mod customers;
mod formulas;
mod months;
mod overview;
mod parameters;
mod reliability;
mod segments;
mod voice;

pub(super) use contestants::contestants;
pub(super) use customers::{at_risk, top};
pub(super) use formulas::formulas;
pub(super) use months::months;
pub(super) use overview::overview;
pub(super) use parameters::parameters;
pub(super) use reliability::reliability;
pub(super) use segments::{abc, segments};
pub(super) use voice::voice;

use super::{Content, Format, Words};

/// What tables are made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) content: &'a Content,
    pub(super) words: &'a Words,
    pub(super) format: &'a Format,
}

impl Source<'_> {
    fn word(&self, section: &str, key: &str) -> String {
        self.words.get(section, key)
    }

    /// A heading of a column of money.
    fn money(&self, key: &str) -> String {
        self.words.money("column", key, self.format.currency())
    }

    fn columns<const N: usize>(&self, keys: [&str; N]) -> Vec<String> {
        keys.iter().map(|key| self.word("column", key)).collect()
    }
}
