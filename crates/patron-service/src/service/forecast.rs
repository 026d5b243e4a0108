use crate::analyses::facts;
use crate::error::{Result, ServiceError};
use crate::forecast::{Base, ForecastAnswer, ForecastRequest};
use crate::run::checked_day;
use crate::views::ForecastReply;

use super::Service;

impl Service {
    /// Purchases and amounts of the customers of the ledger in the periods ahead.
    ///
    /// # Errors
    /// `no-orders`, `bad-date`, `terms`, or when the purchases cannot be fitted.
    pub async fn forecast(&self, request: &ForecastRequest) -> Result<ForecastAnswer> {
        let records = self.records().await?;
        let Some(last) = records.last_order_day() else {
            return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
                .hint("import orders first: `patron import orders FILE`"));
        };
        let end = request.as_of.as_deref().map_or(Ok(last), |text| checked_day(text, &records, last))?;
        let facts = facts(records.rollup(end, request.occasion, &[]).await?, end, None)?;
        ForecastAnswer::new(Base::read(facts, request.period.days()).await?, request, end)
    }

    /// The same for pages: a model that is refused is an answer with its reason.
    ///
    /// # Errors
    /// As [`Service::forecast`], but for models that cannot be fitted.
    pub async fn forecast_or_reason(&self, request: &ForecastRequest) -> Result<ForecastReply> {
        match self.forecast(request).await {
            Ok(answer) => Ok(ForecastReply { forecast: Some(answer.view), refused: None }),
            Err(error) if error.code().starts_with("fit-") => {
                Ok(ForecastReply { forecast: None, refused: Some(error.problem().clone()) })
            }
            Err(error) => Err(error),
        }
    }
}
