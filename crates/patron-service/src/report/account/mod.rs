//! The review of accounts: one page each, and a workbook with a sheet per table.

mod html;
mod parts;
mod records;
mod xlsx;

use crate::catalogue::Measure;
use crate::views::{CustomerView, GapView, PortfolioView, RunView, ScoreView};

use super::table::Table;

pub(crate) use html::html;
pub(crate) use records::{RECORDS, RecordRows, RecordTable};
pub(crate) use xlsx::xlsx;

/// Everything a review shows.
#[derive(Debug, Clone)]
pub(crate) struct Review {
    pub(crate) portfolio: PortfolioView,
    pub(crate) run: RunView,
    pub(crate) measures: Vec<Measure>,
    pub(crate) accounts: Vec<AccountReview>,
}

/// One account.
#[derive(Debug, Clone)]
pub(crate) struct AccountReview {
    pub(crate) customer: CustomerView,
    /// its cards, each with its row alone, and its way to the next tier
    pub(crate) cards: Vec<(ScoreView, Option<GapView>)>,
    /// rows of the records about it
    pub(crate) records: Vec<RecordRows>,
}

/// The tables of an account, in their order.
fn tables(source: &parts::Source<'_>, account: &AccountReview) -> Vec<Table> {
    let cards = account.cards.iter().filter_map(|(score, gap)| parts::card(source, score, gap.as_ref()));
    let ways = account.cards.iter().filter_map(|(score, gap)| parts::way(source, score, gap.as_ref()?));
    let records = account.records.iter().filter_map(|rows| records::table(source, rows));
    let more = [parts::labels(source, account), parts::waterfall(source, account)];
    cards.chain(ways).chain(more.into_iter().flatten()).chain(records).collect()
}
