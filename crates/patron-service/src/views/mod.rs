//! What the service answers: plain data, one file a page, shared by server, reports and tests.
//!
//! Money and probabilities are `f64`; a figure that is not known is `null` and never 0.

mod accounts;
mod backtest;
mod cards;
mod catalogue;
mod comparison;
mod customer;
mod customers;
mod forecast;
mod imports;
mod jobs;
mod lifetime_value;
mod overview;
mod portfolio;
mod problem;
mod runs;
mod season;
mod segments;
mod weights;

pub use accounts::{
    AssessedLine, AssessorsAnswer, AssessorsView, CardPair, CardsAnswer, CardsComparison, ComparedAccount,
    ComparedCard, FormAccount, FormAnswer, FormCell, FormEntry, FormLine, FormScores, FormView, GapAnswer, GapRaise,
    GapView, GroupMember, GroupRow, GroupsAnswer, GroupsView, Opinion, OpinionRound, OpinionSpread, Reweighting,
    ScoreWord, WhatIfAnswer, WhatIfLine, WhatIfRow, WhatIfTier, WhatIfView,
};
pub use backtest::{
    BacktestRequest, BacktestView, ModelBeside, MoneyContestantView, MoneyTournamentView, OriginForecast, OriginView,
    RecalibrationView, RefusalView, TournamentEntry, VerdictView,
};
pub use cards::{
    CardCheck, CardSummary, CardText, CardView, JudgedCriteria, NamedCriterion, RedundantLines, ScoreAnswer,
    ScoreGrade, ScoreLine, ScoreRow, ScoreTier, ScoreView,
};
pub use catalogue::{AnalysisView, AttributeView, CatalogueView};
pub use comparison::{Migration, Movement, RunComparison, TotalChange, ValueMovement};
pub use customer::{CustomerView, ExpectedMonth, NextPurchaseView, PurchaseDay, WaterfallStep};
pub use customers::CustomersPage;
pub use forecast::{AmountLaw, ForecastReply, ForecastView, PurchaseLaw, RangeForecast};
pub use imports::{
    BatchView, FieldProposal, ImportReport, ImportRequest, PreviewView, QuarantinePage, QuarantinedRow, Question,
    RuleEffect, SourceColumn, UploadView,
};
pub use jobs::{JobState, JobView, Progress};
pub use lifetime_value::{
    CohortTriangle, CohortView, Contestant, CurvePoint, FrequencyBar, HoldoutView, LevelsView, LifetimeValueView,
    LiveView, MapCell, MapsView, ModelView, ParameterView, ReliabilityBin, SimpleFormula, TrackingWeek,
};
pub use overview::{DistributionBar, LabelTotal, MonthTotal, OverviewView, ParetoPoint, TopCustomer, ValueTree};
pub use portfolio::{DatedEvent, PortfolioChange, PortfolioView, StatusView};
pub use problem::{Notice, Problem, Severity};
pub use runs::{RunRequest, RunView};
pub use season::{FactorView, LeftOutView, SeasonView};
pub use segments::{AxisCuts, CellView, LabelView, SchemeView, SegmentsView};
pub use weights::{JudgementMend, PairwiseRequest, PairwiseView};
