use crate::views::{CustomersPage, LifetimeValueView, OverviewView, PortfolioView, SegmentsView, VoicePage};

/// Everything a report shows, as the pages get it.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    pub(crate) portfolio: PortfolioView,
    pub(crate) overview: OverviewView,
    pub(crate) segments: SegmentsView,
    pub(crate) abc: SegmentsView,
    pub(crate) lifetime: LifetimeValueView,
    /// the most valuable customers
    pub(crate) top: CustomersPage,
    /// what customers think, where that is known
    pub(crate) voice: Option<VoicePage>,
}
