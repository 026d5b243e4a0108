use crate::forecast::ForecastRequest;

/// What is to be forecast of gross profit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProfitForecastRequest {
    pub forecast: ForecastRequest,
    /// one customer, looked at closely
    pub customer: Option<String>,
    /// measure with labels whose customers are added up
    pub group: Option<String>,
    /// whether the slope of the margin is taken relative to the company's mean margin; else as it is
    pub relative_slope: bool,
    /// relationship marketing as a share of the amount; its own history where absent
    pub marketing_share: Option<f64>,
    /// whether forecasts from past days are shown beside what came
    pub backtest: bool,
}
