//! What the service answers: plain data, one file a page, shared by server, reports and tests.
//!
//! Money and probabilities are `f64`; a figure that is not known is `null` and never 0.

mod account;
mod accounts;
mod acquisition;
mod alerts;
mod backtest;
mod cards;
mod catalogue;
mod comparison;
mod costed;
mod costing;
mod customer;
mod customers;
mod forecast;
mod history;
mod imports;
mod jobs;
mod lifetime_value;
mod movement;
mod overview;
mod playbooks;
mod portfolio;
mod price;
mod problem;
mod profit;
mod profit_forecast;
mod roster;
mod runs;
mod schemes;
mod season;
mod segments;
mod survey_draft;
mod surveys;
mod tasks;
mod voice;
mod weights;

pub use account::{
    AccountCompetitor, AccountContract, AccountGroup, AccountInvoice, AccountOpportunity, AccountPerson, AccountView,
    AccountWallet, GroupMember,
};
pub use accounts::{
    AssessedLine, AssessorsAnswer, AssessorsView, CardPair, CardsAnswer, CardsComparison, ComparedAccount,
    ComparedCard, FormAccount, FormAnswer, FormCell, FormEntry, FormLine, FormScores, FormView, GapAnswer, GapRaise,
    GapView, GroupRow, GroupsAnswer, GroupsView, Opinion, OpinionRound, OpinionSpread, Reweighting, ScoreWord,
    ScoredMember, WhatIfAnswer, WhatIfLine, WhatIfRow, WhatIfTier, WhatIfView,
};
pub use acquisition::{
    AcquisitionCohorts, AcquisitionLine, AcquisitionReply, AcquisitionView, EarningCohort, EarningTriangle, KeepingCost,
};
pub use alerts::{AlertRow, AlertsAnswer, AlertsView};
pub use backtest::{
    BacktestRequest, BacktestView, ModelBeside, MoneyContestantView, MoneyTournamentView, OriginForecast, OriginView,
    RecalibrationView, RefusalView, TournamentEntry, VerdictView,
};
pub use cards::{
    CardCheck, CardSummary, CardText, CardView, JudgedCriteria, NamedCriterion, RedundantLines, ScoreAnswer,
    ScoreBefore, ScoreGrade, ScoreLine, ScoreRow, ScoreRun, ScoreTier, ScoreView,
};
pub use catalogue::{AnalysisView, AttributeView, CatalogueView};
pub use comparison::{Migration, Movement, RunComparison, TotalChange, ValueMovement};
pub use costed::{
    CostDiagram, CostDraft, CostDraftCheck, CostNode, CostNodeKind, CostPath, CostStatement, CostStatementAnswer,
    CostedAnswer, CostedCustomer, CostedTotals, CostedView,
};
pub use costing::{
    CostActivity, CostAmounts, CostDepartment, CostExplanation, CostFlow, CostLastStage, CostMinutes, CostReport,
    CostShare, CostStep, CostStrangers, CostsFile, KeptCosts, OpenCost,
};
pub use customer::{CustomerView, ExpectedMonth, NextPurchaseView, PurchaseDay, WaterfallStep};
pub use customers::CustomersPage;
pub use forecast::{AmountLaw, ForecastReply, ForecastView, PurchaseLaw, RangeForecast};
pub use history::{CustomerHistoryView, FactorPart, FactorValue, HistoryPoint, RunPoint};
pub use imports::{
    BatchView, FieldProposal, ImportReport, ImportRequest, PreviewView, QuarantinePage, QuarantinedRow, Question,
    RuleEffect, SourceColumn, UploadView,
};
pub use jobs::{JobState, JobView, Progress};
pub use lifetime_value::{
    CohortTriangle, CohortView, Contestant, CurvePoint, FrequencyBar, HoldoutView, LevelsView, LifetimeValueView,
    LiveView, MapCell, MapsView, ModelView, ParameterView, ReliabilityBin, SimpleFormula, TrackingWeek,
};
pub use movement::{
    LabelState, MovedTotals, MovementAnswer, MovementCell, MovementLabel, MovementView, Mover, MoversView,
};
pub use overview::{DistributionBar, LabelTotal, MonthTotal, OverviewView, ParetoPoint, TopCustomer, ValueTree};
pub use playbooks::{LabelEdit, LabelPlaybook, PlaybookChange, PlaybookVersion, SchemePlaybooks};
pub use portfolio::{DatedEvent, PortfolioChange, PortfolioView, StatusView};
pub use price::{PricePeriods, PriceReply, PriceRow, PriceView};
pub use problem::{Notice, Problem, Severity};
pub use profit::{
    BelowCostAnswer, BelowCostCustomer, BelowCostLever, BelowCostView, CurveShape, LeverTotal, LifetimeLoss,
    ProfitAnswer, ProfitBeforeTax, ProfitConcentration, ProfitCurve, ProfitCurvePoint, ProfitCurvesAnswer,
    ProfitCurvesView, ProfitDimension, ProfitHorizon, ProfitLossAnswer, ProfitLossView, ProfitMix, ProfitOutside,
    ProfitRow, ProfitShares, ProfitSide, ProfitView,
};
pub use profit_forecast::{
    ProfitBacktest, ProfitCustomer, ProfitDensity, ProfitForecastReply, ProfitForecastView, ProfitGroup, ProfitOrigin,
    ProfitRange,
};
pub use roster::{
    ListedClass, ListedLabel, ProposalView, ProposalsView, RosterAccount, RosterDecisionRequest, RosterEvent,
    RosterRule, RosterRuleChange, RosterRuleView, RosterTier, RosterView, TierName,
};
pub use runs::{RunRequest, RunView};
pub use schemes::{
    AxisDetail, BoundsDetail, ClusterDetail, ConditionCount, ConditionRequest, CornerDetail, GroupDetail, GroupTrait,
    MissingDetail, PreviewLabel, SchemeCheck, SchemeDetail, SchemeFile, SchemeSummary, SchemeText, SchemeTyped,
    TriedNumber,
};
pub use season::{FactorView, LeftOutView, SeasonView};
pub use segments::{AxisCuts, CellView, LabelView, SchemeView, SegmentsView};
pub use survey_draft::{SurveyDraft, SurveyDraftCheck, SurveyTemplate};
pub use surveys::{
    KeptSurvey, SurveyAlpha, SurveyCheck, SurveyCounts, SurveyDimension, SurveyDimensionText, SurveyEffort,
    SurveyFigure, SurveyFile, SurveyImport, SurveyIndex, SurveyItem, SurveyItemText, SurveyNps, SurveyQuality,
    SurveyRefusal, SurveySatisfaction, SurveyTotal,
};
pub use tasks::{NewTask, TaskChange, TaskFilter, TaskNote, TaskSource, TaskView, TasksView};
pub use voice::{
    CustomerVoice, CustomerVoiceAnswer, CustomerVoiceContact, CustomerVoiceItem, CustomerVoiceScore, VoiceAssociation,
    VoiceAssociationAnswer, VoiceCall, VoiceCalls, VoiceCallsAnswer, VoiceChange, VoiceClassShare, VoiceComparison,
    VoiceComparisonAnswer, VoiceComplaintGroup, VoiceComplaintMonth, VoiceComplaints, VoiceComplaintsAnswer,
    VoiceDifference, VoiceDriver, VoiceDrivers, VoiceDriversAnswer, VoiceEffect, VoiceFigure, VoiceGroup, VoiceGroups,
    VoiceGroupsAnswer, VoiceLoyalty, VoiceLoyaltyAnswer, VoiceLoyaltyPlace, VoiceLoyaltyPoint, VoiceName,
    VoiceOpenComplaint, VoiceOverview, VoiceOverviewAnswer, VoicePage, VoicePart, VoiceShare, VoiceShrunk, VoiceStake,
    VoiceStakeAnswer, VoiceStakeClass, VoiceSuggestions, VoiceSurvey, VoiceSurveyAnswer, VoiceSurveyHead,
    VoiceUnknownSurvey, VoiceWave,
};
pub use weights::{JudgementMend, PairwiseRequest, PairwiseView};
