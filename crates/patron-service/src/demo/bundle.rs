//! What a ready-made portfolio consists of.

use std::borrow::Cow;

/// A portfolio that can be loaded into an empty data folder.
#[derive(Debug, Clone)]
pub(crate) struct Bundle {
    /// name of the company
    pub(crate) name: String,
    /// ISO 4217
    pub(crate) currency: &'static str,
    /// IANA name of the zone the times are written in
    pub(crate) time_zone: &'static str,
    /// where the records come from, in one sentence; also tells one bundle from another
    pub(crate) origin: String,
    /// made by the simulator
    pub(crate) simulated: bool,
    /// in the order of their import
    pub(crate) tables: Vec<BundledTable>,
    /// ids of card templates that the portfolio begins with
    pub(crate) cards: &'static [&'static str],
    /// costs that it begins with
    pub(crate) costs: Option<&'static str>,
}

/// One file of a bundle.
#[derive(Debug, Clone)]
pub(crate) struct BundledTable {
    /// table of the ledger
    pub(crate) table: &'static str,
    pub(crate) file_name: &'static str,
    pub(crate) content: Cow<'static, [u8]>,
    /// field and expression; other fields take the proposal
    pub(crate) mapping: &'static [(&'static str, &'static str)],
}
