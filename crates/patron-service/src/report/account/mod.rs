//! The review of accounts: one page each, and a workbook with a sheet per table.

mod html;
mod over_time;
mod parts;
mod records;
mod xlsx;

use crate::catalogue::Measure;
use crate::views::{CustomerHistoryView, CustomerView, GapView, PortfolioView, RunView, ScoreView, TaskView};

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
    /// its value at past days and its alert
    pub(crate) history: CustomerHistoryView,
    /// open ones first
    pub(crate) tasks: Vec<TaskView>,
    /// rows of the records about it
    pub(crate) records: Vec<RecordRows>,
}

/// The tables of an account, in their order.
fn tables(source: &parts::Source<'_>, account: &AccountReview) -> Vec<Table> {
    let cards = account.cards.iter().filter_map(|(score, gap)| parts::card(source, score, gap.as_ref()));
    let ways = account.cards.iter().filter_map(|(score, gap)| parts::way(source, score, gap.as_ref()?));
    let records = account.records.iter().filter_map(|rows| records::table(source, rows));
    let urgent = [over_time::alert(source, account), over_time::tasks(source, account)];
    let more = [parts::labels(source, account), over_time::history(source, account), parts::waterfall(source, account)];
    urgent.into_iter().flatten().chain(cards).chain(ways).chain(more.into_iter().flatten()).chain(records).collect()
}
