//! Costs that the portfolio keeps: list, read, keep, remove.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::analyses::{Costing, KeptModel, Registry};
use crate::costing::{CostModel, beside};
use crate::error::Result;
use crate::kept::COSTS;
use crate::run::format_day;
use crate::views::{CostsFile, KeptCosts};

use super::Service;

impl Service {
    /// Every costing model that the portfolio keeps, by id.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn kept_costs(&self) -> Result<Vec<KeptCosts>> {
        let mut found = Vec::new();
        for (id, kept) in COSTS.all(self.folder.store()).await? {
            let current = kept.current()?;
            let parsed = CostModel::parse(&current.text);
            let model = parsed.as_ref().ok();
            found.push(KeptCosts {
                id,
                name: model.map(|model| model.name.clone()),
                from: model.map(|model| format_day(model.from_day)),
                to: model.map(|model| format_day(model.to_day)),
                version: current.number,
                saved_at: current.saved_at.clone(),
                problem: parsed.as_ref().err().map(|error| error.problem().clone()),
            });
        }
        Ok(found)
    }

    /// The same analyses with the costs of the portfolio.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(super) async fn with_costs(&self, registry: Registry) -> Result<Registry> {
        let mut kept_models = Vec::new();
        for (id, kept) in COSTS.all(self.folder.store()).await? {
            let current = kept.current()?;
            let model = CostModel::parse(&current.text);
            kept_models.push(KeptModel { id, version: current.number, text: current.text.clone(), model });
        }
        Ok(registry.replaced(Arc::new(Costing::new(kept_models))))
    }

    /// Kept costs as they are written, with the numbers of their versions.
    ///
    /// # Errors
    /// `unknown-costs`, or `unknown-costs-version`.
    pub async fn costs_file(&self, id: &str, version: Option<u32>) -> Result<CostsFile> {
        let kept = COSTS.one(self.folder.store(), id).await?;
        let chosen = COSTS.version(id, &kept, version)?;
        Ok(CostsFile {
            id: id.to_owned(),
            version: chosen.number,
            saved_at: chosen.saved_at.clone(),
            text: chosen.text.clone(),
            versions: kept.numbers(),
        })
    }

    /// Checks costs and keeps them as the next version; the next run reads them.
    ///
    /// # Errors
    /// `costs-…`, naming the line, or `costs-overlap` where kept costs of another id share a day.
    pub async fn add_costs(&self, text: &str, now: DateTime<Utc>) -> Result<CostsFile> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let store = self.folder.store();
        let model = CostModel::parse(text)?;
        beside::refuse_overlap(&model, &beside::kept(store).await?)?;
        COSTS.put(store, &model.id, text, &now.to_rfc3339_opts(SecondsFormat::Secs, true)).await?;
        self.costs_file(&model.id, None).await
    }

    /// Removes kept costs with their versions; runs keep what they computed.
    ///
    /// # Errors
    /// `unknown-costs`.
    pub async fn remove_costs(&self, id: &str, now: DateTime<Utc>) -> Result<()> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        COSTS.remove(self.folder.store(), id).await
    }
}
